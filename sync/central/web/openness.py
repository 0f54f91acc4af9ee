"""The indicator and the head of the journal, for anyone to see and to compare."""

from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency
from sqlalchemy import Connection, func, select

from app.base.dates import month
from app.base.i18n import _, ngettext
from app.domain.indicator import Indicator, percent
from app.domain.journal import CENTRAL_STATION, GENESIS, canonical
from sync.central import indicator
from sync.central.core import Central
from sync.central.runtime import Runtime
from sync.central.tables import intake
from sync.central.web import history, words
from sync.central.web.rendering import HEADERS, Pages

_SHORT_HASH = 16


@get("/indicador", tags=("public",), summary="Matters channelled well at the first attempt")
async def show_indicator(
    runtime: NamedDependency[Runtime], pages: NamedDependency[Pages]
) -> Response[str]:
    central = runtime.central
    facts = await runtime.read(lambda: _indicator(central))
    return pages.show("indicator.html", "/indicador", **facts)


def _indicator(central: Central) -> dict[str, Any]:
    catalog = central.config.catalog
    with central.read() as conn:
        found = indicator.indicator(conn, catalog, central.now())
    units = {code: history.target_name(catalog, code) for code in found.by_unit}
    services = {
        code: catalog.services[code].name if code in catalog.services else code
        for code in found.by_service
    }
    months = {code: _month(code) for code in found.by_month}
    tables = [
        (_("Por mes"), _("Mes"), found.by_month, months),
        (_("Por área"), _("Área"), found.by_unit, units),
        (_("Por servicio"), _("Servicio"), found.by_service, services),
    ]
    return {
        "value": _percent(found.num, found.den),
        "counted": _counted(found),
        "beside": [
            (found.waiting, _("con el plazo todavía abierto")),
            (found.oriented, _("orientados a otro organismo")),
            (found.joined, _("unidos a un folio repetido")),
            (found.voided, _("anulados")),
            (found.sealed, _("sobres cerrados")),
        ],
        "total": _total(found),
        "tables": [
            {"title": title, "column": column, "rows": _rows(counts, names)}
            for title, column, counts, names in tables
        ],
    }


def _counted(found: Indicator) -> str:
    if not found.den:
        return _("En cuanto venza el primero, aquí se verá cuántos quedaron bien a la primera.")
    return ngettext(
        "Ya pasó el plazo para contestar de {n} asunto; {num} quedó bien a la primera.",
        "De los {n} asuntos cuyo plazo para contestar ya pasó, {num} quedaron bien a la primera.",
        found.den,
    ).format(num=found.num, n=found.den)


def _total(found: Indicator) -> str:
    aside = found.waiting + found.oriented + found.joined + found.voided + found.sealed
    return _("De {total} recibidos, {n} cuentan en el porcentaje y {aside} van aparte.").format(
        total=found.den + aside, n=found.den, aside=aside
    )


def _rows(counts: Any, names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": names[code],
            "num": num,
            "den": den,
            "value": _percent(num, den),
            "width": num * 100 // den,
        }
        for code, (num, den) in sorted(counts.items(), key=lambda item: names[item[0]])
    ]


def _percent(num: int, den: int) -> str:
    value = percent(num, den)
    return "" if value is None else _("{value} %").format(value=f"{value:g}")


def _month(code: str) -> str:
    from datetime import date

    first = date.fromisoformat(f"{code}-01")
    return f"{month(first)} {first.year}"


@get("/bitacora", tags=("public",), summary="The head of the journal")
async def show_journal(
    runtime: NamedDependency[Runtime], pages: NamedDependency[Pages]
) -> Response[str]:
    head = await runtime.read(lambda: journal_head(runtime.central))
    series = [
        {**row, "name": _series_name(row), "head": f"{row['head'][:_SHORT_HASH]}…"}
        for row in head["series"]
    ]
    shown = head | {"series": series, "at": words.moment(head["at"]) if head["at"] else ""}
    return pages.show("journal.html", "/bitacora", **shown)


@get("/bitacora.json", tags=("public",), summary="The head of the journal, for programs")
async def journal_json(runtime: NamedDependency[Runtime]) -> Response[bytes]:
    head = await runtime.read(lambda: journal_head(runtime.central))
    return Response(canonical(head), media_type="application/json", headers=HEADERS)


def journal_head(central: Central) -> dict[str, Any]:
    """Count and hash over everything received, signed by the central, and every series' end."""
    with central.read() as conn:
        last = conn.execute(select(intake).order_by(intake.c.n.desc()).limit(1)).first()
        series = _series(conn)
    count, head = (last.n, bytes(last.chain)) if last else (0, GENESIS)
    signed = f"ventanilla-head-1\n{central.epoch}\n{count}\n".encode() + head
    return {
        "epoch": central.epoch,
        "count": count,
        "head": head.hex(),
        "at": last.received_at if last else "",
        "signature": central.signer.sign(signed).hex(),
        "key": central.signer.public.hex(),
        "series": series,
    }


def _series(conn: Connection) -> list[dict[str, Any]]:
    names = history.station_names(conn)
    ends = (
        select(intake.c.station, func.max(intake.c.seq).label("seq"))
        .group_by(intake.c.station)
        .subquery()
    )
    found = conn.execute(
        select(intake.c.station, intake.c.seq, intake.c.hash)
        .join(ends, (ends.c.station == intake.c.station) & (ends.c.seq == intake.c.seq))
        .order_by(intake.c.station)
    )
    return [
        {
            "station": row.station,
            "name": names.get(row.station, ""),
            "seq": row.seq,
            "head": bytes(row.hash).hex(),
        }
        for row in found
    ]


def _series_name(row: dict[str, Any]) -> str:
    if row["station"] == CENTRAL_STATION:
        return _("Central")
    return _("{code}, {name}").format(code=row["station"], name=row["name"])
