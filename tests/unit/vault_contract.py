"""What every vault must keep; the same for a stand-in, for each of ours, and for the real keyring.

Each check takes `make`, a function that gives a vault for the same opener every time.
"""

from collections.abc import Callable

from app.base.ports import Vault
from app.vault.errors import VaultClosed

Make = Callable[[], Vault]
SECRET = bytes(range(64)) * 2


def gives_back_what_was_wrapped(make: Make) -> None:
    vault = make()
    slot = vault.wrap(SECRET)
    assert vault.unwrap(slot) == SECRET
    assert make().unwrap(slot) == SECRET


def writes_nothing_of_the_secret_in_the_slot(make: Make) -> None:
    slot = make().wrap(SECRET)
    assert SECRET[:16] not in slot
    assert SECRET[:16].hex().encode() not in slot


def wraps_differently_each_time(make: Make) -> None:
    vault = make()
    assert vault.wrap(SECRET) != vault.wrap(SECRET)


def keeps_two_secrets_apart(make: Make) -> None:
    vault = make()
    first, second = vault.wrap(SECRET), vault.wrap(SECRET[::-1])
    assert vault.unwrap(first) == SECRET
    assert vault.unwrap(second) == SECRET[::-1]


def refuses_a_slot_that_was_changed(make: Make) -> None:
    vault = make()
    slot = vault.wrap(SECRET)
    for changed in (b"", b"{}", b"[]", b"\x00", slot[:-1], slot[: len(slot) // 2], slot + b"x"):
        try:
            vault.unwrap(changed)
        except VaultClosed:
            continue
        message = "a changed slot was opened"
        raise AssertionError(message)


def has_the_name_slots_are_told_apart_by(make: Make) -> None:
    assert make().name in {"keyring", "passphrase", "recovery", "demo"}


CONTRACT = (
    gives_back_what_was_wrapped,
    writes_nothing_of_the_secret_in_the_slot,
    wraps_differently_each_time,
    keeps_two_secrets_apart,
    refuses_a_slot_that_was_changed,
    has_the_name_slots_are_told_apart_by,
)
