"""The sealed envelope: only the holder of a private key opens it (`sync.md` 1.2, 1.5).

HPKE (RFC 9180), base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. A ciphertext
is the 32 bytes of the encapsulated key followed by the AEAD's output, with empty associated
data. `info` binds an envelope to what it was made for; opening needs the same.
"""

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.base.errors import Refused

KEY_SIZE = 32
KEY_ID_SIZE = 16
OVERHEAD = 48
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class CannotUnseal(Refused):
    """Not for this key, made for something else, or changed. Code `cannot_unseal`."""


def new_pair() -> tuple[bytes, bytes]:
    """A fresh (private, public) pair of raw X25519 keys, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The public key that belongs to a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    """Closes the envelope; whoever closed it cannot open it again. Adds `OVERHEAD` bytes.

    Raises:
        Refused: `sealed_key_bad`: `public` is not a usable X25519 key.
    """
    try:
        return _SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(public), info)
    except ValueError as error:
        raise Refused("sealed_key_bad") from error


def unseal(private: bytes, ciphertext: bytes, info: bytes) -> bytes:
    """Opens the envelope. Raises `CannotUnseal`."""
    try:
        return _SUITE.decrypt(ciphertext, X25519PrivateKey.from_private_bytes(private), info)
    except (InvalidTag, ValueError) as error:
        raise CannotUnseal("cannot_unseal") from error


def key_id(public: bytes) -> str:
    """The fingerprint that names a public key: 16 hex digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:KEY_ID_SIZE]
