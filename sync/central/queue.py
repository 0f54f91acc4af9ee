"""The order of attention in SQL: the same total order as `app.domain.precedence`.

A matter stands in its unit's queue until somebody begins with it; the place is how many stand
before it, and one. Nobody gives places: they are counted.
"""

from typing import Any

from sqlalchemy import Connection, Row, func, select, tuple_

from sync.central.tables import reports

QUEUED = frozenset({"canalizado", "reencauzado", "aceptado", "reabierto"})
ENDED = frozenset({"cerrado", "anulado", "orientado", "adherido", "atendido", "improcedente"})
NO_DUE = "9999-12-31"

ORDER = (reports.c.priority, reports.c.filed_at, reports.c.due, reports.c.report_id)


def standing(status: str) -> dict[str, Any]:
    """The columns that follow from a status."""
    return {"status": status, "queued": status in QUEUED, "open": status not in ENDED}


def place_of(conn: Connection, report: Row[Any]) -> int | None:
    """The place in its unit's queue, from 1; None when it does not stand in it."""
    if not report.queued:
        return None
    before = conn.execute(
        select(func.count())
        .select_from(reports)
        .where(
            reports.c.unit == report.unit,
            reports.c.queued,
            tuple_(*ORDER) < tuple_(report.priority, report.filed_at, report.due, report.report_id),
        )
    ).scalar_one()
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
    return conn.execute(
        select(func.count()).select_from(reports).where(reports.c.unit == unit, reports.c.queued)
    ).scalar_one()
