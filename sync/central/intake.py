"""Receiving: a pushed batch becomes durable bytes, and nothing of it is interpreted yet.

Identity is (station, seq) and the stored hash, for ever: what is sent again is a duplicate, what
differs is a fork, and both versions are kept (`sync.md` 1.8).
"""

from dataclasses import dataclass

import msgspec
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from app.domain.journal import BadEvent
from app.domain.signing import is_signed
from sync.central import alarms
from sync.central.core import Central
from sync.central.database import Rows
from sync.central.ledger import Arrival, Ledger, arrival_of, private_row
from sync.central.refusal import ApiRefusal
from sync.central.tables import batches, forks, intake, intake_private, judged, stations
from sync.wire import Hole, Limits, PushAnswer, PushRequest, PushResult, WireEvent, push_bytes
from sync.wire import from_wire as read_event

LIMITS = Limits()
_BATCHES = Rows(batches)


class Incoming(msgspec.Struct, frozen=True):
    """One item of a batch, read and linked to its neighbours; `prev` is None for a hole."""

    arrival: Arrival
    prev: bytes | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the central holds of the station as the transaction begins."""

    high_seq: int
    head_hash: bytes


def receive(central: Central, station: str, public_key: bytes, request: PushRequest) -> PushAnswer:
    """Stores a batch in one durable transaction and says what became of each item.

    Raises:
        ApiRefusal: 409 a gap (with `high_seq`), 413 too much at once, 422 a signature, a chain
            or a private part that is wrong (also an alarm), 401 revoked in the meantime.
    """
    try:
        batch = read_batch(station, public_key, request)
        with central.write() as ledger:
            return _store(ledger, station, batch, request)
    except ApiRefusal as refusal:
        if refusal.status == 422:  # noqa: PLR2004 - wrong bytes are worth a look by a person
            alarms.raise_alarm(central, refusal.code, station, request.first_seq)
        raise
    except IntegrityError as error:
        alarms.raise_alarm(central, "id_repeated", station, request.first_seq)
        raise ApiRefusal("id_repeated", 422) from error


def read_batch(station: str, public_key: bytes, request: PushRequest) -> list[Incoming]:
    """Reads every item and the links between them; the first one's link is looked at later."""
    _check_size(request)
    batch: list[Incoming] = []
    for place, item in enumerate(request.events):
        incoming = _read_item(station, request.first_seq + place, item)
        if batch and incoming.prev not in {None, batch[-1].arrival.hash}:
            raise ApiRefusal("chain_broken", 422)
        batch.append(incoming)
    last = batch[-1].arrival
    signed = push_bytes(station, request.first_seq, last.seq, request.head_hash)
    if last.hash != request.head_hash or not is_signed(public_key, signed, request.signature):
        raise ApiRefusal("batch_signature", 422)
    return batch


def _check_size(request: PushRequest) -> None:
    if not request.events or request.first_seq < 1:
        raise ApiRefusal("batch_empty", 422)
    size = sum(len(e.raw) + len(e.data or b"") for e in request.events if isinstance(e, WireEvent))
    if len(request.events) > LIMITS.events or (size > LIMITS.bytes and len(request.events) > 1):
        raise ApiRefusal("batch_too_large", 413)


def _read_item(station: str, seq: int, item: WireEvent | Hole) -> Incoming:
    if isinstance(item, Hole):
        if item.seq != seq or len(item.hash) != 32:  # noqa: PLR2004 - SHA-256
            raise ApiRefusal("chain_broken", 422)
        return Incoming(Arrival(station, seq, item.hash), None)
    try:
        chained = read_event(item)
    except BadEvent as error:
        raise ApiRefusal(error.code, 422) from error
    if chained.event.station != station or chained.event.seq != seq:
        raise ApiRefusal("chain_broken", 422)
    return Incoming(arrival_of(chained), bytes.fromhex(chained.event.prev_hash))


def _store(ledger: Ledger, station: str, batch: list[Incoming], request: PushRequest) -> PushAnswer:
    known = _known(ledger, station)
    if request.first_seq > known.high_seq + 1:
        raise ApiRefusal("gap", 409, high_seq=known.high_seq)
    cut = known.high_seq - request.first_seq + 1
    states = _compare(ledger, [i.arrival for i in batch[:cut]])
    fresh = batch[cut:]
    if fresh:
        forked = "fork" in states
        if not forked and fresh[0].prev not in {None, known.head_hash}:
            raise ApiRefusal("chain_broken", 422)
        states += _append(ledger, fresh, request, forked=forked)
        if not forked:
            known = _Known(fresh[-1].arrival.seq, fresh[-1].arrival.hash)
            _note(ledger, station, known)  # what is only repeated costs no write
    return PushAnswer(
        high_seq=known.high_seq,
        head_hash=known.head_hash,
        results=[
            PushResult(seq=request.first_seq + place, state=state)
            for place, state in enumerate(states)
        ],
    )


def _known(ledger: Ledger, station: str) -> _Known:
    row = ledger.conn.execute(
        select(stations.c.high_seq, stations.c.head_hash, stations.c.state).where(
            stations.c.code == station
        )
    ).one()
    if row.state != "active":
        raise ApiRefusal("station_revoked", 401)
    return _Known(row.high_seq, bytes(row.head_hash))


def _append(
    ledger: Ledger, fresh: list[Incoming], request: PushRequest, *, forked: bool
) -> list[str]:
    arrivals = [incoming.arrival for incoming in fresh]
    if forked:
        for arrival in arrivals:
            _keep_fork(ledger, arrival)
        return ["fork"] * len(arrivals)
    ledger.add(arrivals)
    _BATCHES.add(
        ledger.conn,
        [
            {
                "station": arrivals[0].station,
                "first_seq": request.first_seq,
                "last_seq": arrivals[-1].seq,
                "head_hash": request.head_hash,
                "signature": request.signature,
            }
        ],
    )
    return [_stored_or_hole(ledger, arrival) for arrival in arrivals]


def _stored_or_hole(ledger: Ledger, arrival: Arrival) -> str:
    if arrival.raw is not None:
        return "stored"
    alarms.note(ledger, "hole", arrival.station, arrival.seq)
    return "hole"


def _compare(ledger: Ledger, overlap: list[Arrival]) -> list[str]:
    """What the central already has at these places: the same, something else, or a hole."""
    if not overlap:
        return []
    rows = ledger.conn.execute(
        select(intake.c.seq, intake.c.n, intake.c.hash, intake.c.raw.is_(None)).where(
            intake.c.station == overlap[0].station,
            intake.c.seq.between(overlap[0].seq, overlap[-1].seq),
        )
    )
    held = {seq: (n, bytes(stored), empty) for seq, n, stored, empty in rows}
    states = []
    for arrival in overlap:
        n, stored, empty = held[arrival.seq]
        if stored != arrival.hash:
            _keep_fork(ledger, arrival)
            states.append("fork")
        elif empty and arrival.raw is not None:
            _fill(ledger, n, arrival)
            states.append("stored")
        else:
            states.append("hole" if empty else "duplicate")
    return states


def _fill(ledger: Ledger, number: int, arrival: Arrival) -> None:
    """The bytes of a hole have followed: stored in their place, and read at the next chance."""
    ledger.conn.execute(
        update(intake)
        .where(intake.c.n == number)
        .values(id=arrival.id, kind=arrival.kind, raw=arrival.raw, day=arrival.day)
    )
    if arrival.private is not None:
        row = private_row(number, arrival.private)
        ledger.conn.execute(insert(intake_private).values(**row))
    ledger.conn.execute(
        insert(judged).values(
            n=number,
            station=arrival.station,
            seq=arrival.seq,
            state="pending",
            reason="",
            since=ledger.now,
        )
    )


def _keep_fork(ledger: Ledger, arrival: Arrival) -> None:
    same = (
        forks.c.station == arrival.station,
        forks.c.seq == arrival.seq,
        forks.c.hash == arrival.hash,
    )
    if ledger.conn.execute(select(forks.c.seq).where(*same)).first() is not None:
        return
    part = arrival.private
    ledger.conn.execute(
        insert(forks).values(
            station=arrival.station,
            seq=arrival.seq,
            hash=arrival.hash,
            raw=arrival.raw,
            salt=part.salt if part else None,
            data=part.data if part else None,
            received_at=ledger.now,
        )
    )
    alarms.note(ledger, "fork", arrival.station, arrival.seq)


def _note(ledger: Ledger, station: str, known: _Known) -> None:
    ledger.conn.execute(
        update(stations)
        .where(stations.c.code == station)
        .values(high_seq=known.high_seq, head_hash=known.head_hash, last_contact=ledger.now)
    )
