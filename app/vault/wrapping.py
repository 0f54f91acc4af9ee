"""AES-256-GCM around a small secret: what every opener with a 32-byte key of its own writes."""

from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_SIZE = 32
NONCE_SIZE = 12

Random = Callable[[int], bytes]


def close(key: bytes, secret: bytes, label: bytes, random: Random) -> bytes:
    """Nonce and ciphertext; `label` says what it is for and must be the same on opening."""
    nonce = random(NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, secret, label)


def reopen(key: bytes, closed: bytes, label: bytes) -> bytes | None:
    """The secret, or None when the key is another one or the bytes were changed."""
    try:
        return AESGCM(key).decrypt(closed[:NONCE_SIZE], closed[NONCE_SIZE:], label)
    except (InvalidTag, ValueError):
        return None
