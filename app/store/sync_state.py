"""What this window knows of the central: how far it holds us, how far the feed was read, who it is."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects import sqlite

from app.base.database import Prepared
from app.store import meta
from app.store import tables as t
from app.store.times import moment
from app.store.writer import Writer

HOLE = "hole"
_SYNC, _ENROLMENT = "sync", "enrolment"
HOLE = "hole"
_ASIDE = Prepared(
    sqlite.insert(t.set_aside)
    .values({c: bindparam(c) for c in ("seq", "state", "reason")})
    .on_conflict_do_nothing()
)
_RELEASE = Prepared(
    delete(t.set_aside).where(
        t.set_aside.c.seq == bindparam("seq"), t.set_aside.c.state == bindparam("state")
    )
)
_ASIDE_COUNT = Prepared(select(func.count()).select_from(t.set_aside))
_ASIDE_ROWS = Prepared(
    select(t.set_aside.c.seq, t.set_aside.c.state, t.set_aside.c.reason).order_by(t.set_aside.c.seq)
)


@dataclass(frozen=True, slots=True)
class SyncState:
    """Progress as the central reported it, never what we remember having sent.

    `high_seq`: the central holds our events up to it; `safe_seq`: and a checked backup does.
    `cursor` is the feed's, opaque; `last_contact` an ISO time, empty before the first.
    `clock_offset`: ms the central's clock is ahead of this machine's, heard at `clock_seen`.
    """

    high_seq: int = 0
    safe_seq: int = 0
    epoch: str = ""
    cursor: str = ""
    last_contact: str = ""
    clock_offset: int | None = None
    clock_seen: str = ""

    @property
    def contacted_at(self) -> datetime | None:
        """When a genuine central answered last."""
        return moment(self.last_contact) if self.last_contact else None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What enrolling gave this window. Keys and the certificate are raw bytes."""

    url: str = ""
    name: str = ""
    certificate: bytes = b""
    central_key: bytes = b""
    office_key: bytes = b""
    public_host: str = ""
    demo: bool = False
    sealed_keys: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetAside:
    """An own event that needs eyes: held, refused or failed at the central, or sent as a hole."""

    seq: int
    state: str
    reason: str


def load(conn: Connection) -> SyncState:
    """The state as last noted; zeros and empty texts before the first contact."""
    text = meta.get(conn, _SYNC)
    known = {f.name for f in fields(SyncState)}
    found: dict[str, Any] = json.loads(text) if text else {}
    return SyncState(**{name: value for name, value in found.items() if name in known})


def note(writer: Writer, **changes: Any) -> SyncState:
    """Changes the named fields of the state in the writer's transaction."""
    state = replace(load(writer.conn), **changes)
    meta.put(writer.conn, _SYNC, json.dumps(asdict(state)))
    return state


def enrolment(conn: Connection) -> Enrolment | None:
    """What enrolling gave, or None before it."""
    text = meta.get(conn, _ENROLMENT)
    if not text:
        return None
    found = json.loads(text)
    for name in ("certificate", "central_key", "office_key"):
        found[name] = bytes.fromhex(found[name])
    found["sealed_keys"] = {u: bytes.fromhex(k) for u, k in found["sealed_keys"].items()}
    return Enrolment(**found)


def note_enrolment(writer: Writer, facts: Enrolment) -> None:
    """Stores what enrolling gave, replacing what was there."""
    plain = asdict(facts)
    for name in ("certificate", "central_key", "office_key"):
        plain[name] = plain[name].hex()
    plain["sealed_keys"] = {unit: key.hex() for unit, key in facts.sealed_keys.items()}
    meta.put(writer.conn, _ENROLMENT, json.dumps(plain))


def note_hole(writer: Writer, seq: int, reason: str) -> None:
    """Marks an own event that could only be sent as a hole."""
    _ASIDE.run(writer.conn, {"seq": seq, "state": HOLE, "reason": reason})


def release_hole(writer: Writer, seq: int) -> None:
    """The bytes of a hole reached the central after all; what the central refused stays."""
    _RELEASE.run(writer.conn, {"seq": seq, "state": HOLE})


def set_aside(conn: Connection) -> tuple[SetAside, ...]:
    """Own events that need eyes, oldest first."""
    return tuple(SetAside(r.seq, r.state, r.reason) for r in _ASIDE_ROWS.rows(conn))


def set_aside_count(conn: Connection) -> int:
    return int(_ASIDE_COUNT.value(conn))
