"""The central's pages in words: states, priorities, kinds, steps of a history."""

from datetime import date, datetime

from app.base import dates
from app.base.i18n import _
from app.base.i18n import mark as _m

PRIORITIES = (_m("Emergencia"), _m("Urgente"), _m("Preferente"), _m("Ordinaria"))
CAUSES = {
    "catalog_version": _m("La ventanilla usó otra versión del catálogo."),
    "service_unknown": _m("El servicio no está en el catálogo de la central."),
    "decided_otherwise": _m("Con los mismos datos, la central decide otra cosa."),
}
_TONES = {
    "canalizado": "waiting",
    "reencauzado": "waiting",
    "devuelto": "waiting",
    "en_espera": "waiting",
    "reabierto": "waiting",
    "atendido": "done",
    "cerrado": "done",
    "anulado": "plain",
    "orientado": "plain",
    "improcedente": "plain",
    "adherido": "plain",
}
_URGENT = 1


def tone(status: str) -> str:
    """The colour of a state; the state is always written too."""
    return _TONES.get(status, "")


def priority(number: int) -> str:
    return _(PRIORITIES[min(max(number, 0), len(PRIORITIES) - 1)])


def priority_tone(number: int) -> str:
    return "danger" if number == 0 else "waiting" if number <= _URGENT else "plain"


def moment(iso: str, tz_offset: int | None = None) -> str:
    """A stored time as «22 nov 2026, 14:05», in the office's own offset."""
    return dates.moment(dates.from_iso(iso, tz_offset))


def day(iso: str) -> str:
    """A stored day or time as «22 nov 2026»."""
    if len(iso) == len("2026-11-22"):
        return dates.short_date(date.fromisoformat(iso))
    return dates.short_date(dates.from_iso(iso))


def since(iso: str, now: datetime) -> str:
    """The hour alone when it was today, else day and hour."""
    when, here = dates.from_iso(iso), dates.local(now)
    return dates.hour(when) if when.date() == here.date() else dates.moment(when)
