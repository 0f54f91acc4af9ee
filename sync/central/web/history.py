"""The history of a matter in words: for the public without what anyone wrote, for staff with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from app.base.i18n import _
from app.domain.catalog import Catalog
from app.domain.journal import Event, parse
from sync.central.core import Central
from sync.central.course import said_in
from sync.central.tables import intake, intake_private, stations, timeline
from sync.central.web import words

SAID = ("explanation", "reason", "text", "cause", "skipped", "evidence", "ground")


@dataclass(frozen=True, slots=True)
class StepShown:
    """One line of a history; `said` is what staff wrote, for those who may read it."""

    when: str
    text: str
    kind: str
    said: str = ""


def of_matter(
    central: Central,
    conn: Connection,
    report_id: str,
    *,
    staff: bool,
    said: Sequence[str] = (),
) -> list[StepShown]:
    """Oldest first. `said` names which of the written texts are shown; staff see all of them."""
    rows = conn.execute(
        select(intake.c.raw, intake_private.c.data)
        .select_from(timeline)
        .join(intake, intake.c.n == timeline.c.n)
        .outerjoin(
            intake_private,
            intake_private.c.n == intake.c.n,
        )
        .where(timeline.c.report_id == report_id)
        .order_by(timeline.c.n)
    ).all()
    names = station_names(conn)
    steps = (
        (_step(central.config.catalog, names, parse(bytes(row.raw)).event, staff=staff), row.data)
        for row in rows
    )
    shown = SAID if staff else said
    return [
        replace(step, said=_joined(step, data, shown)) for step, data in steps if step is not None
    ]


def station_names(conn: Connection) -> dict[str, str]:
    """Names of all windows there ever were, by code."""
    rows = conn.execute(select(stations.c.code, stations.c.name))
    return {row.code: row.name for row in rows}


def _step(
    catalog: Catalog, names: dict[str, str], event: Event, *, staff: bool
) -> StepShown | None:
    text = _text(catalog, names, event, staff=staff)
    if not text:
        return None
    when = words.moment(event.wall, event.tz_offset)
    return StepShown(when, text, event.kind)


def _text(catalog: Catalog, names: dict[str, str], event: Event, *, staff: bool) -> str:
    body = event.body
    match event.kind:
        case "report.filed":
            return _("Se recibió en {station}.").format(
                station=names.get(event.station, event.station)
            )
        case "report.routed":
            name = target_name(catalog, str(body["target"]))
            return _("Se envió a {unit}.").format(unit=name)
        case "report.status":
            return _status(catalog, body, staff=staff)
        case "info.added":
            return _("La persona agregó información.")
        case "notice.called" if staff:
            told = body.get("outcome") == "told"
            return _("Se avisó por teléfono al área.") if told else _("El área no contestó.")
    return ""


def _status(catalog: Catalog, body: Any, *, staff: bool) -> str:
    status = catalog.statuses.get(str(body["to"]))
    if status is None:
        return ""
    parts = [status.name if staff else status.citizen_name]
    if body["to"] in {"reencauzado", "canalizado"}:
        parts.append(target_name(catalog, str(body["unit"])))
    if body["to"] == "orientado":
        parts.append(target_name(catalog, str(body.get("proposed", ""))))
    if body.get("outcome") in catalog.outcomes:
        parts.append(catalog.outcomes[body["outcome"]].name)
    if staff and body.get("reason") in catalog.bounce_reasons:
        parts.append(catalog.bounce_reasons[body["reason"]].name)
    if body.get("skipped"):
        parts.append(_("atendido fuera de su lugar en la fila, con motivo escrito"))
    return ": ".join([parts[0], "; ".join(p for p in parts[1:] if p)]) if parts[1:] else parts[0]


def target_name(catalog: Catalog, code: str) -> str:
    if code in catalog.units:
        return catalog.units[code].name
    return catalog.bodies[code].name if code in catalog.bodies else code


def _joined(step: StepShown, data: bytes | None, shown: Sequence[str]) -> str:
    if step.kind != "report.status":
        return ""
    said = said_in(data)
    return " · ".join(said[name] for name in shown if name in said)
