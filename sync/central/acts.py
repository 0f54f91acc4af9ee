"""What staff do with matters: the one door for pages, tests and the demo.

Each act checks the permission, the state machine and the order of attention, and leaves one
event of the central's journal. Everything a person writes is private; codes are not.
"""

from sqlalchemy import select

from app.base.errors import NotAllowed, Refused
from app.domain.roles import Actor, Permission, Role, require
from sync.central import course, queue
from sync.central.core import Central, stamp
from sync.central.course import Report, Step
from sync.central.ledger import Ledger
from sync.central.tables import reports

BINDING_AFTER = 2
ATTENDED = "atendido"
RESOLVED = "resuelto"


def accept(central: Central, actor: Actor, folio: str) -> str:
    """The unit takes the matter as its own. Gives the new status, as every act does.

    Raises:
        NotAllowed: another unit's matter, or no permission.
        Refused: no such matter, or the state machine does not let it (`BadTransition`).
    """
    return _by_unit(central, actor, folio, Step("aceptado", "unit", actor.code))


def give_back(
    central: Central, actor: Actor, folio: str, *, reason: str, proposed: str, text: str = ""
) -> str:
    """Says «not ours»: a reason code and a proposed destination, for the routing desk to decide.

    `proposed` is a unit's or an external body's code, or empty where the reason needs none.
    Raises further `Refused`: `bounce_reason_unknown`, `proposed_unknown`, `assignment_binding`
    after the second decision.
    """
    catalog = central.config.catalog
    if reason not in catalog.bounce_reasons:
        raise Refused("bounce_reason_unknown")
    kind = "unit" if proposed in catalog.units else "external" if proposed in catalog.bodies else ""
    if not kind and (proposed or _needs_destination(catalog.bounce_reasons[reason].needs)):
        raise Refused("proposed_unknown")
    with central.write() as ledger:
        report = _theirs(ledger, actor, folio)
        if report.bounces >= BINDING_AFTER:
            raise Refused("assignment_binding")
        step = Step(
            "devuelto",
            "unit",
            actor.code,
            unit=central.rulebook.triage,
            reason=reason,
            proposed_kind=kind,
            proposed=proposed,
            explanation=_said(text=text),
        )
        values = {"bounces": report.bounces + 1, "proposed_kind": kind, "proposed": proposed}
        values |= _new_deadline(central, report, step.to)
        return _status(course.move(ledger, central.rulebook, report, step, **values))


def work(central: Central, actor: Actor, folio: str, *, skipped: str = "") -> str:
    """The unit begins to work on it. Out of order only with the reason `skipped`, kept for ever.

    Raises further `Refused`: `out_of_order`, with the `folio` that is to be attended first.
    """
    with central.write() as ledger:
        report = _theirs(ledger, actor, folio)
        report, skipped = _in_turn(central, ledger, actor, report, skipped)
        return _status(
            course.move(
                ledger,
                central.rulebook,
                report,
                Step(
                    "en_proceso",
                    "unit",
                    actor.code,
                    skipped=bool(skipped),
                    explanation=_said(skipped=skipped),
                ),
            )
        )


def wait(central: Central, actor: Actor, folio: str, *, cause: str) -> str:
    """Work stops for a written cause: data, material, weather, another body."""
    if not cause.strip():
        raise Refused("cause_needed")
    step = Step("en_espera", "unit", actor.code, explanation=_said(cause=cause))
    return _by_unit(central, actor, folio, step)


def resolve(
    central: Central,
    actor: Actor,
    folio: str,
    *,
    explanation: str,
    outcome: str = "",
    evidence: str = "",
    skipped: str = "",
) -> str:
    """The unit says what it did. `outcome`: a code of `outcomes.csv`, empty where work was done.

    Raises further `Refused`: `explanation_needed`, `evidence_needed` (the service asks for it),
    `outcome_unknown`, `out_of_order`.
    """
    if not explanation.strip():
        raise Refused("explanation_needed")
    if outcome and outcome not in central.config.catalog.outcomes:
        raise Refused("outcome_unknown")
    with central.write() as ledger:
        report = _theirs(ledger, actor, folio)
        service = central.config.catalog.services.get(report.service)
        if service and service.closing_needs_evidence and not evidence.strip():
            raise Refused("evidence_needed")
        report, skipped = _in_turn(central, ledger, actor, report, skipped)
        step = Step(
            ATTENDED,
            "unit",
            actor.code,
            outcome=outcome or RESOLVED,
            skipped=bool(skipped),
            explanation=_said(explanation=explanation, evidence=evidence, skipped=skipped),
        )
        return _status(course.move(ledger, central.rulebook, report, step))


def decide(
    central: Central, actor: Actor, folio: str, *, to: str, reason: str, ground: str = ""
) -> str:
    """The routing desk decides a returned matter: `to` is a unit's or an external body's code.

    The folio and the date of receipt stay. The second decision binds, with its legal `ground`.
    Raises further `Refused`: `proposed_unknown`, `reason_needed`, `ground_needed`.
    """
    require(actor, Permission.ROUTE_DESK)
    catalog = central.config.catalog
    if to not in catalog.units and to not in catalog.bodies:
        raise Refused("proposed_unknown")
    if not reason.strip():
        raise Refused("reason_needed")
    with central.write() as ledger:
        report = _found(ledger, folio)
        if report.bounces >= BINDING_AFTER and not ground.strip():
            raise Refused("ground_needed")
        status, unit = _destination(central, report, to)
        if status == "orientado" and report.status == "canalizado":  # triage says «not ours» first
            report = course.move(
                ledger, central.rulebook, report, Step("devuelto", "unit", actor.code)
            )
        step = Step(
            status,
            "routing_officer",
            actor.code,
            unit=unit,
            proposed_kind="external" if to in catalog.bodies else "unit",
            proposed=to,
            explanation=_said(reason=reason, ground=ground),
        )
        values = {"proposed_kind": "", "proposed": "", **_new_deadline(central, report, status)}
        return _status(course.move(ledger, central.rulebook, report, step, **values))


def dismiss(central: Central, actor: Actor, folio: str, *, reason: str) -> str:
    """The routing desk ends a returned matter that does not proceed, with its written reason."""
    require(actor, Permission.ROUTE_DESK)
    if not reason.strip():
        raise Refused("reason_needed")
    with central.write() as ledger:
        step = Step("improcedente", "routing_officer", actor.code, explanation=_said(reason=reason))
        return _status(course.move(ledger, central.rulebook, _found(ledger, folio), step))


def inbox_of(actor: Actor) -> str:
    """The unit whose matters a person attends. Raises `NotAllowed`."""
    require(actor, Permission.ATTEND)
    return actor.unit


def _by_unit(central: Central, actor: Actor, folio: str, step: Step) -> str:
    with central.write() as ledger:
        report = _theirs(ledger, actor, folio)
        return _status(course.move(ledger, central.rulebook, report, step))


def _status(report: Report) -> str:
    status: str = report.status
    return status


def _found(ledger: Ledger, folio: str) -> Report:
    report = ledger.conn.execute(select(reports).where(reports.c.folio == folio)).first()
    if report is None:
        raise Refused("matter_unknown", folio=folio)
    return report


def _theirs(ledger: Ledger, actor: Actor, folio: str) -> Report:
    """The matter, if it is with the actor's unit now; other units' matters are not looked at."""
    require(actor, Permission.ATTEND)
    report = _found(ledger, folio)
    if report.unit != actor.unit or (report.sealed and actor.role is not Role.CONTROL):
        raise NotAllowed("not_your_unit", folio=folio)
    return report


def _in_turn(
    central: Central, ledger: Ledger, actor: Actor, report: Report, skipped: str
) -> tuple[Report, str]:
    """Accepts a matter that is begun with at once, and sees whose turn it is.

    Gives the matter and the reason for skipping, empty when nobody is skipped.
    """
    if not report.queued:
        return report, ""
    first = queue.first_in_line(ledger.conn, report.unit)
    in_order = first == report.report_id
    if not in_order and not skipped.strip():
        raise Refused("out_of_order", folio=_folio_of(ledger, first))
    if report.status != "aceptado":
        report = course.move(ledger, central.rulebook, report, Step("aceptado", "unit", actor.code))
    return report, "" if in_order else skipped.strip()


def _folio_of(ledger: Ledger, report_id: str | None) -> str:
    folio: str = ledger.conn.execute(
        select(reports.c.folio).where(reports.c.report_id == report_id)
    ).scalar_one()
    return folio


def _needs_destination(needs: tuple[str, ...]) -> bool:
    return any(need in {"unidad_propuesta", "organismo_propuesto"} for need in needs)


def _destination(central: Central, report: Report, to: str) -> tuple[str, str]:
    """Status and unit that follow from a decision: outside, back to whom it was, or changed."""
    if to in central.config.catalog.bodies:
        return "orientado", ""
    if to == report.target and report.target_kind == "unit":
        return "canalizado", to
    return "reencauzado", to


def _new_deadline(central: Central, report: Report, status: str) -> dict[str, str]:
    """Whoever gets it now has their own time to answer."""
    if status == "orientado":
        return {}
    return {"answer_by": stamp(central.rulebook.answer_by(report.priority, central.now()))}


def _said(**texts: str) -> dict[str, str] | None:
    """What was written, without what was left empty."""
    return {name: text.strip() for name, text in texts.items() if text.strip()} or None
