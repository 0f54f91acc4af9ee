"""Run in a session of its own (see `test_keyring_real`): one act with the system's key store.

`contract` runs the suite every vault passes; `create HOME` and `open HOME` use key slots. Prints
one line: what happened, or the code of the refusal.
"""

import hashlib
import os
import sys
from pathlib import Path

from app.vault.errors import VaultClosed
from app.vault.keyring_vault import KeyringVault
from app.vault.slots import KeySlots
from tests.unit.vault_contract import CONTRACT


def main(act: str, home: str) -> str:
    vault = KeyringVault(os.urandom, patience=20)
    slots = KeySlots(Path(home))
    if act == "contract":
        for check in CONTRACT:
            check(lambda: vault)
        return f"kept {len(CONTRACT)}"
    keys = slots.create("real", [vault], os.urandom) if act == "create" else slots.open(vault)
    return hashlib.sha256(keys.db + keys.seed).hexdigest()


if __name__ == "__main__":
    try:
        print(main(*sys.argv[1:]))
    except VaultClosed as error:
        print(error.code)
