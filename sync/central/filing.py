"""A filed matter arrives: checked, routed once more, given its place, joined where it belongs."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update

from app.domain import folio as folios
from app.domain import lifecycle
from app.domain.filed import FiledBody, read_filed
from app.domain.journal import CENTRAL_STATION, BadEvent
from app.domain.private import phone_tag, read_part
from app.domain.routing import Decision
from sync.central import alarms, course, queue
from sync.central.core import stamp
from sync.central.course import Report, Step
from sync.central.database import Prepared
from sync.central.handlers import Case, Judged
from sync.central.tables import folio_series, reports

_TWIN = Prepared(
    select(reports.c.folio).where(
        or_(reports.c.folio == bindparam("folio"), reports.c.report_id == bindparam("rid"))
    )
)
_SERIES = (folio_series.c.station == bindparam("of"), folio_series.c.year == bindparam("in"))
_LAST = Prepared(select(folio_series.c.last).where(*_SERIES))
_COUNTED = Prepared(update(folio_series).where(*_SERIES).values(last=bindparam("to")))
_NEW = Prepared(insert(reports).returning(reports))
_WAITING = Prepared(
    select(reports.c.report_id).where(
        reports.c.join_folio == bindparam("folio"), reports.c.status == lifecycle.ROUTED
    )
)
ENDS = frozenset({"anulado", "adherido"})


def filed(case: Case) -> None:
    """Makes the matter, its decision and its status. Raises `Judged`: the body says nonsense."""
    event = case.chained.event
    try:
        body = read_filed(event.body)
        filed_at = datetime.fromisoformat(event.wall).astimezone(UTC)
    except (BadEvent, ValueError) as error:
        raise Judged("filing_invalid") from error
    if event.report_id is None:
        raise Judged("filing_invalid")
    _check_folio(case, body)
    decision = case.central.rulebook.decide(body, filed_at, event.tz_offset)
    cause = _difference(case, body, decision)
    report = _insert(case, body, filed_at, agrees=not cause)
    case.ledger.remember(report.report_id, case.number)
    if not body.sealed:
        case.ledger.feed_event(case.number, origin=event.station, phone_tag=_tag(case))
    tell_route(case, report, decision, cause)
    _join(case, report, body)
    _joined_by(case, report)


def _check_folio(case: Case, body: FiledBody) -> None:
    """Folios are unique and their series has no gap; a gap is an alarm, a twin is refused."""
    conn, event = case.ledger.conn, case.chained.event
    twin = _TWIN.run(conn, {"folio": body.folio, "rid": event.report_id}).first()
    if twin is not None:
        alarms.note(case.ledger, "folio_repeated", event.station, event.seq, folio=body.folio)
        raise Judged("folio_repeated")
    folio = folios.parse(body.folio, this_year=0)
    if folio.station != event.station:
        return
    series = {"of": folio.station, "in": folio.year}
    last = _LAST.run(conn, series).scalar()
    if folio.counter != (last or 0) + 1:
        alarms.note(case.ledger, "folio_gap", event.station, event.seq, folio=body.folio)
    if last is None:
        conn.execute(
            insert(folio_series).values(station=folio.station, year=folio.year, last=folio.counter)
        )
    elif folio.counter > last:
        _COUNTED.run(conn, series | {"to": folio.counter})


def _difference(case: Case, body: FiledBody, decision: Decision | None) -> str:
    """Why the central would have decided otherwise; "" when it agrees. Nobody is blamed."""
    if body.sealed:
        return ""
    if decision is not None and (decision.target_kind, decision.target, decision.rule_id) == (
        body.target_kind,
        body.target,
        body.rule,
    ):
        return ""
    if case.chained.event.catalog != case.central.config.catalog.version:
        same = decision is not None and decision.target == body.target
        return "" if same else "catalog_version"
    return "service_unknown" if decision is None else "decided_otherwise"


def _insert(case: Case, body: FiledBody, filed_at: datetime, *, agrees: bool) -> Report:
    rules, event, ledger = case.central.rulebook, case.chained.event, case.ledger
    received = datetime.fromisoformat(ledger.now)
    values: dict[str, Any] = {
        "report_id": event.report_id,
        "folio": body.folio,
        "station": event.station,
        "seq": event.seq,
        "n": case.number,
        "filed_at": stamp(filed_at),
        "tz_offset": event.tz_offset,
        "received_at": ledger.now,
        "channel": body.channel,
        "kind": body.kind,
        "service": body.service,
        "colonia": body.colonia,
        "sealed": body.sealed,
        "public": rules.is_public(body),
        "target_kind": body.target_kind,
        "target": body.target,
        "rule": body.rule,
        "catalog": event.catalog,
        "unit": "" if body.external else rules.unit(body.target),
        "due": body.due.isoformat() if body.due else queue.NO_DUE,
        "priority": body.priority,
        "answer_by": stamp(rules.answer_by(body.priority, received)),
        "changed_at": ledger.now,
        "agrees": agrees,
        "bounces": 0,
        "proposed_kind": "",
        "proposed": "",
        "join_folio": body.join,
    }
    status = lifecycle.status_after_routing(body.target_kind)
    return _NEW.run(ledger.conn, values | queue.standing(status)).one()


def tell_route(case: Case, report: Report, decision: Decision | None, cause: str) -> None:
    """`report.routed`: the printed unit stands; what the central would have said is beside it."""
    differs = decision if cause else None
    ledger = case.ledger
    place = queue.place_of_newcomer(ledger.conn, report, ledger.lengths)
    body = {
        "folio": report.folio,
        "service": report.service,
        "target_kind": report.target_kind,
        "target": report.target,
        "rule": report.rule,
        "priority": report.priority,
        "due": None if report.due == queue.NO_DUE else report.due,
        "agrees": not cause,
        "cause": cause,
        "central_target": differs.target if differs else None,
        "central_rule": differs.rule_id if differs else None,
        "status": report.status,
        "answer_by": report.answer_by,
        "place": place,
    }
    course.emit(case.ledger, report, "report.routed", CENTRAL_STATION, body)


def _join(case: Case, report: Report, body: FiledBody) -> None:
    """Ties a matter to the one it was joined to, or waits for that one to come."""
    if not body.join or report.status != lifecycle.ROUTED:
        return
    parent = case.ledger.conn.execute(select(reports).where(reports.c.folio == body.join)).first()
    if parent is None or parent.sealed or parent.status in ENDS:
        step = Step("canalizado", "system", CENTRAL_STATION, reason="join_unknown")
        _restate(case, report, step)
        return
    _tie(case, report, parent)


def _joined_by(case: Case, parent: Report) -> None:
    """Matters of other windows that were joined to this one before it came."""
    waiting = _WAITING.run(case.ledger.conn, {"folio": parent.folio}).all()
    for child in waiting:
        if not parent.sealed:
            _tie(
                case,
                course.get(case.ledger, child.report_id),
                course.get(case.ledger, parent.report_id),
            )


def _tie(case: Case, child: Report, parent: Report) -> None:
    step = Step("adherido", "station", CENTRAL_STATION, unit=parent.unit)
    course.move(case.ledger, case.central.rulebook, child, step)
    if child.priority < parent.priority and parent.open:  # a joined «danger» raises its parent
        raised = course.change(case.ledger, parent.report_id, priority=child.priority)
        tell_route(case, raised, None, "")


def _restate(case: Case, report: Report, step: Step) -> None:
    """Says a status the window does not assume, without a change of it."""
    body = {
        "folio": report.folio,
        "from": lifecycle.INITIAL,
        "to": step.to,
        "unit": report.unit,
        "by": step.by,
        "reason": step.reason,
        "place": queue.place_of(case.ledger.conn, report),
    }
    course.emit(case.ledger, report, "report.status", step.actor, body)


def _tag(case: Case) -> bytes | None:
    """By which windows know a caller again without knowing the number."""
    part = case.chained.private
    if part is None:
        return None
    try:
        phone = read_part(part).phone
        return phone_tag(case.central.office_key, phone) if phone else None
    except (BadEvent, UnicodeEncodeError):
        return None
