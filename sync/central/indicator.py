"""The indicator (feature 28), counted from the events the central itself wrote."""

from datetime import datetime

from sqlalchemy import Connection, select

from app.domain.catalog import Catalog
from app.domain.indicator import Indicator, count, courses
from app.domain.journal import CENTRAL_STATION, parse
from sync.central.tables import intake


def indicator(conn: Connection, catalog: Catalog, at: datetime) -> Indicator:
    """The figure as it stood at a moment, from the stored events."""
    rows = conn.execute(
        select(intake.c.raw)
        .where(
            intake.c.station == CENTRAL_STATION,
            intake.c.kind.in_(["report.routed", "report.status"]),
        )
        .order_by(intake.c.n)
    )
    events = (parse(bytes(row.raw)).event for row in rows)
    return count(courses(events, catalog, at), catalog, at)
