"""Ed25519 (RFC 8032): who vouches for an event, a receipt, a certificate or an answer."""

from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SEED_SIZE = 32
PUBLIC_SIZE = 32
SIGNATURE_SIZE = 64

Sign = Callable[[bytes], bytes]


def signer(seed: bytes) -> Sign:
    """What signs with the key of a 32-byte seed; made once and kept, since making it costs."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign


def public_of(seed: bytes) -> bytes:
    """The 32-byte public key of a 32-byte seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the owner of `public` signed `message`; a malformed key or signature is a no."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
