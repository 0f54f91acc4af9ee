"""The central as a window sees it: four calls, each answer proved to come from the pinned key.

Whatever is not signed by that key over this request's own random value is not our central, be it
a captive portal, a proxy's error page, a replayed answer or a forged service: `Offline`. Requests
are signed over a nonce of the server, never over our clock, which may be years off (`sync.md` 1.7).
"""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.base.errors import Offline
from sync import wire
from sync.station.page import LoosePage, read_page
from sync.station.transport import Network, Reply, Transport

ANSWER_WITHIN = 20.0
BYTES_A_SECOND = 8_000.0
LONG_POLL = 25.0
OK = 200
PROXY_AUTHENTICATION = 407
TOO_LARGE = 413
NONCE_WANTED = 428
# What a gateway on the way may say in the central's place, and which we can act on all the same.
FROM_A_GATEWAY = frozenset({TOO_LARGE, 429, 500, 502, 503, 504})

M = TypeVar("M", bound=wire.Message)


class Declined(Exception):
    """The central (or, where `signed` is False, a gateway before it) refused this request.

    `retry_after` in seconds, None where none was asked.
    """

    def __init__(
        self, status: int, refusal: wire.Refusal, *, signed: bool, retry_after: float | None
    ) -> None:
        super().__init__(status, refusal.code)
        self.status = status
        self.refusal = refusal
        self.signed = signed
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Peer:
    """Who talks with whom: our code and signature, the central's pinned Ed25519 key (32 bytes)."""

    station: str
    sign: Callable[[bytes], bytes]
    central_key: bytes


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an answer may take in all: so many seconds, and for what is sent the time that the
    slowest line still worth a try would need.
    """

    seconds: float = ANSWER_WITHIN
    bytes_a_second: float = BYTES_A_SECOND


class Client:
    """One lane to the central: one session, one request at a time. `token(n)` gives random bytes."""

    def __init__(
        self,
        url: str,
        *,
        peer: Peer,
        token: Callable[[int], bytes],
        network: Network | None = None,
        patience: Patience | None = None,
    ) -> None:
        self._transport = Transport(url, network or Network())
        self._peer = peer
        self._key = Ed25519PublicKey.from_public_bytes(peer.central_key)
        self._token = token
        self._patience = patience or Patience()
        self._nonce = ""

    def hello(self) -> wire.HelloAnswer:
        """What the central holds of us. Raises `Offline`, `Declined`."""
        answer = self._call("GET", "/v1/hello", b"", wire.HelloAnswer, nonce="")
        self._nonce = answer.nonce
        return answer

    def push(self, request: wire.PushRequest) -> wire.PushAnswer:
        """Sends one batch; what comes back was durably stored. Raises `Offline`, `Declined`."""
        return self._signed("POST", "/v1/push", wire.encode(request), wire.PushAnswer)

    def feed(self, cursor: str, limit: int, wait: float = 0.0) -> wire.FeedAnswer:
        """What follows `cursor` ("" = from the beginning), at most `limit` items.

        With `wait` the central keeps the request up to that many seconds until there is
        something. Raises `Offline`, `Declined` (410: the cursor is too old).
        """
        query = urlencode({"cursor": cursor, "limit": limit, "wait": int(wait)})
        page = self._signed("GET", f"/v1/feed?{query}", b"", LoosePage, extra=wait)
        try:
            return read_page(page)
        except msgspec.DecodeError as error:
            raise Offline("answer_unreadable") from error

    def abort(self) -> None:
        """Ends a call under way from another thread; it raises `Offline` there."""
        self._transport.abort()

    def close(self) -> None:
        self._transport.close()

    def _signed(self, method: str, path: str, body: bytes, kind: type[M], extra: float = 0.0) -> M:
        if not self._nonce:
            self.hello()
        try:
            return self._call(method, path, body, kind, nonce=self._nonce, extra=extra)
        except Declined as declined:
            if declined.status != NONCE_WANTED:
                raise
            self.hello()
            return self._call(method, path, body, kind, nonce=self._nonce, extra=extra)

    def _call(
        self, method: str, path: str, body: bytes, kind: type[M], *, nonce: str, extra: float = 0.0
    ) -> M:
        request = self._token(16).hex()
        headers = {wire.H_STATION: self._peer.station, wire.H_REQUEST: request}
        if nonce:
            target = self._transport.prefix + path
            content = wire.request_bytes(method, target, self._peer.station, nonce, body)
            headers[wire.H_NONCE] = nonce
            headers[wire.H_SIGNATURE] = base64.b64encode(self._peer.sign(content)).decode()
        if body:
            headers["Content-Type"] = "application/json"
        within = self._patience.seconds + extra + len(body) / self._patience.bytes_a_second
        reply = self._transport.send(method, path, body, headers, within)
        return _judge(reply, kind, proves(self._key, request, reply))


def proves(key: Ed25519PublicKey, request: str, reply: Reply) -> bool:
    """Whether the holder of `key` signed this reply to this very request."""
    try:
        signature = base64.b64decode(_header(reply, wire.H_ANSWER), validate=True)
        key.verify(signature, wire.answer_bytes(request, reply.status, reply.body))
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _judge(reply: Reply, kind: type[M], signed: bool) -> M:  # noqa: FBT001 - the one question
    if reply.status == PROXY_AUTHENTICATION and not signed:
        raise Offline("proxy_auth")
    if not signed and reply.status not in FROM_A_GATEWAY:
        raise Offline("not_our_central", status=reply.status)
    try:
        if reply.status == OK:
            return wire.decode(reply.body, kind)
        refusal = wire.decode(reply.body, wire.Refusal) if signed else wire.Refusal(code="")
    except msgspec.DecodeError as error:
        raise Offline("answer_unreadable") from error
    raise Declined(reply.status, refusal, signed=signed, retry_after=_retry_after(reply))


def _header(reply: Reply, name: str) -> str:
    wanted = name.lower()
    return next((v for k, v in reply.headers.items() if k.lower() == wanted), "")


def _retry_after(reply: Reply) -> float | None:
    """Seconds. A date (the header's other form) would need a clock to trust; it is let pass."""
    text = _header(reply, "Retry-After").strip()
    return float(text) if text.isascii() and text.isdigit() else None
