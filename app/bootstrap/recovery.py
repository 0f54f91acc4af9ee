"""The way back into a home whose own openers are gone (`sync.md` 1.5)."""

import secrets
from pathlib import Path

from app.base.errors import Refused
from app.base.ports import Vault
from app.bootstrap import vaults
from app.vault.passphrase_vault import PassphraseVault
from app.vault.recovery_file import read_recovery
from app.vault.recovery_vault import RecoveryVault
from app.vault.slots import KeySlots


def add_recovery(home: Path, opener: Vault, public: bytes) -> None:
    """Gives a home a slot for the municipality's recovery key; without one (b""), nothing."""
    if public:
        KeySlots(home).add(opener, RecoveryVault(public))


def unlock(
    home: Path, file: Path, passphrase: str | None, vault: str, new_passphrase: str | None
) -> None:
    """Opens a home's recovery slot with `file` and adds a slot for the opener named `vault`.

    The slots that no longer open stay, for whoever may still open them. When this returns, the
    new slot was opened once. Raises `Refused`: `passphrase_needed`, `new_passphrase_needed`,
    `no_recovery_slot`, what is wrong with the file; `StoreDamaged`: `keys_missing`,
    `recovery_key_wrong`, what the new opener has to say. Then nothing was changed.
    """
    slots = KeySlots(home)
    if RecoveryVault.name not in slots.openers:
        raise Refused("no_recovery_slot")
    if not passphrase:
        raise Refused("passphrase_needed")
    if vault == vaults.FILE and not new_passphrase:
        raise Refused("new_passphrase_needed")
    recovery = read_recovery(file, PassphraseVault(passphrase, secrets.token_bytes))
    opener = vaults.vault_for(vault, home, new_passphrase)
    slots.add(recovery, opener)
    slots.open(opener)
