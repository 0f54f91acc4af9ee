"""People's passwords: Argon2id in the standard PHC form, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`."""

import unicodedata

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

# OWASP's first choice: dear for a thief, 30 ms on an old desk PC.
ITERATIONS = 2
LANES = 1
MEMORY = 19_456
SALT_SIZE = 16
_HASH_SIZE = 32
LONGEST = 256


def hash_password(password: str, salt: bytes) -> str:
    """What to keep of a password; `salt` is `SALT_SIZE` random bytes."""
    return _argon2(salt).derive_phc_encoded(_bytes(password))


def check_password(password: str, stored: str) -> bool:
    """Whether it is the password; a stored form that cannot be read fits none, and takes as long."""
    try:
        Argon2id.verify_phc_encoded(_bytes(password), stored)
    except InvalidKey:
        return False
    except ValueError:
        _argon2(bytes(SALT_SIZE)).derive(_bytes(password))
        return False
    return True


def _argon2(salt: bytes) -> Argon2id:
    return Argon2id(
        salt=salt, length=_HASH_SIZE, iterations=ITERATIONS, lanes=LANES, memory_cost=MEMORY
    )


def _bytes(password: str) -> bytes:
    """In NFC, so that an accent typed on another keyboard is the same accent."""
    return unicodedata.normalize("NFC", password)[:LONGEST].encode(errors="replace")
