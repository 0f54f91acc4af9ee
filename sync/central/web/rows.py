"""A matter as the pages show it: words and dates, nothing that decides."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from app.base import dates
from app.base import words as shared
from app.base.i18n import _
from app.base.i18n import mark as _m
from sync.central.core import Central, stamp
from sync.central.queue import NO_DUE
from sync.central.web import history, words

EXACT = "exact"
_KINDS = {"Colonia": _m("Col."), "Fraccionamiento": _m("Fracc."), "Equipamiento": ""}
WAITS_FOR_ANSWER = frozenset({"canalizado", "reencauzado"})


def base(central: Central, row: Row[Any]) -> dict[str, Any]:
    """What everybody may see of a public matter, and staff of their own."""
    catalog = central.config.catalog
    service = catalog.services.get(row.service)
    unit = catalog.units.get(row.unit)
    status = catalog.statuses[row.status]
    today = dates.local(central.now()).date().isoformat()
    late = bool(row.open) and row.due < today
    ends_today = bool(row.open) and row.due == today
    due = "" if row.due == NO_DUE else _("hoy") if ends_today else words.day(row.due)
    exact = service is not None and service.public_place == EXACT
    return {
        "folio": row.folio,
        "service": service.name if service else row.service,
        "unit": unit.name if unit else _outside(central, row),
        "post": unit.responsible_post if unit else "",
        "status": status.citizen_name,
        "tone": words.tone(row.status),
        "due": due,
        "late": late,
        "due_tone": "late" if late else "today" if ends_today else "",
        "promise": _promise(due, late=late),
        "priority": words.priority(row.priority),
        "priority_tone": words.priority_tone(row.priority),
        "where": colonia(row) if service and service.public_place != "none" else "",
        "received": words.moment(row.filed_at, row.tz_offset) if exact else words.day(row.filed_at),
    }


def for_staff(central: Central, row: Row[Any], now: datetime) -> dict[str, Any]:
    """With what a unit needs to work: state by its own name, priority, what is late."""
    catalog = central.config.catalog
    service = catalog.services.get(row.service)
    waits = row.status in WAITS_FOR_ANSWER
    late = waits and row.answer_by < stamp(now)
    return base(central, row) | {
        "kind": shared.word(shared.KINDS, row.kind),
        "status": catalog.statuses[row.status].name,
        "where": colonia(row),
        "received": words.moment(row.filed_at, row.tz_offset),
        "answer": _answer(row, late=late) if waits else "",
        "answer_by": words.moment(row.answer_by),
        "answer_late": late,
        "commits": shared.word(shared.COMMITMENTS, service.commits) if service else "",
        "rule": _("{rule} · catálogo {version}").format(rule=row.rule, version=row.catalog),
    }


def _outside(central: Central, row: Row[Any]) -> str:
    """The body that guidance named, where no unit has the matter."""
    return history.target_name(central.config.catalog, row.target) if row.target else ""


def _promise(due: str, *, late: bool) -> str:
    if not due:
        return ""
    return (_("Venció el {day}") if late else _("A más tardar {day}")).format(day=due)


def _answer(row: Row[Any], *, late: bool) -> str:
    moment = words.moment(row.answer_by)
    text = _("Debió contestar antes del {moment}") if late else _("Conteste antes del {moment}")
    return text.format(moment=moment)


def colonia(row: Row[Any]) -> str:
    """The colonia's name, told from a person's; the exact place is private and never here."""
    parts = row.colonia.split("|")
    if len(parts) < 2:  # noqa: PLR2004 - `cp|name|kind`
        return ""
    kind = _KINDS.get(parts[-1], parts[-1])
    return " ".join(part for part in (_(kind), parts[1]) if part)


def sealed(row: Row[Any]) -> dict[str, str]:
    """All that is ever shown of an envelope: folio and day."""
    return {"folio": row.folio, "received": words.day(row.filed_at)}
