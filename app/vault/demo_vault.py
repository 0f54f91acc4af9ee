"""The opener of demo and training homes: a file in the home itself, which protects nothing.

`KeySlots` accepts it only in a home that was marked as demo or training when it was made, and
that mark is inside the secret: such a home can never become a real one.
"""

from pathlib import Path

from app.base.files import write_whole
from app.vault.errors import VaultClosed
from app.vault.wrapping import KEY_SIZE, Random, close, reopen

FILE = "demo.key"
_LABEL = b"ventanilla-demo-1"


class DemoVault:
    """Keeps its key in `demo.key`."""

    name = "demo"

    def __init__(self, home: Path, random: Random) -> None:
        self._file = home / FILE
        self._random = random

    def wrap(self, secret: bytes) -> bytes:
        if not self._file.exists():
            write_whole(self._file, self._random(KEY_SIZE), private=True)
        return close(self._file.read_bytes(), secret, _LABEL, self._random)

    def unwrap(self, slot: bytes) -> bytes:
        """Raises `VaultClosed`: `demo_key_missing`, `slot_damaged`."""
        try:
            key = self._file.read_bytes()
        except OSError as error:
            raise VaultClosed("demo_key_missing") from error
        secret = reopen(key, slot, _LABEL)
        if secret is None:
            raise VaultClosed("slot_damaged", opener=self.name)
        return secret
