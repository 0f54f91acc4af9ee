"""The order of attention in SQL: the same total order as `app.domain.precedence`.

A matter stands in its unit's queue until somebody begins with it; the place is how many stand
before it, and one. Nobody gives places: they are counted.
"""

from typing import Any

from sqlalchemy import Connection, Integer, Row, String, bindparam, func, select, tuple_

from sync.central.database import Prepared
from sync.central.tables import reports

QUEUED = frozenset({"canalizado", "reencauzado", "aceptado", "reabierto"})
ENDED = frozenset({"cerrado", "anulado", "orientado", "adherido", "atendido", "improcedente"})
NO_DUE = "9999-12-31"

ORDER = (reports.c.priority, reports.c.filed_at, reports.c.due, reports.c.report_id)


def standing(status: str) -> dict[str, Any]:
    """The columns that follow from a status."""
    return {"status": status, "queued": status in QUEUED, "open": status not in ENDED}


_KEY = tuple_(
    bindparam("priority", type_=Integer),
    bindparam("filed_at", type_=String),
    bindparam("due", type_=String),
    bindparam("rid", type_=String),
)
_IN_LINE = (
    select(func.count())
    .select_from(reports)
    .where(reports.c.unit == bindparam("unit"), reports.c.queued)
)
_LENGTH = Prepared(_IN_LINE)
_BEFORE = Prepared(_IN_LINE.where(tuple_(*ORDER) < _KEY))
_AFTER = Prepared(_IN_LINE.where(tuple_(*ORDER) > _KEY))


def _key(report: Row[Any]) -> dict[str, Any]:
    return {
        "unit": report.unit,
        "priority": report.priority,
        "filed_at": report.filed_at,
        "due": report.due,
        "rid": report.report_id,
    }


def place_of_newcomer(conn: Connection, report: Row[Any], lengths: dict[str, int]) -> int | None:
    """The same for one that has just come: counted from the end, where most newcomers stand.

    `lengths` keeps the length of each unit's queue between newcomers; whoever moves a matter
    out of its queue empties it.
    """
    if not report.queued:
        return None
    if report.unit in lengths:
        lengths[report.unit] += 1
    else:
        lengths[report.unit] = length(conn, report.unit)
    after: int = _AFTER.run(conn, _key(report)).scalar_one()
    return lengths[report.unit] - after


def place_of(conn: Connection, report: Row[Any]) -> int | None:
    """The place in its unit's queue, from 1; None when it does not stand in it."""
    if not report.queued:
        return None
    before: int = _BEFORE.run(conn, _key(report)).scalar_one()
    return before + 1


def first_in_line(conn: Connection, unit: str) -> str | None:
    """The report that is to be attended next."""
    return conn.execute(
        select(reports.c.report_id)
        .where(reports.c.unit == unit, reports.c.queued)
        .order_by(*ORDER)
        .limit(1)
    ).scalar()


def length(conn: Connection, unit: str) -> int:
    """How many stand in a unit's queue."""
    count: int = _LENGTH.run(conn, {"unit": unit}).scalar_one()
    return count
