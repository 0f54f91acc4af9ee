"""An opener made of words somebody remembers (`--vault file`); only when it was chosen.

A slot is `{"iterations", "lanes", "memory", "salt", "secret"}` in canonical JSON: Argon2id
(RFC 9106; memory in KiB) of the passphrase in NFC gives the key that AES-256-GCM closes with.
"""

import json
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.base.errors import Refused
from app.domain.journal import canonical
from app.vault.errors import VaultClosed
from app.vault.wrapping import KEY_SIZE, Random, close, reopen

SHORTEST = 8
_SALT_SIZE = 16
_LABEL = b"ventanilla-passphrase-1"
_MOST_MEMORY = 1_048_576
_MOST_ROUNDS = 64


@dataclass(frozen=True, slots=True)
class Cost:
    """How dear each guess is. The default is RFC 9106's second choice, 64 MiB."""

    iterations: int = 3
    lanes: int = 4
    memory: int = 65_536


class PassphraseVault:
    """Wraps with a key that only the passphrase gives."""

    name = "passphrase"

    def __init__(self, passphrase: str, random: Random, cost: Cost | None = None) -> None:
        """Raises `VaultClosed` (`passphrase_missing`) for an empty passphrase."""
        if not passphrase:
            raise VaultClosed("passphrase_missing")
        self._passphrase = unicodedata.normalize("NFC", passphrase).encode()
        self._random = random
        self._cost = cost or Cost()

    def wrap(self, secret: bytes) -> bytes:
        """Raises `Refused` (`passphrase_short`) under `SHORTEST` characters."""
        if len(self._passphrase.decode()) < SHORTEST:
            raise Refused("passphrase_short", shortest=SHORTEST)
        salt = self._random(_SALT_SIZE)
        key = self._key(salt, self._cost)
        return canonical(
            {
                "iterations": self._cost.iterations,
                "lanes": self._cost.lanes,
                "memory": self._cost.memory,
                "salt": salt.hex(),
                "secret": close(key, secret, _LABEL, self._random).hex(),
            }
        )

    def unwrap(self, slot: bytes) -> bytes:
        """Raises `VaultClosed`: `passphrase_wrong`, `slot_damaged`."""
        try:
            found = json.loads(slot)
            cost = Cost(found["iterations"], found["lanes"], found["memory"])
            salt, closed = bytes.fromhex(found["salt"]), bytes.fromhex(found["secret"])
            if not (cost.memory <= _MOST_MEMORY and cost.iterations <= _MOST_ROUNDS):
                raise ValueError(cost)  # noqa: TRY301 - told like any other damage
            key = self._key(salt, cost)
        except (ValueError, KeyError, TypeError) as error:
            raise VaultClosed("slot_damaged", opener=self.name) from error
        secret = reopen(key, closed, _LABEL)
        if secret is None:
            raise VaultClosed("passphrase_wrong")
        return secret

    def _key(self, salt: bytes, cost: Cost) -> bytes:
        return Argon2id(
            salt=salt,
            length=KEY_SIZE,
            iterations=cost.iterations,
            lanes=cost.lanes,
            memory_cost=cost.memory,
        ).derive(self._passphrase)
