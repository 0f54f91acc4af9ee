"""Which opener a home's keys are behind."""

import os
import secrets
from pathlib import Path

from app.base.errors import Refused
from app.base.ports import Vault
from app.vault.errors import VaultClosed
from app.vault.slots import KeySlots, StationKeys

KEYRING, FILE, DEMO = "keyring", "file", "demo"
_GONE = frozenset({"demo_key_missing", "slot_damaged"})


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

    An opener whose slot is gone for good gives way to the next: `unlock` adds one after it.
    Raises `StoreDamaged` with the opener's own reason when none can.
    """
    slots = KeySlots(home)
    *first, last = _at_hand(set(slots.openers), passphrase)
    for name in first:
        try:
            return slots.open(vault_for(name, home, passphrase))
        except VaultClosed as error:
            if error.code not in _GONE:
                raise
    return slots.open(vault_for(last, home, passphrase))


def _at_hand(openers: set[str], passphrase: str | None) -> list[str]:
    """Which openers to ask, in order; at least one, so that there is somebody to say why not."""
    asked = []
    if "demo" in openers:
        asked.append(DEMO)
    if "passphrase" in openers and (passphrase or openers.isdisjoint({"demo", "keyring"})):
        asked.append(FILE)
    if "keyring" in openers or not asked:
        asked.append(KEYRING)
    return asked


def passphrase_from_environment() -> str | None:
    return os.environ.get("VENTANILLA_PASSPHRASE")
