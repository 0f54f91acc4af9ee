"""Writing into the received order: what came from a station, and the central's own events.

A `Ledger` lives as long as one write transaction. It reads the heads inside that transaction
and keeps them only for it, so two processes on one database never give a number twice.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from app.base.ports import Clock, Ids
from app.domain.journal import (
    CENTRAL_STATION,
    FORMAT,
    GENESIS,
    NANOSECONDS,
    Chained,
    Event,
    PrivatePart,
    seal_chain,
)
from sync.central.database import Rows
from sync.central.tables import feed, intake, intake_private, timeline

_ADD = Rows(intake)
_ADD_PRIVATE = Rows(intake_private)
_ADD_FEED = Rows(feed)
_ADD_HISTORY = Rows(timeline)
EVERYBODY = ""


class Arrival(msgspec.Struct, frozen=True):
    """One place in a station's series. A hole has neither id nor raw; its day is empty.

    A struct, for each costs a third of a frozen dataclass and there is one an event.
    """

    station: str
    seq: int
    hash: bytes
    kind: str = ""
    id: str | None = None
    raw: bytes | None = None
    day: str = ""
    private: PrivatePart | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """What a transaction writes with: the time it began and where times and ids come from."""

    now: str
    clock: Clock
    ids: Ids
    catalog: str


@dataclass(slots=True)
class _Heads:
    n: int
    chain: bytes
    seq: int
    hash: bytes
    feed: int


class Ledger:
    """The pen of one write transaction; `lengths` is `queue`'s own note. Rows are gathered and written together by `flush`, which
    `Central.write` calls before it commits.
    """

    def __init__(self, conn: Connection, writing: Writing) -> None:
        self.conn = conn
        self.now = writing.now
        self.writing = writing
        self._rows: list[dict[str, Any]] = []
        self._parts: list[dict[str, Any]] = []
        self._fed: list[dict[str, Any]] = []
        self._history: list[dict[str, Any]] = []
        self.lengths: dict[str, int] = {}

    def flush(self) -> None:
        """Writes what was gathered."""
        for table, rows in (
            (_ADD, self._rows),
            (_ADD_PRIVATE, self._parts),
            (_ADD_FEED, self._fed),
            (_ADD_HISTORY, self._history),
        ):
            table.add(self.conn, rows)
            rows.clear()

    @cached_property
    def _heads(self) -> _Heads:
        last = self.conn.execute(
            select(intake.c.n, intake.c.chain).order_by(intake.c.n.desc()).limit(1)
        ).first()
        own = self.conn.execute(
            select(intake.c.seq, intake.c.hash)
            .where(intake.c.station == CENTRAL_STATION)
            .order_by(intake.c.seq.desc())
            .limit(1)
        ).first()
        fed = self.conn.execute(select(func.max(feed.c.n))).scalar()
        n, chain = last or (0, GENESIS)
        seq, head = own or (0, GENESIS)
        return _Heads(n, bytes(chain), seq, bytes(head), fed or 0)

    def add(self, arrivals: Sequence[Arrival]) -> int:
        """Takes arrivals in this order and gives the received number of the last one."""
        heads = self._heads
        for item in arrivals:
            heads.n += 1
            heads.chain = received_chain(heads.chain, item.station, item.seq, item.hash)
            self._rows.append(
                {
                    "n": heads.n,
                    "station": item.station,
                    "seq": item.seq,
                    "id": item.id,
                    "kind": item.kind,
                    "hash": item.hash,
                    "raw": item.raw,
                    "chain": heads.chain,
                    "day": item.day,
                    "received_at": self.now,
                }
            )
            if item.private is not None:
                self._parts.append(private_row(heads.n, item.private))
        return heads.n

    def record(
        self,
        kind: str,
        *,
        actor: str,
        body: Mapping[str, Any],
        report_id: str | None = None,
        private: PrivatePart | None = None,
    ) -> tuple[int, Chained]:
        """Appends an event of the central's own; gives its received number and the event."""
        heads, reading = self._heads, self.writing.clock.read()
        chained = seal_chain(
            Event(
                v=FORMAT,
                id=self.writing.ids.uuid7(),
                station=CENTRAL_STATION,
                seq=heads.seq + 1,
                kind=kind,
                report_id=report_id,
                actor=actor,
                catalog=self.writing.catalog,
                body=body,
                private=private.commitment if private else None,
                wall=self.now,
                tz_offset=reading.tz_offset,
                mono=reading.mono // NANOSECONDS,
                boot_id=reading.boot_id,
                clock_offset=reading.clock_offset,
                clock_age=reading.clock_age,
                prev_hash=heads.hash.hex(),
            ),
            private,
        )
        number = self.add([arrival_of(chained)])
        heads.seq, heads.hash = chained.event.seq, chained.hash
        return number, chained

    def remember(self, report_id: str, number: int) -> None:
        """Puts received event `number` into the history of a matter."""
        self._history.append({"report_id": report_id, "n": number})

    def feed_event(
        self,
        number: int,
        *,
        origin: str,
        audience: str = EVERYBODY,
        owner: str = "",
        phone_tag: bytes | None = None,
    ) -> None:
        """Lets received event `number` go down to one station, or to all but its origin.

        `owner` is the station that gets the private part too.
        """
        self._feed(
            {
                "intake": number,
                "document": None,
                "origin": origin,
                "audience": audience,
                "owner": owner,
                "phone_tag": phone_tag,
            }
        )

    def feed_document(self, name: str) -> None:
        """Puts a whole document at the head of the feed; its earlier place is given up."""
        before = self._heads.feed  # read first: a number given once is never given again
        self.flush()
        self.conn.execute(feed.delete().where(feed.c.document == name, feed.c.n <= before))
        self._feed(
            {
                "intake": None,
                "document": name,
                "origin": CENTRAL_STATION,
                "audience": EVERYBODY,
                "owner": "",
                "phone_tag": None,
            }
        )

    def _feed(self, row: dict[str, Any]) -> None:
        heads = self._heads
        heads.feed += 1
        self._fed.append({"n": heads.feed, **row})


def received_chain(head: bytes, station: str, seq: int, event_hash: bytes) -> bytes:
    """The next head over everything received: SHA-256(head ‖ "station:seq" ‖ event hash)."""
    return hashlib.sha256(head + f"{station}:{seq}".encode() + event_hash).digest()


def arrival_of(chained: Chained) -> Arrival:
    event = chained.event
    return Arrival(
        station=event.station,
        seq=event.seq,
        hash=chained.hash,
        kind=event.kind,
        id=event.id,
        raw=chained.raw,
        day=event.wall[:10],
        private=chained.private,
    )


def private_row(number: int, part: PrivatePart) -> dict[str, Any]:
    return {"n": number, "salt": part.salt, "data": part.data}
