"""A unit's inbox: its matters in the computed order, and one page for each with what may be done."""

import base64
import binascii
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from sqlalchemy import Connection, Row, select, tuple_

from app.base.errors import NotAllowed, VentanillaError
from app.base.i18n import _, ngettext
from app.base.messages import explain
from app.domain.lifecycle import may_follow
from app.domain.roles import Actor, Permission, require
from sync.central import acts, queue
from sync.central.core import Central
from sync.central.runtime import Runtime
from sync.central.tables import reports
from sync.central.web import history, private_view, rows
from sync.central.web.choices import bodies, named, units
from sync.central.web.rendering import Pages
from sync.central.web.sessions import Http, Session, read_form

PAGE = 50
GOING = 200
FIELDS = ("salto", "explicacion", "resultado", "evidencia", "causa", "motivo", "propuesta", "texto")


@get("/bandeja", tags=("staff",), summary="A unit's inbox, in order")
async def inbox(
    runtime: NamedDependency[Runtime],
    pages: NamedDependency[Pages],
    session: NamedDependency[Session],
    despues: FromQuery[str] = "",
    hecho: FromQuery[str] = "",
) -> Response[str]:
    central, unit = runtime.central, acts.inbox_of(session.actor)
    facts = await runtime.read(lambda: _list(central, unit, despues))
    return pages.show(
        "inbox.html", "/bandeja/", session.visit, done=done_text(central, hecho), **facts
    )


def done_text(central: Central, status: str) -> str:
    """What to say after an act, by the state it led to."""
    found = central.config.catalog.statuses.get(status)
    return _("Listo: {status}.").format(status=found.name) if found else ""


def _list(central: Central, unit: str, after: str) -> dict[str, Any]:
    found = central.config.catalog.units[unit]
    now = central.now()
    with central.read() as conn:
        if found.kind == "sealed":
            return _envelopes(conn, unit, found.name)
        page = _page(conn, unit, after)
        first = queue.place_of(conn, page[0]) if page else 1
        going = conn.execute(
            select(reports)
            .where(reports.c.unit == unit, reports.c.open, ~reports.c.queued)
            .order_by(*queue.ORDER)
            .limit(GOING)
        ).all()
        waiting = queue.length(conn, unit)
    shown = [
        rows.for_staff(central, row, now) | {"place": (first or 1) + step}
        for step, row in enumerate(page[:PAGE])
    ]
    more = f"/bandeja/?{urlencode({'despues': _key(page[PAGE - 1])})}" if len(page) > PAGE else ""
    lead = ngettext(
        "{n} asunto por atender. El orden se calcula: prioridad y llegada.",
        "{n} asuntos por atender. El orden se calcula: prioridad y llegada.",
        waiting,
    ).format(n=waiting)
    return {
        "unit": found.name,
        "lead": lead,
        "rows": shown,
        "more": more,
        "going": [rows.for_staff(central, row, now) for row in going],
        "sealed": False,
    }


def _envelopes(conn: Connection, unit: str, name: str) -> dict[str, Any]:
    found = conn.execute(
        select(reports)
        .where(reports.c.unit == unit, reports.c.sealed)
        .order_by(reports.c.filed_at.desc())
        .limit(GOING)
    ).all()
    return {
        "unit": name,
        "lead": _("Recepción reservada: aquí solo se ven el folio y la fecha."),
        "rows": [rows.sealed(row) for row in found],
        "more": "",
        "going": [],
        "sealed": True,
    }


def _page(conn: Connection, unit: str, after: str) -> list[Row[Any]]:
    query = select(reports).where(reports.c.unit == unit, reports.c.queued)
    key = _read_key(after)
    if key is not None:
        query = query.where(tuple_(*queue.ORDER) > tuple_(*key))
    return list(conn.execute(query.order_by(*queue.ORDER).limit(PAGE + 1)).all())


def _key(row: Row[Any]) -> str:
    text = " ".join((str(row.priority), row.filed_at, row.due, row.report_id))
    return base64.urlsafe_b64encode(text.encode()).decode()


def _read_key(text: str) -> tuple[int, str, str, str] | None:
    try:
        priority, filed_at, due, report_id = base64.urlsafe_b64decode(text).decode().split(" ")
        return int(priority), filed_at, due, report_id
    except (binascii.Error, ValueError):
        return None


@get("/bandeja/asunto/{folio:str}", tags=("staff",), summary="One matter of the unit")
async def task(
    runtime: NamedDependency[Runtime],
    pages: NamedDependency[Pages],
    session: NamedDependency[Session],
    folio: FromPath[str],
    hecho: FromQuery[str] = "",
) -> Response[str]:
    central = runtime.central
    facts = await runtime.write(lambda: task_facts(central, session.actor, folio))
    done = done_text(central, hecho)
    return pages.show("task.html", "/bandeja/", session.visit, done=done, **facts)


def task_facts(
    central: Central,
    actor: Actor,
    folio: str,
    *,
    error: str = "",
    opened: str = "",
    typed: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Everything the page of one matter shows. Raises `NotAllowed`: another unit's, or sealed."""
    require(actor, Permission.ATTEND)
    catalog = central.config.catalog
    with central.read() as conn:
        row = conn.execute(select(reports).where(reports.c.folio == folio)).first()
        if row is None or row.unit != actor.unit or row.sealed:
            raise NotAllowed("not_your_unit", folio=folio)
        place = queue.place_of(conn, row)
        steps = history.of_matter(central, conn, row.report_id, staff=True)
        first = queue.first_in_line(conn, row.unit)
        before = conn.execute(select(reports.c.folio).where(reports.c.report_id == first)).scalar()
    may = may_follow(catalog.statuses, row.status, "unit")
    service = catalog.services.get(row.service)
    return {
        "matter": rows.for_staff(central, row, central.now()) | {"place": place},
        "said": private_view.read(central, actor, row),
        "history": steps,
        "may": may,
        "may_first": next((s for s in may if s in {"aceptado", "en_proceso", "atendido"}), ""),
        "skips": _("Antes va el folio {folio}.").format(folio=before) if (place or 1) > 1 else "",
        "evidence": bool(service and service.closing_needs_evidence),
        "binding": row.bounces >= acts.BINDING_AFTER,
        "reasons": named(catalog.bounce_reasons),
        "outcomes": named(catalog.outcomes),
        "units": units(catalog),
        "bodies": bodies(catalog),
        "typed": dict.fromkeys(FIELDS, "") | (typed or {}),
        "error": error,
        "opened": opened,
    }


ACTS: dict[str, Callable[[Central, Actor, str, dict[str, str]], str]] = {
    "aceptar": lambda c, a, f, _t: acts.accept(c, a, f),
    "trabajar": lambda c, a, f, t: acts.work(c, a, f, skipped=t["salto"]),
    "esperar": lambda c, a, f, t: acts.wait(c, a, f, cause=t["causa"]),
    "resolver": lambda c, a, f, t: acts.resolve(
        c,
        a,
        f,
        explanation=t["explicacion"],
        outcome=t["resultado"],
        evidence=t["evidencia"],
        skipped=t["salto"],
    ),
    "devolver": lambda c, a, f, t: acts.give_back(
        c, a, f, reason=t["motivo"], proposed=t["propuesta"], text=t["texto"]
    ),
}
_LEAVES = frozenset({"devolver", "resolver"})


@post("/bandeja/asunto/{folio:str}/{act:str}", status_code=200, tags=("staff",), summary="An act")
async def do(
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
    if act not in ACTS:
        return Redirect("/bandeja/", status_code=303)
    try:
        status = await runtime.write(lambda: ACTS[act](central, actor, folio, typed))
    except NotAllowed:
        raise
    except VentanillaError as error:
        said = explain(error)
        facts = await runtime.write(
            lambda: task_facts(central, actor, folio, error=said, opened=act, typed=typed)
        )
        return pages.show("task.html", "/bandeja/", session.visit, status=409, done="", **facts)
    back = "/bandeja/" if act in _LEAVES else f"/bandeja/asunto/{folio}"
    return Redirect(f"{back}?hecho={status}", status_code=303)
