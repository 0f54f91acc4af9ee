"""Writing one transaction: events, what they change, and the next folio."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects import sqlite

from app.base.database import Prepared
from app.base.ports import ClockReading
from app.domain.folio import Folio
from app.domain.journal import FORMAT, NANOSECONDS, Chained, Event, PrivatePart, seal_chain
from app.store import log, projections
from app.store import tables as t
from app.store.times import local, stamp

_NEXT = Prepared(
    sqlite.insert(t.counters)
    .values(year=bindparam("year"), last=1)
    .on_conflict_do_update(index_elements=["year"], set_={"last": t.counters.c.last + 1})
    .returning(t.counters.c.last)
)
_LAST_YEAR = Prepared(select(func.max(t.counters.c.year)))
ERASURE = "private.erased"


class Writer:
    """The one way to change a store, inside `Store.write()`. Nothing it does is cached beyond it:
    the head of the chain and the counter are read in the transaction that moves them.
    """

    def __init__(self, conn: Connection, station: str) -> None:
        self.conn = conn
        self.station = station
        self.appended: list[Chained] = []
        self.erases = False
        self._head: tuple[int, bytes] | None = None

    def head(self) -> tuple[int, bytes]:
        """The last seq and hash of this station's chain, as this transaction sees them."""
        if self._head is None:
            self._head = log.head(self.conn, self.station)
        return self._head

    def append(
        self,
        kind: str,
        *,
        actor: str,
        catalog: str,
        body: Mapping[str, Any],
        report_id: str | None = None,
        private: PrivatePart | None = None,
        reading: ClockReading,
        event_id: str,
    ) -> Chained:
        """Writes one own event at the end of the chain and brings the tables up to it.

        Raises `BadEvent` when the body holds what canonical bytes cannot (floats, odd keys).
        """
        seq, digest = self.head()
        event = Event(
            v=FORMAT,
            id=event_id,
            station=self.station,
            seq=seq + 1,
            kind=kind,
            report_id=report_id,
            actor=actor,
            catalog=catalog,
            body=dict(body),
            private=private.commitment if private else None,
            wall=stamp(reading.wall),
            tz_offset=reading.tz_offset,
            mono=reading.mono // NANOSECONDS,
            boot_id=reading.boot_id,
            clock_offset=reading.clock_offset,
            clock_age=reading.clock_age,
            prev_hash=digest.hex(),
        )
        return self._store(seal_chain(event, private))

    def _store(self, chained: Chained) -> Chained:
        n = log.add(self.conn, chained)
        projections.apply(self.conn, (projections.Arrival(chained, n, own=True),))
        self._head = (chained.event.seq, chained.hash)
        self.appended.append(chained)
        self.erases = self.erases or chained.event.kind == ERASURE
        return chained

    def next_folio(self, year2: int) -> Folio:
        """The next number of this window's series of the year, taken in this transaction.

        `year2` is the corrected local year (two digits); it is never let above the last folio's
        year plus one, so a clock that jumps ten years opens no series ten years ahead. While the
        clock is doubtful, pass `last_year()`.
        """
        last = self.last_year()
        year = min(year2, last + 1) if last else year2
        counter = _NEXT.run(self.conn, {"year": year}).scalar_one()
        return Folio(self.station, year, int(counter))

    def last_year(self) -> int:
        """The largest year with a folio, else the year of the last event (two digits); 0
        before the first event.
        """
        found = _LAST_YEAR.value(self.conn)
        if found is not None:
            return int(found)
        seq, _digest = self.head()
        if seq == 0:
            return 0
        last = log.events_after(self.conn, self.station, seq - 1, 1)[0].event
        return local(last.wall, last.tz_offset).year % 100
