"""The routing desk: what units returned, what has no unit, and where the central differs."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from sqlalchemy import Connection, Row, select

from app.base import words as shared
from app.base.errors import NotAllowed, Refused, VentanillaError
from app.base.i18n import _
from app.base.messages import explain
from app.domain.journal import CENTRAL_STATION, parse
from app.domain.lifecycle import may_follow
from app.domain.roles import Actor, Permission, require
from sync.central import acts, queue
from sync.central.core import Central, stamp
from sync.central.runtime import Runtime
from sync.central.tables import intake, reports, timeline
from sync.central.web import history, private_view, rows, words
from sync.central.web.choices import bodies, units
from sync.central.web.inbox import done_text
from sync.central.web.rendering import Pages
from sync.central.web.sessions import Http, Session, read_form

MOST = 200
FIELDS = ("propuesta", "motivo", "fundamento", "razon")


@get("/mesa", tags=("staff",), summary="The routing desk's list")
async def desk(
    runtime: NamedDependency[Runtime],
    pages: NamedDependency[Pages],
    session: NamedDependency[Session],
    hecho: FromQuery[str] = "",
) -> Response[str]:
    require(session.actor, Permission.ROUTE_DESK)
    central = runtime.central
    parts = await runtime.read(lambda: _parts(central))
    return pages.show(
        "desk.html", "/mesa/", session.visit, parts=parts, done=done_text(central, hecho)
    )


def _parts(central: Central) -> list[dict[str, Any]]:
    r, triage = reports.c, central.rulebook.triage
    kinds = (
        (_("Devueltos por las áreas"), (r.status == "devuelto",)),
        (_("Sin área definida"), (r.unit == triage, r.status == "canalizado")),
        (
            _("La central habría decidido otra área"),
            (~r.agrees, r.status == "canalizado", r.unit != triage),
        ),
    )
    with central.read() as conn:
        return [
            {"title": title, "rows": [_row(central, conn, row) for row in _some(conn, where)]}
            for title, where in kinds
        ]


def _some(conn: Connection, where: Any) -> list[Row[Any]]:
    query = select(reports).where(*where, ~reports.c.sealed)
    return list(conn.execute(query.order_by(*queue.ORDER).limit(MOST)).all())


def _row(central: Central, conn: Connection, row: Row[Any]) -> dict[str, Any]:
    catalog = central.config.catalog
    reason, by, wanted, cause = _why(conn, row)
    why = catalog.bounce_reasons[reason].name if reason in catalog.bounce_reasons else ""
    proposed = row.proposed or wanted
    return rows.for_staff(central, row, central.now()) | {
        "why": why or shared.word(words.CAUSES, cause),
        "unit": history.target_name(catalog, by or row.unit),
        "proposed": history.target_name(catalog, proposed) if proposed else "",
        "answer_late": row.answer_by < stamp(central.now()),
    }


def _why(conn: Connection, row: Row[Any]) -> tuple[str, str, str, str]:
    """Reason of the last return, the unit that was named, what the central would say, and why."""
    reason, by, wanted, cause = "", row.target, "", ""
    events = conn.execute(
        select(intake.c.raw)
        .join(timeline, timeline.c.n == intake.c.n)
        .where(timeline.c.report_id == row.report_id, intake.c.station == CENTRAL_STATION)
        .order_by(intake.c.n)
    )
    for (raw,) in events:
        event = parse(bytes(raw)).event
        if event.kind == "report.routed":
            wanted, cause = event.body.get("central_target") or "", event.body.get("cause", "")
        elif event.kind == "report.status" and event.body["to"] == "devuelto":
            reason = event.body["reason"]
        elif event.kind == "report.status" and event.body["to"] == "reencauzado":
            by = event.body["unit"]
    return reason, by, wanted, cause


@get("/mesa/asunto/{folio:str}", tags=("staff",), summary="One matter to decide")
async def decision(
    runtime: NamedDependency[Runtime],
    pages: NamedDependency[Pages],
    session: NamedDependency[Session],
    folio: FromPath[str],
) -> Response[str]:
    facts = await runtime.write(lambda: _decision_facts(runtime.central, session.actor, folio))
    return pages.show("decision.html", "/mesa/", session.visit, **facts)


def _decision_facts(
    central: Central,
    actor: Actor,
    folio: str,
    *,
    error: str = "",
    typed: dict[str, str] | None = None,
) -> dict[str, Any]:
    require(actor, Permission.ROUTE_DESK)
    catalog = central.config.catalog
    with central.read() as conn:
        row = conn.execute(select(reports).where(reports.c.folio == folio)).first()
        if row is None:
            raise Refused("matter_unknown", folio=folio)
        if row.sealed:
            raise NotAllowed("not_your_unit", folio=folio)
        steps = history.of_matter(central, conn, row.report_id, staff=True)
        _reason, _by, wanted, cause = _why(conn, row)
    proposed = row.proposed or wanted
    return {
        "matter": rows.for_staff(central, row, central.now()),
        "said": private_view.read(central, actor, row),
        "history": steps,
        "may": may_follow(catalog.statuses, row.status, "routing_officer"),
        "proposed": history.target_name(catalog, proposed) if proposed else "",
        "differs": shared.word(words.CAUSES, cause),
        "binding": row.bounces >= acts.BINDING_AFTER,
        "units": units(catalog),
        "bodies": bodies(catalog),
        "typed": dict.fromkeys(FIELDS, "") | {"propuesta": proposed} | (typed or {}),
        "error": error,
    }


@post("/mesa/asunto/{folio:str}/{act:str}", status_code=200, tags=("staff",), summary="Decides")
async def decide(
    request: Http,
    runtime: NamedDependency[Runtime],
    pages: NamedDependency[Pages],
    session: NamedDependency[Session],
    folio: FromPath[str],
    act: FromPath[str],
) -> Response[Any]:
    central, actor = runtime.central, session.actor
    fields = await read_form(request, session.csrf)
    typed = {name: fields.get(name, "") for name in FIELDS}

    def work() -> str:
        if act == "improcedente":
            return acts.dismiss(central, actor, folio, reason=typed["razon"])
        return acts.decide(
            central,
            actor,
            folio,
            to=typed["propuesta"],
            reason=typed["motivo"],
            ground=typed["fundamento"],
        )

    try:
        status = await runtime.write(work)
    except NotAllowed:
        raise
    except VentanillaError as error:
        said = explain(error)
        facts = await runtime.write(
            lambda: _decision_facts(central, actor, folio, error=said, typed=typed)
        )
        return pages.show("decision.html", "/mesa/", session.visit, status=409, **facts)
    return Redirect(f"/mesa/?hecho={status}", status_code=303)
