"""A chain in memory and a central in memory, for tests of the rules of sending alone.

`MemoryCentral` follows `sync.md` 1.7-1.8 as the real one must; the contract tests run on both.
"""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.journal import FORMAT, GENESIS, Chained, Event, seal_chain
from sync import wire
from sync.station.client import Declined, Peer
from sync.station.outbox import Noted, Standing, Waiting

STATION = "A03"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PEER = Peer(STATION, KEY.sign, KEY.public_key().public_bytes_raw())


def event(seq: int, prev: bytes, mark: str = "") -> Chained:
    return seal_chain(
        Event(
            v=FORMAT,
            id=f"{STATION}-{seq}-{mark}",
            station=STATION,
            seq=seq,
            kind="test.happened",
            report_id=None,
            actor="C01",
            catalog="2026.1",
            body={"mark": mark},
            private=None,
            wall="2026-11-22T16:15:03.123Z",
            tz_offset=-360,
            mono=seq,
            boot_id="boot",
            clock_offset=None,
            clock_age=None,
            prev_hash=prev.hex(),
        )
    )


def chain(count: int, before: tuple[Chained, ...] = (), mark: str = "") -> list[Chained]:
    events = list(before)
    while len(events) < len(before) + count:
        prev = events[-1].hash if events else GENESIS
        events.append(event(len(events) + 1, prev, mark))
    return events


@dataclass
class MemoryOutbox:
    """The station's side: a list of events and what was noted about the central."""

    events: list[Chained] = field(default_factory=list)
    notes: Noted = field(default_factory=Noted)
    aside: dict[int, str] = field(default_factory=dict)
    locked: bool = False

    def last_seq(self) -> int:
        return len(self.events)

    def hash_at(self, seq: int) -> bytes | None:
        if seq == 0:
            return GENESIS
        return self.events[seq - 1].hash if seq <= len(self.events) else None

    def take(self, after: int, most: int, size: int) -> list[Chained]:
        taken, total = [], 0
        for one in self.events[after : after + most]:
            total += len(one.raw)
            if taken and total > size:
                break
            taken.append(Waiting(one.event.seq, one.hash, wire.to_wire(one)))
        return taken

    def standing(self) -> Standing:
        return Standing(self.last_seq(), self.notes, tuple(sorted(self.aside)), len(self.aside))

    def note(self, noted: Noted) -> None:
        self.notes = noted

    def note_hole(self, seq: int, reason: str) -> None:
        self.aside[seq] = reason

    def release(self, seqs) -> None:
        for seq in seqs:
            del self.aside[seq]

    def forked(self) -> None:
        self.locked = True


@dataclass
class MemoryCentral:
    """What the central keeps of one station: `held` by seq, a hole being an event without bytes."""

    held: list[tuple[bytes, bytes | None]] = field(default_factory=list)
    forks: set[bytes] = field(default_factory=set)
    limits: wire.Limits = field(default_factory=wire.Limits)
    epoch: str = "one"
    poison: set[int] = field(default_factory=set)
    too_large: int = 10**9
    sizes: list[int] = field(default_factory=list)

    def hello(self) -> wire.HelloAnswer:
        return wire.HelloAnswer(
            epoch=self.epoch,
            high_seq=len(self.held),
            head_hash=self._head(),
            safe_seq=0,
            feed_head=0,
            server_time="2026-11-22T16:15:03.123Z",
            limits=self.limits,
            schema_min=1,
            schema_max=1,
            nonce="nonce",
        )

    def push(self, request: wire.PushRequest) -> wire.PushAnswer:
        self.sizes.append(len(request.events))
        KEY.public_key().verify(request.signature, self._signed(request))
        self._choke(request)
        if request.first_seq > len(self.held) + 1:
            raise declined(409, "gap")
        results = [
            wire.PushResult(seq=seq, state=self._take(seq, item))
            for seq, item in enumerate(request.events, request.first_seq)
        ]
        return wire.PushAnswer(high_seq=len(self.held), head_hash=self._head(), results=results)

    def _choke(self, request: wire.PushRequest) -> None:
        whole = [e for e in request.events if isinstance(e, wire.WireEvent)]
        if sum(len(e.raw) for e in whole) > self.too_large:
            raise declined(413, "too_large")
        if any(wire.from_wire(e).event.seq in self.poison for e in whole):
            raise declined(500, "trouble")

    def _take(self, seq: int, item: wire.WireEvent | wire.Hole) -> str:
        raw = item.raw if isinstance(item, wire.WireEvent) else None
        digest = wire.from_wire(item).hash if isinstance(item, wire.WireEvent) else item.hash
        if seq > len(self.held):
            self.held.append((digest, raw))
            return "hole" if raw is None else "stored"
        stored, bytes_held = self.held[seq - 1]
        if stored != digest:
            self.forks.add(digest)
            return "fork"
        if bytes_held is None and raw is not None:
            self.held[seq - 1] = (digest, raw)
            return "stored"
        return "duplicate" if bytes_held is not None else "hole"

    def _head(self) -> bytes:
        return self.held[-1][0] if self.held else GENESIS

    def _signed(self, request: wire.PushRequest) -> bytes:
        last = request.first_seq + len(request.events) - 1
        return wire.push_bytes(STATION, request.first_seq, last, request.head_hash)


def declined(status: int, code: str) -> Declined:
    return Declined(status, wire.Refusal(code=code), signed=True, retry_after=None)
