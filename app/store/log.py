"""Reading and writing rows of the journal, as the bytes that were hashed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select

from app.base.database import Prepared
from app.domain.journal import CENTRAL_STATION, GENESIS, Chained, Event, PrivatePart, parse
from app.store import tables as t

_j, _part = t.journal.c, t.private_parts.c


@dataclass(frozen=True, slots=True)
class RawEvent:
    """An event as it lies here: what was hashed is handed on as it is, unread."""

    seq: int
    hash: bytes
    raw: bytes
    private: PrivatePart | None


_HEAD = Prepared(
    select(_j.seq, _j.hash)
    .where(_j.station == bindparam("station"))
    .order_by(_j.seq.desc())
    .limit(1)
)
_AT = Prepared(
    select(_j.n, _j.hash, _j.raw).where(
        _j.station == bindparam("station"), _j.seq == bindparam("seq")
    )
)
_EVENTS = (
    select(_j.n, _j.seq, _j.hash, _j.raw, _part.salt, _part.data)
    .join_from(t.journal, t.private_parts, _part.n == _j.n, isouter=True)
)  # fmt: skip
_AFTER = Prepared(
    _EVENTS.where(_j.station == bindparam("station"), _j.seq > bindparam("after"))
    .order_by(_j.seq)
    .limit(bindparam("most"))
)
_OF_REPORT = Prepared(_EVENTS.where(_j.report_id == bindparam("report_id")).order_by(_j.n))
_REPLAY = Prepared(
    _EVENTS.add_columns(_j.station)
    .where(_j.n > bindparam("after"))
    .order_by(_j.n)
    .limit(bindparam("most"))
)
_ROWS = Prepared(
    select(_j.seq, _j.raw, _j.hash)
    .where(_j.station == bindparam("station"), _j.seq > bindparam("after"))
    .order_by(_j.seq)
)
_ADD = Prepared(
    insert(t.journal).values(
        {c: bindparam(c) for c in ("station", "seq", "kind", "report_id", "raw", "hash")}
    )
)
_ADD_PART = Prepared(
    insert(t.private_parts).values({c: bindparam(c) for c in ("n", "salt", "data")})
)


def head(conn: Connection, station: str) -> tuple[int, bytes]:
    """The last seq and hash of a station's chain; (0, GENESIS) before its first event."""
    row = _HEAD.first(conn, {"station": station})
    return (0, GENESIS) if row is None else (row.seq, row.hash)


def hash_at(conn: Connection, station: str, seq: int) -> bytes | None:
    """The stored hash of one event; GENESIS for 0, None where there is no such event."""
    if seq == 0:
        return GENESIS
    row = _AT.first(conn, {"station": station, "seq": seq})
    return None if row is None else row.hash


def events_after(
    conn: Connection, station: str, after: int, most: int = -1, largest: int | None = None
) -> tuple[Chained, ...]:
    """Events `after + 1` on, in order, with their private parts: at most `most` (-1: all), and
    no more than `largest` bytes together, but always one.
    """
    found: list[Chained] = []
    size = 0
    for row in _AFTER.rows(conn, {"station": station, "after": after, "most": most}):
        size += len(row.raw) + len(row.data or b"")
        if found and largest is not None and size > largest:
            break
        found.append(parse(row.raw, _part_of(row.salt, row.data)))
    return tuple(found)


def raw_after(
    conn: Connection, station: str, after: int, most: int, largest: int
) -> tuple[RawEvent, ...]:
    """As `events_after`, for who only hands the bytes on."""
    found: list[RawEvent] = []
    size = 0
    for row in _AFTER.rows(conn, {"station": station, "after": after, "most": most}):
        size += len(row.raw) + len(row.data or b"")
        if found and size > largest:
            break
        found.append(RawEvent(row.seq, row.hash, row.raw, _part_of(row.salt, row.data)))
    return tuple(found)


def of_report(conn: Connection, report_id: str) -> list[tuple[int, Chained]]:
    """Every event of one matter with its `n`, in the order of arrival."""
    found = _OF_REPORT.rows(conn, {"report_id": report_id})
    return [(x.n, parse(x.raw, _part_of(x.salt, x.data))) for x in found]


def arrived_after(conn: Connection, n: int, most: int) -> list[tuple[int, str, Chained]]:
    """Up to `most` events of every station that arrived after `n`: `(n, station, event)`."""
    found = _REPLAY.rows(conn, {"after": n, "most": most})
    return [(x.n, x.station, parse(x.raw, _part_of(x.salt, x.data))) for x in found]


def event_at(conn: Connection, station: str, seq: int) -> Chained | None:
    """One event of a station's chain, or None."""
    found = events_after(conn, station, seq - 1, 1)
    return found[0] if found and found[0].event.seq == seq else None


def chain_rows(
    conn: Connection, station: str, after: int = 0
) -> Iterator[tuple[int, bytes, bytes]]:
    """`(seq, raw, hash)` as `verify_chain` wants them, one at a time."""
    for row in _ROWS.each(conn, {"station": station, "after": after}):
        yield row.seq, row.raw, row.hash


def central_events(conn: Connection, kinds: Sequence[str]) -> tuple[Event, ...]:
    """The central's own events of these kinds, in its order."""
    mine = (_j.station == CENTRAL_STATION, _j.kind.in_(kinds))
    rows = conn.execute(select(_j.raw).where(*mine).order_by(_j.seq))
    return tuple(parse(bytes(row.raw)).event for row in rows)


def add(conn: Connection, chained: Chained) -> int:
    """Stores one event and its private part; gives its `n`, the order of arrival."""
    event = chained.event
    values = {
        "station": event.station,
        "seq": event.seq,
        "kind": event.kind,
        "report_id": event.report_id,
        "raw": chained.raw,
        "hash": chained.hash,
    }
    n = int(_ADD.run(conn, values).lastrowid)
    if chained.private is not None:
        part = chained.private
        _ADD_PART.run(conn, {"n": n, "salt": part.salt, "data": part.data})
    return n


def _part_of(salt: bytes | None, data: bytes | None) -> PrivatePart | None:
    return PrivatePart(salt, data) if salt is not None and data is not None else None
