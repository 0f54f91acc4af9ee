"""Two events with one number: both are kept, and the matters concerned are derived anew."""

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import sqlite

from app.base.database import Prepared
from app.domain.journal import Chained, parse
from app.store import log, projections
from app.store import tables as t
from app.store.projections.erasure import UNINDEX
from app.store.projections.filed import FILED

_j = t.journal.c
_COLUMNS = ("station", "seq", "raw", "hash")
_KEEP = Prepared(
    sqlite.insert(t.displaced).values({c: bindparam(c) for c in _COLUMNS}).on_conflict_do_nothing()
)
_AT = Prepared(
    select(_j.n, _j.report_id, _j.raw).where(
        _j.station == bindparam("station"), _j.seq == bindparam("seq")
    )
)
_DROP = [
    Prepared(delete(table).where(table.c.n == bindparam("at")))
    for table in (t.private_parts, t.phone_tags, t.journal)
]
_DROP_ROW = Prepared(delete(t.reports).where(t.reports.c.n == bindparam("at")))
_REPORT = Prepared(
    select(t.reports.c.n, t.reports.c.own).where(t.reports.c.report_id == bindparam("rid"))
)


def keep(conn: Connection, chained: Chained) -> None:
    """Keeps an event that contradicts one in the journal, for whoever looks into it."""
    event = chained.event
    values = {"station": event.station, "seq": event.seq, "raw": chained.raw, "hash": chained.hash}
    _KEEP.run(conn, values)


def take_out(conn: Connection, station: str, seq: int) -> None:
    """Takes an event out of the journal, keeps it here, and undoes what it did to its matter."""
    row = _AT.first(conn, {"station": station, "seq": seq})
    if row is None:
        return
    keep(conn, parse(row.raw))
    matter = None if row.report_id is None else _REPORT.first(conn, {"rid": row.report_id})
    if matter is not None:
        UNINDEX.run(conn, {"n": matter.n})
        _DROP_ROW.run(conn, {"at": matter.n})
    for statement in _DROP:
        statement.run(conn, {"at": row.n})
    if matter is not None:
        _derive_again(conn, row.report_id, own=bool(matter.own))


def _derive_again(conn: Connection, report_id: str, *, own: bool) -> None:
    """Makes one matter's row from its events, as if they came now in the order they came."""
    arrivals = [
        projections.Arrival(chained, n, own=own and chained.event.kind == FILED)
        for n, chained in log.of_report(conn, report_id)
    ]
    projections.apply(conn, arrivals)
