"""The frames of the tail: one encrypted event each, or the base the file begins with.

`VTL1 ‖ length u32 ‖ token 16 ‖ seq u64 ‖ nonce 12 ‖ AES-256-GCM(payload)`, big-endian, with
token ‖ seq as additional data. Payload: type (0 base, 1 event) ‖ hash 32 ‖ has-private (0, 1);
of an event also salt 16 (when private) ‖ length of raw u32 ‖ raw ‖ private data.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.journal import SALT_SIZE, Chained, PrivatePart, parse

MAGIC = b"VTL1"
TOKEN_SIZE = 16
NONCE_SIZE = 12
_HEAD = struct.Struct(f">4sI{TOKEN_SIZE}sQ{NONCE_SIZE}s")
_PAYLOAD = struct.Struct(">B32sB")
_LENGTH = struct.Struct(">I")
_BASE, _EVENT = 0, 1
LARGEST = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a frame stands in the file and what its clear header says."""

    start: int
    end: int
    token: bytes
    seq: int
    nonce: bytes


def base(cipher: AESGCM, token: bytes, seq: int, digest: bytes) -> bytes:
    """The first frame of a file: everything up to `seq` is held elsewhere; `digest` is its hash."""
    return _sealed(cipher, token, seq, _PAYLOAD.pack(_BASE, digest, 0))


def of_event(cipher: AESGCM, token: bytes, chained: Chained) -> bytes:
    part = chained.private
    payload = b"".join(
        (
            _PAYLOAD.pack(_EVENT, chained.hash, 1 if part else 0),
            part.salt if part else b"",
            _LENGTH.pack(len(chained.raw)),
            chained.raw,
            part.data if part else b"",
        )
    )
    return _sealed(cipher, token, chained.event.seq, payload)


def _sealed(cipher: AESGCM, token: bytes, seq: int, payload: bytes) -> bytes:
    nonce = fresh_token()[:NONCE_SIZE]
    body = cipher.encrypt(nonce, payload, _bound(token, seq))
    return _HEAD.pack(MAGIC, len(body), token, seq, nonce) + body


def fresh_token() -> bytes:
    """16 bytes nobody chose. A nonce that repeats would open the tail, so no port gives them."""
    return AESGCM.generate_key(bit_length=8 * TOKEN_SIZE)


def _bound(token: bytes, seq: int) -> bytes:
    return token + seq.to_bytes(8, "big")


def scan(data: bytes, start: int = 0) -> Iterator[Frame]:
    """The whole frames of `data` from `start`; stops at the first thing that is not one."""
    while start + _HEAD.size <= len(data):
        magic, length, token, seq, nonce = _HEAD.unpack_from(data, start)
        end = start + _HEAD.size + length
        if magic != MAGIC or length > LARGEST or end > len(data):
            return
        yield Frame(start, end, token, seq, nonce)
        start = end


def resume(data: bytes, after: int) -> int:
    """Where the next frame may begin after a damaged stretch; -1 when there is none."""
    return data.find(MAGIC, after + 1)


def digest(cipher: AESGCM, data: bytes, frame: Frame) -> bytes | None:
    """The hash a frame carries; None when the frame is damaged or of another key."""
    payload = _opened(cipher, data, frame)
    return None if payload is None else bytes(_PAYLOAD.unpack_from(payload)[1])


def event(cipher: AESGCM, data: bytes, frame: Frame) -> Chained | None:
    """The event of a frame; None for a base frame and for a damaged one. Raises `BadEvent`."""
    payload = _opened(cipher, data, frame)
    if payload is None:
        return None
    kind, stored, has_private = _PAYLOAD.unpack_from(payload)
    if kind != _EVENT:
        return None
    at = _PAYLOAD.size
    salt = payload[at : at + SALT_SIZE] if has_private else b""
    at += len(salt)
    (length,) = _LENGTH.unpack_from(payload, at)
    at += _LENGTH.size
    raw, rest = payload[at : at + length], payload[at + length :]
    chained = parse(raw, PrivatePart(salt, rest) if has_private else None)
    return chained if chained.hash == stored else None


def _opened(cipher: AESGCM, data: bytes, frame: Frame) -> bytes | None:
    sealed = data[frame.start + _HEAD.size : frame.end]
    try:
        return cipher.decrypt(frame.nonce, sealed, _bound(frame.token, frame.seq))
    except InvalidTag:
        return None
