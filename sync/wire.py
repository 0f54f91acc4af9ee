"""What travels between a window and the central: messages, their bytes and their signatures.

JSON over HTTP/1.1; bytes are base64 (standard alphabet). `sync.md` 1.7 names the calls. Every
request but `enrol` and `hello` is signed by the station over a nonce the server gave in `hello`;
every answer is signed by the central over the request's own nonce, so that neither a captive
portal nor a replayed answer can pass for the central.
"""

import hashlib
from typing import Any, TypeVar

import msgspec

from app.domain.journal import Chained, PrivatePart, parse

VERSION = 1
M = TypeVar("M", bound="Message")

# Headers of a request: who asks, a random value of its own, the server's nonce, the signature.
H_STATION = "X-Ventanilla-Station"
H_REQUEST = "X-Ventanilla-Request"
H_NONCE = "X-Ventanilla-Nonce"
H_SIGNATURE = "X-Ventanilla-Signature"
# Header of an answer: Ed25519 by the central over `answer_bytes`.
H_ANSWER = "X-Ventanilla-Answer"


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all messages: unknown fields of a newer peer are ignored."""


class WireEvent(Message, frozen=True, tag_field="t", tag="event"):
    """One chained event: its canonical bytes and its private part where it has one."""

    raw: bytes
    salt: bytes | None = None
    data: bytes | None = None


class Hole(Message, frozen=True, tag_field="t", tag="hole"):
    """Stands for an event that could not be delivered even alone; its bytes may follow later."""

    seq: int
    hash: bytes


class EnrolRequest(Message, frozen=True):
    code: str
    public_key: bytes
    app_version: str


class EnrolAnswer(Message, frozen=True):
    """What a new window gets. `sealed_keys`: unit code → X25519 public key (32 bytes).

    `recovery_key`: the municipality's X25519 public key for a slot; empty where it has none.
    """

    station: str
    name: str
    certificate: bytes
    central_key: bytes
    sealed_keys: dict[str, bytes]
    office_key: bytes
    cursor: str
    epoch: str
    demo: bool = False
    public_host: str = ""
    recovery_key: bytes = b""


class Limits(Message, frozen=True):
    events: int = 500
    bytes: int = 524_288
    blob: int = 20_000_000


class HelloAnswer(Message, frozen=True):
    """What the central holds of the station, and how far its backups reach (`safe_seq`)."""

    epoch: str
    high_seq: int
    head_hash: bytes
    safe_seq: int
    feed_head: int
    server_time: str
    limits: Limits
    schema_min: int
    schema_max: int
    nonce: str


class PushRequest(Message, frozen=True):
    """Contiguous events from `first_seq`. `signature`: Ed25519 over `push_bytes`, kept for ever."""

    first_seq: int
    events: list[WireEvent | Hole]
    head_hash: bytes
    signature: bytes


class PushResult(Message, frozen=True):
    """`state`: stored, duplicate, fork, hole."""

    seq: int
    state: str


class PushAnswer(Message, frozen=True):
    high_seq: int
    head_hash: bytes
    results: list[PushResult]


class Refusal(Message, frozen=True):
    """Body of every 4xx/5xx of the API: `code` is a key of `app.base.messages`."""

    code: str
    high_seq: int | None = None


class FeedEvent(Message, frozen=True, tag_field="t", tag="event"):
    """An event of another station or of the central (`000`); private only where it is yours."""

    n: int
    raw: bytes
    salt: bytes | None = None
    data: bytes | None = None
    phone_tag: bytes | None = None


class FeedDocument(Message, frozen=True, tag_field="t", tag="document"):
    """A whole document that replaces its predecessor: `people`, `stations`, `catalog`, …"""

    n: int
    name: str
    version: str
    data: Any


class FeedAnswer(Message, frozen=True):
    cursor: str
    items: list[FeedEvent | FeedDocument]
    more: bool


def encode(message: Message) -> bytes:
    return msgspec.json.encode(message)


def decode(data: bytes, kind: type[M]) -> M:
    """Raises `msgspec.ValidationError` or `msgspec.DecodeError` for what is not that message."""
    return msgspec.json.decode(data, type=kind)


def to_wire(chained: Chained) -> WireEvent:
    part = chained.private
    return WireEvent(
        raw=chained.raw,
        salt=part.salt if part else None,
        data=part.data if part else None,
    )


def from_wire(item: WireEvent | FeedEvent) -> Chained:
    """Raises `BadEvent`: not an event, or a private part that does not match its commitment."""
    part = None
    if item.salt is not None and item.data is not None:
        part = PrivatePart(item.salt, item.data)
    return parse(item.raw, part)


def request_bytes(method: str, target: str, station: str, nonce: str, body: bytes) -> bytes:
    """What a station signs for one request: `target` is path and query as sent."""
    head = f"ventanilla-request-1\n{method}\n{target}\n{station}\n{nonce}\n".encode()
    return head + hashlib.sha256(body).digest()


def push_bytes(station: str, first_seq: int, last_seq: int, head_hash: bytes) -> bytes:
    """What a station signs, for keeps, over a batch: first and last seq and the head after it."""
    return f"ventanilla-push-1\n{station}\n{first_seq}\n{last_seq}\n".encode() + head_hash


def answer_bytes(request: str, status: int, body: bytes) -> bytes:
    """What the central signs: the request's own random value, the status and the body."""
    return f"ventanilla-answer-1\n{request}\n{status}\n".encode() + hashlib.sha256(body).digest()


class ReconDay(Message, frozen=True):
    """One day of a station's events; `digest`: SHA-256 over their hashes in order of seq."""

    day: str
    count: int
    first_seq: int
    last_seq: int
    digest: bytes


class ReconAnswer(Message, frozen=True):
    """Answer of `GET /v1/recon?day`: every day, or the one asked for."""

    days: list[ReconDay]
