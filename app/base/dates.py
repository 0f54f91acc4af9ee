"""Days and times as a person in Mexico reads them: window, paper, pages and command alike.

Pure: nobody here asks what time it is. A `datetime` must be aware; it is written in its own
offset, so turn a stored UTC time into the office's with `local` first.
"""

from datetime import date, datetime, timedelta, timezone

from app.base.i18n import _, ngettext
from app.base.i18n import mark as _m

CENTRAL_MEXICO = timezone(timedelta(hours=-6))
"""America/Mexico_City, UTC−6 all year since 2022 (Ley de los Husos Horarios)."""

_WEEKDAYS = (
    _m("lunes"), _m("martes"), _m("miércoles"), _m("jueves"), _m("viernes"), _m("sábado"),
    _m("domingo"),
)  # fmt: skip
_MONTHS = (
    _m("enero"), _m("febrero"), _m("marzo"), _m("abril"), _m("mayo"), _m("junio"), _m("julio"),
    _m("agosto"), _m("septiembre"), _m("octubre"), _m("noviembre"), _m("diciembre"),
)  # fmt: skip
_DAY_SECONDS = 86_400


def local(when: datetime, tz_offset: int | None = None) -> datetime:
    """`when` in the office's time: `tz_offset` minutes east of UTC, or central Mexico's."""
    zone = CENTRAL_MEXICO if tz_offset is None else timezone(timedelta(minutes=tz_offset))
    return when.astimezone(zone)


def from_iso(text: str, tz_offset: int | None = None) -> datetime:
    """The local time of a stored ISO time. Raises ValueError for anything else."""
    return local(datetime.fromisoformat(text), tz_offset)


def month(day: date) -> str:
    return _(_MONTHS[day.month - 1])


def weekday(day: date) -> str:
    return _(_WEEKDAYS[day.weekday()])


def short_date(day: date) -> str:
    """As in «22 nov 2026»."""
    return f"{day.day} {month(day)[:3]} {day.year}"


def long_date(day: date) -> str:
    """As in «lunes 30 de noviembre de 2026»."""
    return _("{day} de {year}").format(day=spoken_date(day), year=day.year)


def spoken_date(day: date) -> str:
    """As a clerk says it: «lunes 30 de noviembre»."""
    return _("{weekday} {day} de {month}").format(
        weekday=weekday(day), day=day.day, month=month(day)
    )


def weekday_date(day: date) -> str:
    """As in «lunes 30 nov»."""
    return f"{weekday(day)} {day.day} {month(day)[:3]}"


def hour(when: datetime) -> str:
    """As in «14:05»."""
    return f"{when:%H:%M}"


def moment(when: datetime) -> str:
    """As in «22 nov 2026, 14:05»."""
    return f"{short_date(when)}, {hour(when)}"


def offset(when: datetime) -> str:
    """UTC−6, the offset a paper must show beside the hour. An unaware time gives nothing."""
    shift = when.utcoffset()
    if shift is None:
        return ""
    minutes = int(shift.total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def ago(when: datetime, now: datetime) -> str:
    """How long ago, in the coarsest unit that is true: ahora, hace 5 min, hace 3 h, hace 2 días."""
    seconds = max(0, int((now - when).total_seconds()))
    if seconds < 60:  # noqa: PLR2004 - a minute
        return _("ahora")
    if seconds < 3600:  # noqa: PLR2004 - an hour
        return _("hace {n} min").format(n=seconds // 60)
    if seconds < _DAY_SECONDS:
        return _("hace {n} h").format(n=seconds // 3600)
    days = seconds // _DAY_SECONDS
    return ngettext("hace {n} día", "hace {n} días", days).format(n=days)
