"""The home's store as sending and taking need it. Everything asked of `app.store` is here."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from app.base.ports import Clock
from app.domain.changes import Changes
from app.domain.journal import BadEvent
from app.store import feed, log, sync_state
from app.store.store import Store
from app.store.times import stamp
from sync import wire
from sync.station.client import Client, Peer
from sync.station.outbox import Noted, Standing, Waiting
from sync.station.page import Item, sift
from sync.station.pump import Pump, unheard

LOCK_FILE = "sync.lock"
CONTACT_EVERY = timedelta(seconds=30)
TAIL_WORTH_ROTATING = 262_144


def pump_for(
    store: Store,
    *,
    client: Client,
    peer: Peer,
    clock: Clock,
    on_time: Callable[[datetime], None] = unheard,
) -> Pump:
    """A pump on a home's store; each lane takes one of its own, with its own client."""
    return Pump(
        client=client,
        outbox=StoreOutbox(store, clock),
        inbox=StoreInbox(store),
        peer=peer,
        clock=clock,
        lock_file=store.home / LOCK_FILE,
        on_time=on_time,
    )


class StoreOutbox:
    """`outbox.Outbox` on a store. A locked store is still read and sent; nothing is written."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def standing(self) -> Standing:
        with self._store.read() as conn:
            state = sync_state.load(conn)
            aside = sync_state.set_aside(conn)
            last, _digest = log.head(conn, self._store.station)
        return Standing(
            last_seq=last,
            noted=Noted(state.epoch, state.high_seq, state.safe_seq),
            holes=tuple(one.seq for one in aside if one.state == sync_state.HOLE),
            set_aside=len(aside),
        )

    def last_seq(self) -> int:
        with self._store.read() as conn:
            return log.head(conn, self._store.station)[0]

    def hash_at(self, seq: int) -> bytes | None:
        with self._store.read() as conn:
            return log.hash_at(conn, self._store.station, seq)

    def take(self, after: int, most: int, size: int) -> Sequence[Waiting]:
        with self._store.read() as conn:
            found = log.raw_after(conn, self._store.station, after, most, size)
        return [Waiting(one.seq, one.hash, _wired(one)) for one in found]

    def note(self, noted: Noted) -> None:
        """Writes when something changed, and twice a minute that the central answered.

        Afterwards the tail is begun again, when it has grown and the central holds all of it.
        """
        now = self._clock.now()
        if self._store.locked or not self._worth_writing(noted, now):
            return
        with self._store.write() as writer:
            sync_state.note(writer, **asdict(noted), last_contact=stamp(now))
        if self._store.paths.tail.stat().st_size > TAIL_WORTH_ROTATING:
            self._store.rotate_tail()

    def note_hole(self, seq: int, reason: str) -> None:
        with self._store.write() as writer:
            sync_state.note_hole(writer, seq, reason)

    def release(self, seqs: Collection[int]) -> None:
        with self._store.write() as writer:
            for seq in seqs:
                sync_state.release_hole(writer, seq)

    def forked(self) -> None:
        if not self._store.locked:
            self._store.lock("station_forked")

    def _worth_writing(self, noted: Noted, now: datetime) -> bool:
        with self._store.read() as conn:
            state = sync_state.load(conn)
        if noted != Noted(state.epoch, state.high_seq, state.safe_seq) or not state.last_contact:
            return True
        last = datetime.fromisoformat(state.last_contact).astimezone(UTC)
        return abs(now - last) >= CONTACT_EVERY


class StoreInbox:
    """`pull.Inbox` on a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def cursor(self) -> str:
        with self._store.read() as conn:
            return sync_state.load(conn).cursor

    def apply(self, asked: str, page: wire.FeedAnswer) -> Changes | None:
        try:
            return self._apply(asked, page.items, page.cursor)
        except BadEvent:
            return self._apply(asked, sift(page.items), page.cursor)

    def _apply(self, asked: str, items: list[Item], cursor: str) -> Changes | None:
        with self._store.write() as writer:
            if sync_state.load(writer.conn).cursor != asked:
                return None
            return feed.apply_page(writer, items, cursor)


def _wired(one: log.RawEvent) -> wire.WireEvent:
    part = one.private
    return wire.WireEvent(
        raw=one.raw, salt=part.salt if part else None, data=part.data if part else None
    )
