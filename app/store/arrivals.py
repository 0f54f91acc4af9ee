"""Matters in the order they came: the newest, and those the central does not hold yet."""

from sqlalchemy import Connection, bindparam, func, select

from app.base.database import Prepared
from app.store import meta, queries, sync_state
from app.store import tables as t
from app.store.rows import ReportRow

_j = t.journal.c
_NEWEST = Prepared(
    queries.REPORTS.where(queries.r.n < bindparam("before"))
    .order_by(queries.r.n.desc())
    .limit(bindparam("most"))
)
_WAITING = (
    select(_j.n)
    .where(
        _j.station == bindparam("station"),
        _j.seq > bindparam("held"),
        _j.kind == bindparam("kind"),
    )
    .order_by(_j.seq.desc())
)
_UNSENT = Prepared(
    queries.REPORTS.where(queries.r.n.in_(_WAITING.limit(bindparam("most")))).order_by(
        queries.r.n.desc()
    )
)
_COUNT = Prepared(select(func.count()).select_from(_WAITING.order_by(None).subquery()))
_FILED = "report.filed"


def newest(conn: Connection, limit: int = 50, before: int | None = None) -> tuple[ReportRow, ...]:
    """A page of the last matters known here, from before position `before` (a row's `n`)."""
    start = queries.NEWEST if before is None else before
    return queries.rows(conn, _NEWEST.rows(conn, {"before": start, "most": limit}))


def unsent(conn: Connection, limit: int = 50) -> tuple[ReportRow, ...]:
    """Own matters the central does not hold, newest first; never more than `limit`."""
    return queries.rows(conn, _UNSENT.rows(conn, _asked(conn) | {"most": limit}))


def unsent_count(conn: Connection) -> int:
    """How many own matters the central does not hold (events that are not matters do not count)."""
    return int(_COUNT.value(conn, _asked(conn)))


def _asked(conn: Connection) -> dict[str, str | int]:
    return {
        "station": meta.get(conn, "station"),
        "held": sync_state.load(conn).high_seq,
        "kind": _FILED,
    }
