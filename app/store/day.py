"""What a summary of a day counts, as one row a folio."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, select

from app.base.database import Prepared
from app.store import tables as t

_r = t.reports.c
_COLUMNS = (
    _r.folio, _r.station, _r.channel, _r.kind, _r.target, _r.target_kind, _r.sealed, _r.voided,
    _r.joined,
)  # fmt: skip
_OF_DAY = Prepared(select(*_COLUMNS).where(_r.day == bindparam("day")).order_by(_r.n))


@dataclass(frozen=True, slots=True)
class DayRow:
    """One folio given out that day, in codes; `joined` is the folio it was added to, or empty."""

    folio: str
    station: str
    channel: str
    kind: str
    target: str
    target_kind: str
    sealed: bool
    voided: bool
    joined: str


def rows_of(conn: Connection, day: date) -> tuple[DayRow, ...]:
    """Every folio filed on a local day, of every window this one knows of, in order of arrival."""
    return tuple(
        DayRow(
            x.folio, x.station, x.channel, x.kind, x.target, x.target_kind, bool(x.sealed),
            bool(x.voided), x.joined,
        )
        for x in _OF_DAY.rows(conn, {"day": day.isoformat()})
    )  # fmt: skip
