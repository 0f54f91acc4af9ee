"""Sends what the central does not hold, oldest first, and never forgets any of it.

What is to be sent follows from what the *central* says it holds, not from what was once sent
(`sync.md` 1.1): a central restored from a backup gets the missing events again by itself.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.base.errors import Offline
from app.domain.journal import GENESIS
from sync import wire
from sync.station.batch import MOST_BYTES, BatchSize
from sync.station.client import TOO_LARGE, Declined, Peer
from sync.station.outbox import Outbox, Waiting

POISON = 500
GAP = 409
TOO_OLD = 426  # only for new kinds: the older events before them still go, in smaller batches
CHOKED = frozenset({TOO_LARGE, POISON, TOO_OLD})
MOST_GAPS = 3
ARRIVED = frozenset({"stored", "duplicate"})
Cancelled = Callable[[], bool]
Progress = Callable[[int, int], None]


class Forked(Exception):
    """The central holds another history under our code, or more of ours than we do."""


class Stuck(Exception):
    """Answers come and do not bring us forward; a later round tries the same again."""


class Central(Protocol):
    """The part of `Client` that sending needs."""

    def hello(self) -> wire.HelloAnswer: ...

    def push(self, request: wire.PushRequest) -> wire.PushAnswer: ...


@dataclass(frozen=True, slots=True)
class Held:
    """What the central holds of us."""

    high_seq: int = 0
    head_hash: bytes = GENESIS


class Pusher:
    """Carries the batch size from round to round; everything else is asked anew each time.

    `held` and `pushed` are true of the last round, however it ended. `seconds` is a monotonic
    clock.
    """

    def __init__(
        self, *, central: Central, outbox: Outbox, peer: Peer, seconds: Callable[[], float]
    ) -> None:
        self._central = central
        self._outbox = outbox
        self._peer = peer
        self._seconds = seconds
        self._size = BatchSize()
        self._shown = 0
        self._holes: set[int] = set()
        self.held = Held()
        self.pushed = 0

    def begin(self, held: Held, holes: Collection[int] = ()) -> None:
        """A round starts from what the central holds, `holes` being known not to be whole there.

        Raises `Forked` if what it holds is not our chain.
        """
        self.pushed = 0
        self._holes = set(holes)
        self._take_over(held)

    def drain(self, limits: wire.Limits, progress: Progress, cancelled: Cancelled) -> None:
        """Pushes until the central holds everything, or `cancelled`.

        Raises `Offline`, `Declined`, `Forked` and `Stuck`; whatever was acknowledged until then
        is held, and the next round goes on from there.
        """
        gaps = 0
        while self.held.high_seq < (last := self._outbox.last_seq()) and not cancelled():
            batch = self._take(self.held.high_seq, limits)
            if not batch:
                raise Stuck
            try:
                self._send(batch, limits)
            except Declined as declined:
                gaps += 1
                if declined.status != GAP or gaps > MOST_GAPS:
                    raise
                again = self._central.hello()
                self._take_over(Held(again.high_seq, again.head_hash))
            progress(self.held.high_seq, last)

    def show_fork(self, common: int, limits: wire.Limits) -> None:
        """Sends what follows the last event both histories share, so that both are kept.

        What lies beyond the other history's end the central cannot place, and says so.
        """
        after = max(common, self._shown)
        while batch := self._take(after, limits):
            try:
                self._push(batch, [one.item for one in batch])
            except Declined:
                return
            after = self._shown = batch[-1].seq

    def heal(self, seq: int) -> None:
        """Tries once more to deliver an event that the central holds only as a hole."""
        batch = self._outbox.take(seq - 1, 1, MOST_BYTES)
        try:
            answer = self._push(batch, [one.item for one in batch])
        except Declined as declined:
            if declined.status not in {TOO_LARGE, POISON}:
                raise
        else:
            self._release(answer)

    def _take(self, after: int, limits: wire.Limits) -> Sequence[Waiting]:
        most = max(min(self._size.events, limits.events), 1)
        return self._outbox.take(after, most, min(limits.bytes, MOST_BYTES))

    def _send(self, batch: Sequence[Waiting], limits: wire.Limits) -> None:
        """One push. Where the central chokes on it the next one is smaller, down to a hole."""
        began = self._seconds()
        last = batch[-1].seq
        try:
            answer = self._push(batch, [one.item for one in batch])
        except Offline as offline:
            if offline.code == "offline_timeout":
                self._size = self._size.failed(last, len(batch))
            raise
        except Declined as declined:
            alone = len(batch) == 1
            if declined.status not in CHOKED or (alone and declined.status == TOO_OLD):
                raise
            self._size = self._size.failed(last, len(batch))
            if alone:
                self._send_hole(batch[0], declined)
            return
        self._size = self._size.accepted(answer.high_seq, self._seconds() - began, limits.events)
        self._acknowledge(batch, answer)

    def _send_hole(self, one: Waiting, why: Declined) -> None:
        """A central that takes the hole choked on the event; one that does not is itself ill.

        Noted before it is sent: if the answer is lost, the hole may stand there all the same.
        """
        seq = one.seq
        self._outbox.note_hole(
            seq, "event_too_large" if why.status == TOO_LARGE else "event_poisonous"
        )
        try:
            answer = self._push([one], [wire.Hole(seq=seq, hash=one.hash)])
        except Declined:
            self._outbox.release({seq})
            raise
        self._holes.add(seq)
        self._size = BatchSize(events=1)
        self._acknowledge([one], answer)

    def _push(
        self, batch: Sequence[Waiting], events: list[wire.WireEvent | wire.Hole]
    ) -> wire.PushAnswer:
        first, last, head = batch[0].seq, batch[-1].seq, batch[-1].hash
        signature = self._peer.sign(wire.push_bytes(self._peer.station, first, last, head))
        return self._central.push(
            wire.PushRequest(first_seq=first, events=events, head_hash=head, signature=signature)
        )

    def _acknowledge(self, batch: Sequence[Waiting], answer: wire.PushAnswer) -> None:
        if any(result.state == "fork" for result in answer.results):
            raise Forked
        before = self.held.high_seq
        self._take_over(Held(answer.high_seq, answer.head_hash))
        if self.held.high_seq <= before:
            raise Stuck
        self.pushed += sum(1 for one in batch if before < one.seq <= self.held.high_seq)
        self._release(answer)

    def _release(self, answer: wire.PushAnswer) -> None:
        """What stood there as a hole and has now arrived whole is no longer set aside."""
        arrived = {result.seq for result in answer.results if result.state in ARRIVED}
        if filled := arrived.intersection(self._holes):
            self._holes -= filled
            self._outbox.release(filled)

    def _take_over(self, held: Held) -> None:
        if self._outbox.hash_at(held.high_seq) != held.head_hash:
            raise Forked
        self.held = held
