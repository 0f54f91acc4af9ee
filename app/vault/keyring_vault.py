"""The operating system's key store, for the account that is signed in (`sync.md` 1.5).

The store holds a random key of our own under service `ventanilla` and a random entry name; the
slot holds that name and the secret closed with the key. A slot of another account stays shut: its
entry is not in this account's store. There is no fallback: without a real key store, nothing is
written anywhere.

Any call may wait for a person (the desktop's own unlock window): it runs on a thread of its own
with a limit, and must never be made on the GUI's thread.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Waited
from threading import Thread
from typing import Any, TypeVar

from app.domain.journal import canonical
from app.vault.errors import VaultClosed
from app.vault.wrapping import KEY_SIZE, Random, close, reopen

SERVICE = "ventanilla"
PATIENCE = 60.0
_ENTRY_SIZE = 8
_LABEL = b"ventanilla-keyring-1"
# Back ends that write secrets where anybody can read them.
_PLAINTEXT = ("keyrings.alt", "keyrings.cryptfile")

T = TypeVar("T")


class KeyringVault:
    """Wraps with a key that only this account's key store gives back."""

    name = "keyring"

    def __init__(self, random: Random, patience: float = PATIENCE) -> None:
        """`patience`: seconds a person may take to unlock the store."""
        self._random = random
        self._patience = patience

    def wrap(self, secret: bytes) -> bytes:
        """Raises `VaultClosed` when there is no real key store, or it stays locked."""
        entry = self._random(_ENTRY_SIZE).hex()
        key = self._random(KEY_SIZE)
        self._ask(lambda keyring: _store(keyring, entry, key))
        closed = close(key, secret, _LABEL, self._random)
        return canonical({"entry": entry, "secret": closed.hex()})

    def unwrap(self, slot: bytes) -> bytes:
        """Raises `VaultClosed`; `keyring_entry_missing` for the slot of another account."""
        try:
            found = json.loads(slot)
            entry, closed = str(found["entry"]), bytes.fromhex(found["secret"])
        except (ValueError, KeyError, TypeError) as error:
            raise VaultClosed("slot_damaged", opener=self.name) from error
        kept = self._ask(lambda keyring: keyring.get_password(SERVICE, entry))
        if kept is None:
            raise VaultClosed("keyring_entry_missing")
        secret = reopen(b64decode(kept), closed, _LABEL)
        if secret is None:
            raise VaultClosed("slot_damaged", opener=self.name)
        return secret

    def _ask(self, question: Callable[[Any], T]) -> T:
        """Puts one question to the key store, within the limit."""
        answer: Future[T] = Future()
        Thread(target=_answer, args=(question, answer), name="keyring", daemon=True).start()
        try:
            return answer.result(self._patience)
        except Waited as error:
            raise VaultClosed("keyring_silent") from error


def _answer(question: Callable[[Any], T], answer: "Future[T]") -> None:
    try:
        answer.set_result(_asked(question))
    except BaseException as error:  # noqa: BLE001 - whoever waits for the answer gets it
        answer.set_exception(error)


def _asked(question: Callable[[Any], T]) -> T:
    import keyring  # 0.1 s
    from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError

    try:
        _refuse_weak(keyring.get_keyring())
        return question(keyring)
    except (KeyringLocked, InitError) as error:  # InitError: the unlock window was sent away
        raise VaultClosed("keyring_locked") from error
    except NoKeyringError as error:
        raise VaultClosed("keyring_absent") from error
    except KeyringError as error:
        raise VaultClosed("keyring_failed") from error


def _refuse_weak(backend: Any) -> None:
    """Neither «no key store» nor one in plain text may pass for the operating system's."""
    members = [backend, *getattr(backend, "backends", ())]
    if any(type(member).__module__.startswith(_PLAINTEXT) for member in members):
        raise VaultClosed("keyring_plaintext")
    if backend.priority <= 0:
        raise VaultClosed("keyring_absent")


def _store(keyring: Any, entry: str, key: bytes) -> None:
    """Writes the key and reads it back: some stores take a secret and keep nothing."""
    text = b64encode(key).decode("ascii")
    keyring.set_password(SERVICE, entry, text)
    if keyring.get_password(SERVICE, entry) != text:
        raise VaultClosed("keyring_failed")
