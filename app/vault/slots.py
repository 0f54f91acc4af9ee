"""Key slots, as LUKS has them: `keys.json` of a home (`sync.md` 1.5).

The home's secret is 32 random bytes from which the file keys are derived, and the 32-byte seed of
the station's Ed25519 key. Each slot wraps the same secret for one opener; whoever can open one
may add another. The file is canonical JSON `{"kind", "slots": [{"data": base64, "opener"}], "v"}`.
The secret is canonical JSON `{"kind", "master", "seed"}` in hex: the kind inside it is the one
that counts, so that a demo home cannot be made a real one by editing the file.
"""

import json
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.base.files import write_whole
from app.base.ports import Vault
from app.domain.journal import canonical
from app.domain.signing import SEED_SIZE
from app.vault.demo_vault import DemoVault
from app.vault.errors import KeysDamaged, VaultClosed
from app.vault.wrapping import KEY_SIZE, Random

FILE = "keys.json"
VERSION = 1
REAL = "real"
_PURPOSE = "ventanilla-key-1:"


@dataclass(frozen=True)
class StationKeys:
    """What a home's secret gives: a 32-byte key for each file, and the station's signing seed."""

    master: bytes
    seed: bytes

    @cached_property
    def db(self) -> bytes:
        return self.derived("db")

    @cached_property
    def drafts(self) -> bytes:
        return self.derived("drafts")

    @cached_property
    def tail(self) -> bytes:
        return self.derived("tail")

    @cached_property
    def blobs(self) -> bytes:
        return self.derived("blobs")

    def derived(self, purpose: str) -> bytes:
        """32 bytes for one purpose: HKDF-SHA256 of the master key, no salt."""
        info = f"{_PURPOSE}{purpose}".encode()
        return HKDF(SHA256(), KEY_SIZE, salt=None, info=info).derive(self.master)

    def __repr__(self) -> str:
        return "StationKeys(…)"


@dataclass(frozen=True, slots=True)
class _Slot:
    opener: str
    data: bytes


class KeySlots:
    """The slots of one home."""

    def __init__(self, home: Path) -> None:
        self._file = home / FILE

    @property
    def exist(self) -> bool:
        """Whether the home has keys."""
        return self._file.exists()

    @property
    def kind(self) -> str:
        """What the file says the home is; `open` checks it against the secret."""
        return self._read()[0]

    @property
    def openers(self) -> tuple[str, ...]:
        """The opener of each slot, in order: `keyring`, `passphrase`, `recovery`, `demo`."""
        return tuple(slot.opener for slot in self._read()[1])

    def create(self, kind: str, vaults: Iterable[Vault], random: Random) -> StationKeys:
        """Makes a new home's secret and one slot for each vault.

        `kind` is `real`, `demo` or `training`, for ever. Raises `KeysDamaged`: `keys_exist` (a
        secret is never replaced), `keys_kind` (a demo opener in a real home); `VaultClosed`
        when an opener cannot; then nothing was written.
        """
        if self.exist:
            raise KeysDamaged("keys_exist")
        keys = StationKeys(random(KEY_SIZE), random(SEED_SIZE))
        secret = canonical({"kind": kind, "master": keys.master.hex(), "seed": keys.seed.hex()})
        slots = [_filled(vault, secret, kind) for vault in vaults]
        if not slots:
            raise KeysDamaged("no_slot", opener="")
        self._write(kind, slots)
        return keys

    def open(self, vault: Vault) -> StationKeys:
        """The home's keys, from the first of the opener's slots that it can open.

        Raises `VaultClosed` with the opener's own reason; `KeysDamaged`: `keys_missing`,
        `keys_damaged`, `keys_newer`, `keys_kind`, `no_slot` (none for this opener).
        """
        return self._keys(self._secret(vault))

    def add(self, opener: Vault, new: Vault) -> None:
        """Adds a slot for `new`, by someone who can open another one. Raises as `open` does."""
        secret = self._secret(opener)
        kind, slots = self._read()
        self._write(kind, [*slots, _filled(new, secret, kind)])

    def _secret(self, vault: Vault) -> bytes:
        kind, slots = self._read()
        mine = [slot for slot in slots if slot.opener == vault.name]
        if not mine:
            raise KeysDamaged("no_slot", opener=vault.name)
        if kind == REAL and isinstance(vault, DemoVault):
            raise KeysDamaged("keys_kind")
        for slot in mine[:-1]:
            try:
                return vault.unwrap(slot.data)
            except VaultClosed as error:
                if error.code not in _NOT_MINE:
                    raise
        return vault.unwrap(mine[-1].data)

    def _keys(self, secret: bytes) -> StationKeys:
        found = json.loads(secret)
        if found["kind"] != self.kind:
            raise KeysDamaged("keys_kind")
        return StationKeys(bytes.fromhex(found["master"]), bytes.fromhex(found["seed"]))

    def _read(self) -> tuple[str, list[_Slot]]:
        try:
            data = self._file.read_bytes()
        except FileNotFoundError as error:
            raise KeysDamaged("keys_missing") from error
        try:
            found: dict[str, Any] = json.loads(data)
            if found["v"] > VERSION:
                raise KeysDamaged("keys_newer")
            slots = [
                _Slot(s["opener"], b64decode(s["data"], validate=True)) for s in found["slots"]
            ]
            return str(found["kind"]), slots
        except (ValueError, KeyError, TypeError, Base64Error) as error:
            raise KeysDamaged("keys_damaged") from error

    def _write(self, kind: str, slots: Iterable[_Slot]) -> None:
        listed = [{"opener": s.opener, "data": b64encode(s.data).decode("ascii")} for s in slots]
        data = canonical({"v": VERSION, "kind": kind, "slots": listed})
        write_whole(self._file, data, private=True)


# A slot that is another person's, or gone; the opener's next slot may be the right one.
_NOT_MINE = frozenset(
    {"keyring_entry_missing", "passphrase_wrong", "recovery_key_wrong", "slot_damaged"}
)


def _filled(vault: Vault, secret: bytes, kind: str) -> _Slot:
    if kind == REAL and isinstance(vault, DemoVault):
        raise KeysDamaged("keys_kind")
    return _Slot(vault.name, vault.wrap(secret))
