"""The whole check: every station's chain, the received chain over all, commitments, signed heads.

A chain alone shows an edited row, but not a cut tail or a whole re-stamp; the stations' signatures
over their heads show both, for the central cannot make them (`sync.md` 1.15).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from app.domain.journal import CENTRAL_STATION, GENESIS, BadEvent, PrivatePart, chain_hash, parse
from app.domain.signing import is_signed
from sync.central.core import Central
from sync.central.ledger import received_chain
from sync.central.tables import batches, intake, intake_private, reports, stations
from sync.wire import push_bytes

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Verified:
    """`first_error` is a code and its place, as `chain_broken A03/17`; empty when all is well.

    `head` is the received chain's, in hexadecimal: what is published every day.
    """

    ok: bool
    events: int
    stations: int
    folios: int
    voided: int
    head: str
    first_error: str = ""


class _Check:
    """Follows the received order; holds the head of each series and of all."""

    def __init__(self, erased: set[tuple[str, int]]) -> None:
        self.head = GENESIS
        self.count = 0
        self.heads: dict[str, tuple[int, bytes]] = {}
        self._erased = erased

    def follow(self, row: Row[Any]) -> str:
        """Goes one row on; gives the code of what is wrong with it, or nothing."""
        stored = bytes(row.hash)
        seq, head = self.heads.get(row.station, (0, GENESIS))
        self.count += 1
        self.head = received_chain(self.head, row.station, row.seq, stored)
        self.heads[row.station] = (row.seq, stored)
        if row.n != self.count or bytes(row.chain) != self.head:
            return "received_chain"
        if row.seq != seq + 1:
            return "chain_gap"
        return "" if row.raw is None else self._event(row, head, stored)

    def _event(self, row: Row[Any], head: bytes, stored: bytes) -> str:
        raw = bytes(row.raw)
        try:
            part = None if row.salt is None else PrivatePart(bytes(row.salt), bytes(row.data))
            event = parse(raw, part).event
        except BadEvent as error:
            return error.code
        linked = event.prev_hash == head.hex() and chain_hash(head, raw) == stored
        if not linked or (event.station, event.seq) != (row.station, row.seq):
            return "chain_hash"
        lost = event.private is not None and part is None
        return "private_missing" if lost and (row.station, row.seq) not in self._erased else ""


def verify(central: Central) -> Verified:
    """Follows every link from the first received event to the last."""
    with central.read() as conn:
        check, error = _Check(_erased(conn)), ""
        for row in _rows(conn):
            if wrong := check.follow(row):
                error = f"{wrong} {row.station}/{row.seq}"
                break
        error = error or _ends(conn, check)
        return Verified(
            ok=not error,
            events=check.count,
            stations=len(check.heads.keys() - {CENTRAL_STATION}),
            folios=_count(conn),
            voided=_count(conn, "anulado"),
            head=check.head.hex(),
            first_error=error,
        )


def _rows(conn: Connection) -> Iterator[Row[Any]]:
    last = 0
    query = (
        select(intake, intake_private.c.salt, intake_private.c.data)
        .outerjoin(
            intake_private,
            intake_private.c.n == intake.c.n,
        )
        .order_by(intake.c.n)
        .limit(_AT_ONCE)
    )
    while page := conn.execute(query.where(intake.c.n > last)).all():
        yield from page
        last = page[-1].n


def _erased(conn: Connection) -> set[tuple[str, int]]:
    """Whose private parts were taken away by an event that says so."""
    found: set[tuple[str, int]] = set()
    for (raw,) in conn.execute(select(intake.c.raw).where(intake.c.kind == "private.erased")):
        body = parse(bytes(raw)).event.body
        found |= {(str(body.get("station")), seq) for seq in body.get("seqs", ())}
    return found


def _ends(conn: Connection, check: _Check) -> str:
    """Whether each series ends where its station signed that it does."""
    for row in conn.execute(select(stations).order_by(stations.c.code)):
        seq, head = check.heads.get(row.code, (0, GENESIS))
        if (row.high_seq, bytes(row.head_hash)) != (seq, head):
            return f"tail_cut {row.code}/{row.high_seq}"
        last = conn.execute(
            select(batches)
            .where(batches.c.station == row.code)
            .order_by(batches.c.last_seq.desc())
            .limit(1)
        ).first()
        if last is None:
            if seq:
                return f"head_unsigned {row.code}/{seq}"
            continue
        signed = push_bytes(row.code, last.first_seq, last.last_seq, bytes(last.head_hash))
        genuine = is_signed(bytes(row.public_key), signed, bytes(last.signature))
        if not genuine or (last.last_seq, bytes(last.head_hash)) != (seq, head):
            return f"head_unsigned {row.code}/{last.last_seq}"
    return ""


def _count(conn: Connection, status: str = "") -> int:
    query = select(func.count()).select_from(reports)
    return conn.execute(query.where(reports.c.status == status) if status else query).scalar_one()
