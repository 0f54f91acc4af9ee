"""Each opener of a home's secret, and what it says when it cannot."""

import stat
import threading

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringError, KeyringLocked

from app.base.errors import Refused
from app.base.messages import explain
from app.domain.sealing import new_pair
from app.vault.demo_vault import FILE, DemoVault
from app.vault.errors import VaultClosed
from app.vault.keyring_vault import KeyringVault
from app.vault.passphrase_vault import Cost, PassphraseVault
from app.vault.recovery_vault import RecoveryVault
from tests.unit.randomness import Counted
from tests.unit.vault_contract import CONTRACT, SECRET

CHEAP = Cost(iterations=1, lanes=1, memory=64)


class MemoryKeyring(KeyringBackend):
    """A key store of one account that lives as long as the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.trouble: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        if self.trouble:
            raise self.trouble
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.trouble:
            raise self.trouble
        self.entries[service, username] = password


@pytest.fixture
def store():
    before = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture(params=["keyring", "passphrase", "recovery", "demo"])
def make(request, store, tmp_path):
    random = Counted()
    secret, public = new_pair()
    return {
        "keyring": lambda: KeyringVault(random),
        "passphrase": lambda: PassphraseVault("correcta caballo", random, CHEAP),
        "recovery": lambda: RecoveryVault(public, secret),
        "demo": lambda: DemoVault(tmp_path, random),
    }[request.param]


@pytest.mark.parametrize("check", CONTRACT, ids=lambda check: check.__name__)
def test_every_vault_keeps_the_contract(check, make):
    check(make)


def refusal(act) -> str:
    with pytest.raises(VaultClosed) as caught:
        act()
    assert explain(caught.value)
    return caught.value.code


@pytest.mark.parametrize(
    ("trouble", "code"),
    [(KeyringLocked(), "keyring_locked"), (KeyringError(), "keyring_failed")],
)
def test_a_key_store_in_trouble_is_told(store, trouble, code):
    vault = KeyringVault(Counted())
    slot = vault.wrap(SECRET)
    store.trouble = trouble
    assert refusal(lambda: vault.unwrap(slot)) == code
    assert refusal(lambda: vault.wrap(SECRET)) == code


@pytest.mark.parametrize("backend", [NoKeyring(), NullKeyring()])
def test_no_key_store_is_not_a_key_store(store, backend):
    keyring.set_keyring(backend)
    assert refusal(lambda: KeyringVault(Counted()).wrap(SECRET)) == "keyring_absent"


class Forgetful(MemoryKeyring):
    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries.clear()


def test_a_store_that_keeps_nothing_is_found_out(store):
    keyring.set_keyring(Forgetful())
    assert refusal(lambda: KeyringVault(Counted()).wrap(SECRET)) == "keyring_failed"


@pytest.mark.parametrize("where", ["alone", "in a chain"])
def test_a_plain_text_store_is_refused_even_when_it_is_there(store, where):
    plain = type("PlaintextKeyring", (MemoryKeyring,), {"__module__": "keyrings.alt.file"})()
    chain = MemoryKeyring()
    chain.backends = [MemoryKeyring(), plain]
    keyring.set_keyring(plain if where == "alone" else chain)
    assert refusal(lambda: KeyringVault(Counted()).wrap(SECRET)) == "keyring_plaintext"
    assert not plain.entries


def test_a_store_that_waits_for_a_person_is_left_after_the_limit(store):
    answered = threading.Event()

    class Waiting(MemoryKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            answered.wait(30)
            return super().get_password(service, username)

    slot = KeyringVault(Counted()).wrap(SECRET)
    waiting = Waiting()
    waiting.entries = store.entries
    keyring.set_keyring(waiting)
    try:
        vault = KeyringVault(Counted(), patience=0.05)
        assert refusal(lambda: vault.unwrap(slot)) == "keyring_silent"
    finally:
        answered.set()


def test_a_mistake_of_ours_in_the_thread_reaches_whoever_asked(store):
    store.trouble = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        KeyringVault(Counted()).wrap(SECRET)


def test_the_slot_of_another_account_stays_shut(store):
    vault = KeyringVault(Counted())
    slot = vault.wrap(SECRET)
    store.entries.clear()
    assert refusal(lambda: vault.unwrap(slot)) == "keyring_entry_missing"


def test_another_passphrase_does_not_open():
    slot = PassphraseVault("correcta caballo", Counted(), CHEAP).wrap(SECRET)
    assert refusal(lambda: PassphraseVault("otra", Counted()).unwrap(slot)) == "passphrase_wrong"
    assert refusal(lambda: PassphraseVault("", Counted())) == "passphrase_missing"


def test_an_accent_typed_on_another_keyboard_is_the_same():
    slot = PassphraseVault("contraseña de Iván", Counted(), CHEAP).wrap(SECRET)
    decomposed = "contrasen\u0303a de Iva\u0301n"
    assert PassphraseVault(decomposed, Counted()).unwrap(slot) == SECRET


def test_a_passphrase_too_short_is_refused_before_anything_is_wrapped():
    with pytest.raises(Refused) as caught:
        PassphraseVault("corta", Counted(), CHEAP).wrap(SECRET)
    assert caught.value.code == "passphrase_short"


def test_a_slot_that_asks_for_absurd_memory_is_refused():
    slot = PassphraseVault("correcta caballo", Counted(), CHEAP).wrap(SECRET)
    absurd = slot.replace(b'"memory":64', b'"memory":99999999')
    vault = PassphraseVault("correcta caballo", Counted())
    assert refusal(lambda: vault.unwrap(absurd)) == "slot_damaged"


def test_the_default_cost_opens_too():
    vault = PassphraseVault("correcta caballo", Counted())
    assert vault.unwrap(vault.wrap(SECRET)) == SECRET


def test_the_recovery_slot_is_made_by_anybody_and_opened_by_one():
    secret, public = new_pair()
    slot = RecoveryVault(public).wrap(SECRET)
    assert RecoveryVault(public, secret).unwrap(slot) == SECRET
    assert refusal(lambda: RecoveryVault(public).unwrap(slot)) == "recovery_key_wrong"
    assert (
        refusal(lambda: RecoveryVault(public, new_pair()[0]).unwrap(slot)) == "recovery_key_wrong"
    )
    assert len(RecoveryVault(public).key_id) == 16


def test_a_demo_key_is_a_file_of_its_owner(tmp_path):
    slot = DemoVault(tmp_path, Counted()).wrap(SECRET)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    (tmp_path / FILE).unlink()
    vault = DemoVault(tmp_path, Counted())
    assert refusal(lambda: vault.unwrap(slot)) == "demo_key_missing"
