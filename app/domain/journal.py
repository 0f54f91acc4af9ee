"""The journal: events, the bytes that stand for them, and the chain that binds them (`sync.md` 1.2).

Formats here are for ever. Canonical bytes are JSON as RFC 8785 (JCS) writes it, restricted to
what every language agrees on: ASCII keys, strings, integers below 2**53, booleans, null, lists
and objects; never a float. The bytes that were hashed are stored and sent; nothing re-serialises.
Bytes that say the same in another spelling are not an event: two parsers could read them apart.
"""

import hashlib
import re
from binascii import hexlify
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NoReturn

import msgspec

from app.base.errors import VentanillaError

FORMAT = 1
GENESIS = bytes(32)
CENTRAL_STATION = "000"
SALT_SIZE = 16
NANOSECONDS = 1_000  # in a microsecond
LARGEST_INT = 2**53 - 1

FIELDS = (
    "v", "id", "station", "seq", "kind", "report_id", "actor", "catalog", "body", "private",
    "wall", "tz_offset", "mono", "boot_id", "clock_offset", "clock_age", "prev_hash",
)  # fmt: skip
_HEX32 = re.compile(r"[0-9a-f]{64}\Z")
_WALL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\Z", re.ASCII)
_ENCODE = msgspec.json.Encoder(order="sorted").encode
_PREV, _SEQ = b'"prev_hash":"', b'"seq":'
_PREV_SIZE, _SEQ_SIZE = len(_PREV), len(_SEQ)


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
    `mono` microseconds of the boot's monotonic clock (in nanoseconds, a PC that is never
    switched off would pass 2**53 after 104 days); `clock_offset` ms; `clock_age` s; `prev_hash`
    hex. `body` holds only codes, numbers, hashes, choice answers and times, never what a person
    said.
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
    try:
        return _ENCODE(value)
    except UnicodeEncodeError as error:
        raise BadEvent("lone_surrogate") from error
    except TypeError as error:  # a class of ours that passes for a string or a number
        raise BadEvent("not_canonical", type=type(value).__name__) from error


def _check(value: Any) -> None:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return
    if kind is int:
        if not -LARGEST_INT <= value <= LARGEST_INT:
            raise BadEvent("integer_too_large")
    elif kind is dict:
        for key, item in value.items():
            if not (isinstance(key, str) and key and key.isascii() and key.isprintable()):
                raise BadEvent("key_not_ascii")
            _check(item)
    elif kind is list or kind is tuple:
        for item in value:
            _check(item)
    elif isinstance(value, Enum) and isinstance(value, str | int):
        _check(value.value)
    else:
        raise BadEvent("not_canonical", type=kind.__name__)


def chain_hash(prev_hash: bytes, raw: bytes) -> bytes:
    """SHA-256(prev_hash ‖ SHA-256(raw))."""
    return hashlib.sha256(prev_hash + hashlib.sha256(raw).digest()).digest()


def seal_chain(event: Event, private: PrivatePart | None = None) -> Chained:
    """Writes an event once and links it to the one its `prev_hash` names.

    Raises `BadEvent`: `private_mismatch` when `event.private` is not the part's commitment.
    """
    raw = canonical({name: getattr(event, name) for name in FIELDS})
    _check_private(event, private)
    return Chained(event, raw, chain_hash(bytes.fromhex(event.prev_hash), raw), private)


def parse(raw: bytes, private: PrivatePart | None = None) -> Chained:
    """Reads canonical bytes back. Raises `BadEvent` when they are not an event of any version.

    Fields of a newer version are kept in `raw` and left out of `event`; a missing field of
    version 1 is an error. The private part must match its commitment.
    """
    try:
        fields = _DECODE(raw)
        event = msgspec.convert(fields, Event)
        if _ENCODE(fields) != raw:
            raise BadEvent("not_canonical", type="bytes")
        if _MANY_DIGITS in raw.translate(_DIGITS):
            _check_integers(fields)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise BadEvent("not_an_event") from error
    if not raw.isascii():
        _check(fields)
    if not _well_formed(event):
        raise BadEvent("not_an_event")
    _check_private(event, private)
    return Chained(event, raw, chain_hash(bytes.fromhex(event.prev_hash), raw), private)


def _no_float(text: str) -> NoReturn:
    raise ValueError(text)


_DECODE = msgspec.json.Decoder(float_hook=_no_float).decode
# Shows where digits are, so that a number of `LARGEST_INT`'s length is found without a walk.
_DIGITS = bytes(ord("0") if byte in b"0123456789" else 0 for byte in range(256))
_MANY_DIGITS = b"0" * len(str(LARGEST_INT))


def _check_integers(value: Any) -> None:
    kind = type(value)
    if kind is int and not -LARGEST_INT <= value <= LARGEST_INT:
        raise ValueError(value)
    if kind is dict or kind is list:
        for item in value.values() if kind is dict else value:
            _check_integers(item)


def _well_formed(event: Event) -> bool:
    """Whether its values may be; `msgspec.convert` has seen to their types."""
    return (
        (event.private is None or _HEX32.match(event.private) is not None)
        and _HEX32.match(event.prev_hash) is not None
        and _WALL.match(event.wall) is not None
        and event.seq >= 1
        and event.v >= 1
    )


def _check_private(event: Event, private: PrivatePart | None) -> None:
    """A salt of another size is refused too: the line between salt and data could be moved."""
    if private is None:
        return
    if len(private.salt) != SALT_SIZE or private.commitment != event.private:
        raise BadEvent("private_mismatch", seq=event.seq)


def verify_chain(
    rows: Iterable[tuple[int, bytes, bytes]], head: bytes = GENESIS, after: int = 0
) -> tuple[int, bytes]:
    """Follows `(seq, raw, hash)` rows from `after` and gives the last seq and hash.

    Raises `BrokenChain` at the first row whose hash, `prev_hash` or seq does not follow: an
    edited row, one missing in the middle, or one out of order. A cut tail is not seen here:
    compare with the tail file, the signed head or the central.
    """
    last, sha256 = after, hashlib.sha256
    for seq, raw, stored in rows:
        last += 1
        # Keys are sorted, so the last of these are the event's own, whatever its body holds.
        prev, number = raw.rfind(_PREV), raw.rfind(_SEQ)
        linked = prev >= 0 and raw.startswith(hexlify(head), prev + _PREV_SIZE)
        numbered = number >= 0 and raw.startswith(b"%d," % last, number + _SEQ_SIZE)
        if seq != last or not linked or not numbered:
            raise BrokenChain("chain_gap", seq=seq)
        head = sha256(head + sha256(raw).digest()).digest()
        if head != stored:
            raise BrokenChain("chain_hash", seq=seq)
    return last, head
