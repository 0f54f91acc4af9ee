"""The file in the municipality's safe: the recovery key's private half, closed with a passphrase.

Canonical JSON `{"key_id", "public", "secret", "use", "v"}`: `public` is the X25519 public key in
hex, `key_id` its fingerprint for the label of the envelope, `secret` (hex) the private key as
`PassphraseVault` closes it, `use` the word that tells this file from any other.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from app.base.errors import Refused
from app.base.files import write_whole
from app.domain.journal import canonical
from app.domain.sealing import KEY_SIZE, key_id, public_of
from app.vault.errors import VaultClosed
from app.vault.passphrase_vault import PassphraseVault
from app.vault.recovery_vault import RecoveryVault

VERSION = 1
USE = "ventanilla-recovery"


@dataclass(frozen=True, slots=True)
class RecoveryPair:
    """A recovery key, both halves: 32 raw bytes each."""

    private: bytes
    public: bytes

    def __repr__(self) -> str:
        return f"RecoveryPair({key_id(self.public)})"


def write_recovery(path: Path, pair: RecoveryPair, passphrase: PassphraseVault) -> None:
    """Writes the file, readable by its owner only; nothing of the private half is in plain text.

    Raises `Refused`: `passphrase_short`, `recovery_file_exists` (another key may be in it),
    `file_unwritable`.
    """
    if path.exists():
        raise Refused("recovery_file_exists", name=path.name)
    data = {
        "v": VERSION,
        "use": USE,
        "key_id": key_id(pair.public),
        "public": pair.public.hex(),
        "secret": passphrase.wrap(pair.private).hex(),
    }
    try:
        write_whole(path, canonical(data), private=True)
    except OSError as error:
        raise Refused("file_unwritable", name=path.name) from error


def read_recovery(path: Path, passphrase: PassphraseVault) -> RecoveryVault:
    """The opener that the file and its passphrase make.

    Raises `Refused`: `file_unreadable`, `recovery_file_bad` (not such a file, or changed);
    `VaultClosed`: `passphrase_wrong`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused("file_unreadable", name=path.name) from error
    try:
        found = json.loads(data)
        if (found["v"], found["use"]) != (VERSION, USE):
            raise ValueError(found["v"])  # noqa: TRY301 - told like any other file
        public, closed = bytes.fromhex(found["public"]), bytes.fromhex(found["secret"])
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("recovery_file_bad", name=path.name) from error
    try:
        private = passphrase.unwrap(closed)
    except VaultClosed as error:
        if error.code != "slot_damaged":
            raise
        raise Refused("recovery_file_bad", name=path.name) from error
    if len(private) != KEY_SIZE or public_of(private) != public:
        raise Refused("recovery_file_bad", name=path.name)
    return RecoveryVault(public, private)
