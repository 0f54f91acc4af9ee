"""The journal: events, the bytes that stand for them, and the chain that binds them (`sync.md` 1.2).

Formats here are for ever. Canonical bytes are JSON as RFC 8785 (JCS) writes it, restricted to
what every language agrees on: ASCII keys, strings, integers below 2**53, booleans, null, lists
and objects; never a float. The bytes that were hashed are stored and sent; nothing re-serialises.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.base.errors import VentanillaError

FORMAT = 1
GENESIS = bytes(32)
CENTRAL_STATION = "000"
SALT_SIZE = 16
LARGEST_INT = 2**53 - 1

FIELDS = (
    "v", "id", "station", "seq", "kind", "report_id", "actor", "catalog", "body", "private",
    "wall", "tz_offset", "mono", "boot_id", "clock_offset", "clock_age", "prev_hash",
)  # fmt: skip
_ASCII_KEY = re.compile(r"[!-~ ]+\Z")


class BadEvent(VentanillaError):
    """Bytes that are not an event, or not in canonical form."""

    exit_code = 3


class BrokenChain(VentanillaError):
    """An event that does not follow from the one before it; `facts` has the `seq`."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Event:
    """One act at a station. `private` is the hex commitment to a `PrivatePart`, or None.

    `wall` is corrected UTC as `2026-11-22T16:15:03.123Z`; `tz_offset` minutes east of UTC;
    `mono` nanoseconds; `clock_offset` ms; `clock_age` s; `prev_hash` hex. `body` holds only
    codes, numbers, hashes, choice answers and times, never what a person said.
    """

    v: int
    id: str
    station: str
    seq: int
    kind: str
    report_id: str | None
    actor: str
    catalog: str
    body: Mapping[str, Any]
    private: str | None
    wall: str
    tz_offset: int
    mono: int
    boot_id: str
    clock_offset: int | None
    clock_age: int | None
    prev_hash: str


@dataclass(frozen=True, slots=True)
class PrivatePart:
    """What a person said, apart from the chain so that it can be erased: `salt` and JSON (or,
    for a sealed event, ciphertext) bytes.
    """

    salt: bytes
    data: bytes

    @property
    def commitment(self) -> str:
        """What the event carries in its place: hex SHA-256 of salt and data."""
        return hashlib.sha256(self.salt + self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Chained:
    """An event as it is stored and sent: its canonical bytes, its hash, its private part.

    `private` is None where the event has none, and where it was erased or is withheld.
    """

    event: Event
    raw: bytes
    hash: bytes
    private: PrivatePart | None = None


def canonical(value: Any) -> bytes:
    """The one way to write `value` as bytes. Raises `BadEvent` for what JSON tools disagree on."""
    _check(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        code = "lone_surrogate"
        raise BadEvent(code) from error


def _check(value: Any) -> None:
    match value:
        case None | bool() | str():
            return
        case int():
            if abs(value) > LARGEST_INT:
                code = "integer_too_large"
                raise BadEvent(code)
        case Mapping():
            for key, item in value.items():
                if not isinstance(key, str) or not _ASCII_KEY.match(key):
                    code = "key_not_ascii"
                    raise BadEvent(code)
                _check(item)
        case list() | tuple():
            for item in value:
                _check(item)
        case _:
            code = "not_canonical"
            raise BadEvent(code, type=type(value).__name__)


def chain_hash(prev_hash: bytes, raw: bytes) -> bytes:
    """SHA-256(prev_hash ‖ SHA-256(raw))."""
    return hashlib.sha256(prev_hash + hashlib.sha256(raw).digest()).digest()


def seal_chain(event: Event, private: PrivatePart | None = None) -> Chained:
    """Writes an event once and links it to the one its `prev_hash` names."""
    raw = canonical({name: getattr(event, name) for name in FIELDS})
    return Chained(event, raw, chain_hash(bytes.fromhex(event.prev_hash), raw), private)


def parse(raw: bytes, private: PrivatePart | None = None) -> Chained:
    """Reads canonical bytes back. Raises `BadEvent` when they are not an event of any version.

    Fields of a newer version are kept in `raw` and left out of `event`; a missing field of
    version 1 is an error. The private part must match its commitment.
    """
    try:
        fields = json.loads(raw)
        event = Event(**{name: fields[name] for name in FIELDS})
        prev = bytes.fromhex(event.prev_hash)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        code = "not_an_event"
        raise BadEvent(code) from error
    _check_shapes(event, prev)
    if private is not None and private.commitment != event.private:
        code = "private_mismatch"
        raise BadEvent(code, seq=event.seq)
    return Chained(event, raw, chain_hash(prev, raw), private)


def _check_shapes(event: Event, prev: bytes) -> None:
    texts = (event.id, event.station, event.kind, event.actor, event.catalog, event.wall)
    numbers = (event.v, event.seq, event.tz_offset, event.mono)
    if (
        len(prev) != len(GENESIS)
        or not all(isinstance(text, str) for text in texts)
        or not all(isinstance(n, int) and not isinstance(n, bool) for n in numbers)
        or not isinstance(event.body, dict)
        or event.seq < 1
        or event.v < 1
    ):
        code = "not_an_event"
        raise BadEvent(code)


def verify_chain(
    rows: Iterable[tuple[int, bytes, bytes]], head: bytes = GENESIS, after: int = 0
) -> tuple[int, bytes]:
    """Follows `(seq, raw, hash)` rows from `after` and gives the last seq and hash.

    Raises `BrokenChain` at the first row whose hash, `prev_hash` or seq does not follow: an
    edited row, one missing in the middle, or one out of order. A cut tail is not seen here:
    compare with the tail file, the signed head or the central.
    """
    last = after
    for seq, raw, stored in rows:
        linked = b'"prev_hash":"%s"' % head.hex().encode()
        numbered = b'"seq":%d,' % (last + 1)
        if seq != last + 1 or linked not in raw or numbered not in raw:
            code = "chain_gap"
            raise BrokenChain(code, seq=seq)
        head = hashlib.sha256(head + hashlib.sha256(raw).digest()).digest()
        if head != stored:
            code = "chain_hash"
            raise BrokenChain(code, seq=seq)
        last = seq
    return last, head
