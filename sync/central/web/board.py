"""The public board: every public matter with its unit, responsible post, state and place."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from sqlalchemy import Connection, Select, func, or_, select, tuple_

from app.base.i18n import _, ngettext
from sync.central import queue
from sync.central.core import Central
from sync.central.runtime import Runtime
from sync.central.tables import reports
from sync.central.web import rows
from sync.central.web.rendering import Pages

PAGE = 25
OPEN, ENDED, ALL = "abiertos", "terminados", "todos"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the board is filtered by; unknown values filter nothing."""

    unit: str = ""
    state: str = OPEN
    colonia: str = ""
    before: str = ""


@get("/", tags=("public",), summary="The public board")
async def board(
    runtime: NamedDependency[Runtime],
    pages: NamedDependency[Pages],
    unidad: FromQuery[str] = "",
    estado: FromQuery[str] = OPEN,
    colonia: FromQuery[str] = "",
    antes: FromQuery[str] = "",
) -> Response[str]:
    central = runtime.central
    chosen = Chosen(
        unidad if unidad in central.config.catalog.units else "",
        estado if estado in {OPEN, ENDED, ALL} else OPEN,
        colonia.strip()[:60],
        antes,
    )
    facts = await runtime.read(lambda: _facts(central, chosen))
    return pages.show("board.html", "/", **facts)


def _facts(central: Central, chosen: Chosen) -> dict[str, Any]:
    with central.read() as conn:
        found = conn.execute(_query(chosen).limit(PAGE + 1)).all()
        shown = [
            rows.base(central, row) | {"place": queue.place_of(conn, row)} for row in found[:PAGE]
        ]
        total = conn.execute(
            select(func.count()).select_from(_query(chosen, paged=False).subquery())
        ).scalar_one()
        units = _units(central, conn)
    more = ""
    if len(found) > PAGE:
        more = "/?" + urlencode(
            {
                "unidad": chosen.unit,
                "estado": chosen.state,
                "colonia": chosen.colonia,
                "antes": _key(found[PAGE - 1].filed_at, found[PAGE - 1].report_id),
            }
        )
    return {
        "rows": shown,
        "more": more,
        "chosen": chosen,
        "units": units,
        "states": [(OPEN, _("Abiertos")), (ENDED, _("Terminados")), (ALL, _("Todos"))],
        "caption": _caption(chosen.state, total),
    }


def _caption(state: str, total: int) -> str:
    if state == OPEN:
        text = ngettext("{n} asunto abierto", "{n} asuntos abiertos", total)
    elif state == ENDED:
        text = ngettext("{n} asunto terminado", "{n} asuntos terminados", total)
    else:
        text = ngettext("{n} asunto", "{n} asuntos", total)
    return text.format(n=total)


def _query(chosen: Chosen, *, paged: bool = True) -> Select[Any]:
    query = select(reports).where(reports.c.public)
    if chosen.unit:
        query = query.where(reports.c.unit == chosen.unit)
    if chosen.state != ALL:
        query = query.where(reports.c.open if chosen.state == OPEN else ~reports.c.open)
    if chosen.colonia:
        query = query.where(_in_colonia(chosen.colonia))
    if paged and chosen.before:
        query = query.where(
            tuple_(reports.c.filed_at, reports.c.report_id) < tuple_(*_read_key(chosen.before))
        )
    return query.order_by(reports.c.filed_at.desc(), reports.c.report_id.desc())


def _in_colonia(text: str) -> Any:
    """Keys are `cp|name|kind`: the name, as it is written or in capitals."""
    plain = text.replace("|", "")
    tries = {plain, plain.title(), plain.capitalize()}
    return or_(*(reports.c.colonia.contains(t, autoescape=True) for t in sorted(tries)))


def _units(central: Central, conn: Connection) -> list[tuple[str, str]]:
    """Units that have public matters, by name."""
    codes = conn.execute(select(reports.c.unit).where(reports.c.public).distinct()).scalars()
    named = [
        (c, central.config.catalog.units[c].name)
        for c in codes
        if c in central.config.catalog.units
    ]
    return sorted(named, key=lambda pair: pair[1])


def _key(filed_at: str, report_id: str) -> str:
    return base64.urlsafe_b64encode(f"{filed_at} {report_id}".encode()).decode()


def _read_key(text: str) -> tuple[str, str]:
    try:
        filed_at, _sep, report_id = base64.urlsafe_b64decode(text).decode().partition(" ")
    except (binascii.Error, ValueError):
        return "9999", ""
    return filed_at, report_id
