"""Why a slot cannot be opened, or a home's keys not read."""

from app.base.errors import StoreDamaged


class VaultClosed(StoreDamaged):
    """An opener cannot give its secret now; nothing was changed and nothing is lost.

    Codes: `keyring_absent`, `keyring_locked`, `keyring_silent` (nobody answered in time),
    `keyring_entry_missing`, `keyring_plaintext`, `keyring_failed`, `passphrase_missing`,
    `passphrase_wrong`, `recovery_key_wrong`, `demo_key_missing`, `slot_damaged`.
    """


class KeysDamaged(StoreDamaged):
    """`keys.json` is missing, unreadable, of a newer program, or marked as another kind of home.

    Codes: `keys_missing`, `keys_exist`, `keys_damaged`, `keys_newer`, `keys_kind`, `no_slot`.
    """
