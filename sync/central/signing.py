"""The central's key at work: signed answers and the nonces that requests are signed over.

A nonce keeps no state: it says until when it is good and for whom, under the central's own MAC.
A request that is sent again within that time changes nothing, for pushes are idempotent.
"""

import hashlib
import hmac
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error

from app.domain.signing import public_of, signer
from sync.wire import answer_bytes

NONCE_SECONDS = 900
_STAMP = 8
_MAC = 16


class Signer:
    """Holds the central's Ed25519 key."""

    def __init__(self, seed: bytes) -> None:
        self.sign = signer(seed)
        self.public = public_of(seed)
        self._seed = seed
        self._mac_key = self.secret("nonce")

    def secret(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose, the same as long as the central's key is."""
        return hmac.digest(self._seed, f"ventanilla-central-{purpose}".encode(), "sha256")

    def answer(self, request: str, status: int, body: bytes) -> str:
        """The header that makes an answer ours: base64 of the signature over `answer_bytes`."""
        return b64encode(self.sign(answer_bytes(request, status, body))).decode()

    def nonce(self, station: str, now: int) -> str:
        """A nonce for one station, good for `NONCE_SECONDS` from `now` (seconds since 1970)."""
        stamp = (now + NONCE_SECONDS).to_bytes(_STAMP, "big")
        return urlsafe_b64encode(stamp + self._mac(station, stamp)).decode()

    def nonce_good(self, nonce: str, station: str, now: int) -> bool:
        try:
            token = urlsafe_b64decode(nonce)
        except (Base64Error, ValueError):
            return False
        stamp, mac = token[:_STAMP], token[_STAMP:]
        ours = hmac.compare_digest(mac, self._mac(station, stamp))
        return ours and now <= int.from_bytes(stamp, "big")

    def _mac(self, station: str, stamp: bytes) -> bytes:
        return hmac.digest(self._mac_key, station.encode() + b"\n" + stamp, hashlib.sha256)[:_MAC]
