"""Which opener a home's keys are behind."""

import os
import secrets
from pathlib import Path

from app.base.errors import Refused
from app.base.ports import Vault
from app.vault.slots import KeySlots, StationKeys

KEYRING, FILE, DEMO = "keyring", "file", "demo"


def vault_for(name: str, home: Path, passphrase: str | None) -> Vault:
    """The opener called `keyring`, `file` (with its passphrase) or `demo`.

    Raises `Refused`: `passphrase_needed` when `file` was chosen and none was given.
    """
    if name == KEYRING:
        from app.vault.keyring_vault import KeyringVault

        return KeyringVault(secrets.token_bytes)
    if name == DEMO:
        from app.vault.demo_vault import DemoVault

        return DemoVault(home, secrets.token_bytes)
    from app.vault.passphrase_vault import PassphraseVault

    if not passphrase:
        raise Refused("passphrase_needed")
    return PassphraseVault(passphrase, secrets.token_bytes)


def open_keys(home: Path, passphrase: str | None) -> StationKeys:
    """A home's keys by the first opener that is at hand: demo, passphrase, key store.

    Raises `StoreDamaged` with the opener's own reason when none can.
    """
    slots = KeySlots(home)
    openers = set(slots.openers)
    if "demo" in openers:
        return slots.open(vault_for(DEMO, home, None))
    if "passphrase" in openers and (passphrase or "keyring" not in openers):
        return slots.open(vault_for(FILE, home, passphrase))
    return slots.open(vault_for(KEYRING, home, None))


def passphrase_from_environment() -> str | None:
    return os.environ.get("VENTANILLA_PASSPHRASE")
