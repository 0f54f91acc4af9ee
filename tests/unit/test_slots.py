"""Key slots: one secret, several openers, and a demo that stays one."""

import json
import stat

import pytest

from app.base.messages import explain
from app.domain.sealing import new_pair
from app.vault.demo_vault import DemoVault
from app.vault.errors import KeysDamaged, VaultClosed
from app.vault.passphrase_vault import Cost, PassphraseVault
from app.vault.recovery_vault import RecoveryVault
from app.vault.slots import FILE, KeySlots, StationKeys
from tests.unit.randomness import Counted

CHEAP = Cost(iterations=1, lanes=1, memory=64)


def words(text: str) -> PassphraseVault:
    return PassphraseVault(text, Counted(len(text)), CHEAP)


ANA = words("la frase de Ana")
BETO = words("la frase de Beto")


def code(act) -> str:
    with pytest.raises((KeysDamaged, VaultClosed)) as caught:
        act()
    assert explain(caught.value)
    return caught.value.code


def test_what_was_made_opens_again(tmp_path):
    slots = KeySlots(tmp_path)
    assert not slots.exist
    made = slots.create("real", [ANA], Counted())
    again = KeySlots(tmp_path)
    assert again.exist
    assert again.kind == "real"
    assert again.openers == ("passphrase",)
    assert again.open(ANA) == made
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_each_file_has_a_key_of_its_own_and_none_is_the_secret(tmp_path):
    keys = KeySlots(tmp_path).create("real", [ANA], Counted())
    each = {keys.db, keys.drafts, keys.tail, keys.blobs, keys.seed, keys.master}
    assert len(each) == 6
    assert {len(key) for key in each} == {32}
    written = (tmp_path / FILE).read_bytes()
    assert not [key for key in each if key in written or key.hex().encode() in written]
    assert "StationKeys" in repr(keys)
    assert keys.master.hex() not in repr(keys)


def test_derived_keys_are_for_ever():
    keys = StationKeys(bytes(32), bytes(32))
    assert keys.db.hex() == "fc7b89c9505873d949ea3c2a4525a0b63701bc483b6a736b82e4e3712202fca8"
    assert keys.tail.hex() == "096dd4701e1d46b012687a899e3fe924df319123f07ee179804ce5b4b26890a3"


def test_several_people_open_the_same_home(tmp_path):
    secret, public = new_pair()
    slots = KeySlots(tmp_path)
    made = slots.create("real", [ANA, RecoveryVault(public)], Counted())
    slots.add(ANA, BETO)
    assert slots.openers == ("passphrase", "recovery", "passphrase")
    assert slots.open(BETO) == slots.open(ANA) == slots.open(RecoveryVault(public, secret)) == made


def test_a_lost_profile_loses_nothing(tmp_path):
    secret, public = new_pair()
    slots = KeySlots(tmp_path)
    made = slots.create("real", [ANA, RecoveryVault(public)], Counted())
    slots.add(RecoveryVault(public, secret), BETO)
    assert slots.open(BETO) == made


class Locked:
    """An opener in trouble: it must be heard, not passed over for the next slot."""

    name = "passphrase"

    def __init__(self) -> None:
        self.asked = 0

    def wrap(self, secret: bytes) -> bytes:
        return secret

    def unwrap(self, slot: bytes) -> bytes:
        self.asked += 1
        raise VaultClosed("keyring_locked")


def test_an_opener_in_trouble_is_not_asked_again_for_the_next_slot(tmp_path):
    slots = KeySlots(tmp_path)
    slots.create("real", [ANA, BETO], Counted())
    locked = Locked()
    assert code(lambda: slots.open(locked)) == "keyring_locked"
    assert locked.asked == 1


def test_who_can_open_nothing_adds_nothing(tmp_path):
    slots = KeySlots(tmp_path)
    slots.create("real", [ANA], Counted())
    before = (tmp_path / FILE).read_bytes()
    assert code(lambda: slots.open(BETO)) == "passphrase_wrong"
    assert code(lambda: slots.add(BETO, words("una tercera frase"))) == "passphrase_wrong"
    assert code(lambda: slots.open(DemoVault(tmp_path, Counted()))) == "no_slot"
    assert (tmp_path / FILE).read_bytes() == before


def test_a_secret_is_never_replaced(tmp_path):
    slots = KeySlots(tmp_path)
    made = slots.create("real", [ANA], Counted())
    assert code(lambda: slots.create("real", [BETO], Counted(1))) == "keys_exist"
    assert slots.open(ANA) == made


def test_a_home_without_an_opener_is_not_made(tmp_path):
    assert code(lambda: KeySlots(tmp_path).create("real", [], Counted())) == "no_slot"
    assert not list(tmp_path.iterdir())


def test_a_real_home_takes_no_demo_key(tmp_path):
    slots = KeySlots(tmp_path)
    demo = DemoVault(tmp_path, Counted())
    assert code(lambda: slots.create("real", [demo], Counted())) == "keys_kind"
    slots.create("real", [ANA], Counted())
    assert code(lambda: slots.add(ANA, demo)) == "keys_kind"
    assert slots.openers == ("passphrase",)


@pytest.mark.parametrize("kind", ["demo", "training"])
def test_a_demo_home_stays_one_whoever_edits_the_file(tmp_path, kind):
    slots = KeySlots(tmp_path)
    demo = DemoVault(tmp_path, Counted())
    made = slots.create(kind, [demo, ANA], Counted())
    assert slots.open(demo) == made
    written = (tmp_path / FILE).read_text()
    (tmp_path / FILE).write_text(written.replace(f'"kind":"{kind}"', '"kind":"real"'))
    assert slots.kind == "real"
    assert code(lambda: slots.open(demo)) == "keys_kind"
    assert code(lambda: slots.open(ANA)) == "keys_kind"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (None, "keys_missing"),
        (b"", "keys_damaged"),
        (b"[]", "keys_damaged"),
        (b'{"v":1}', "keys_damaged"),
        (b'{"v":1,"kind":"real","slots":[{"opener":"passphrase","data":"%%"}]}', "keys_damaged"),
        (b'{"v":2,"kind":"real","slots":[]}', "keys_newer"),
        (b'{"v":1,"kind":"real","slots":[]}', "no_slot"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, written, said):
    if written is not None:
        (tmp_path / FILE).write_bytes(written)
    assert code(lambda: KeySlots(tmp_path).open(ANA)) == said


def test_a_full_disk_leaves_the_old_slots(tmp_path, monkeypatch):
    slots = KeySlots(tmp_path)
    made = slots.create("real", [ANA], Counted())

    def no_space(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("app.base.files.os.fsync", no_space)
        with pytest.raises(OSError):
            slots.add(ANA, BETO)
    assert slots.open(ANA) == made
    slots.add(ANA, BETO)
    assert slots.open(BETO) == made
    assert json.loads((tmp_path / FILE).read_bytes())["v"] == 1
