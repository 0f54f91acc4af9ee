"""The recovery key: made once at the central, and the way back into a home that lost its openers.

Real homes, a real central on loopback, the commands as they are typed; the only thing that is
not the machine's own is the key store, which lives as long as the test.
"""

import base64
import json
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from app.bootstrap.station import open_desk
from app.cli.central_home import central_config
from app.cli.run import run
from app.domain.journal import verify_chain
from app.domain.sealing import key_id
from app.store import log
from sync.central.administration import add_station
from sync.central.server import RunningCentral

SAFE = "la frase de la caja fuerte"
OFFICE = "la frase de la ventanilla"
NEW = "una frase que nadie ha olvidado"
Say = Callable[..., str]


class MemoryKeyring(KeyringBackend):
    """The key store of one account."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password


@pytest.fixture(autouse=True)
def account() -> Iterator[MemoryKeyring]:
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Runs a command with these phrases in its environment; gives what it printed."""

    def command(*words: str | Path, ends: int = 0, phrase: str = "", new: str = "") -> str:
        with monkeypatch.context() as typed:
            for name, value in (("PASSPHRASE", phrase), ("NEW_PASSPHRASE", new)):
                if value:
                    typed.setenv(f"VENTANILLA_{name}", value)
            capsys.readouterr()
            assert run([str(word) for word in words]) == ends, capsys.readouterr().err
        heard = capsys.readouterr()
        return heard.out if ends == 0 else heard.err

    return command


@contextmanager
def serving(home: Path, vault: str = "keyring") -> Iterator[RunningCentral]:
    with RunningCentral(central_config(home, vault=vault, demo=vault == "demo")) as running:
        yield running


def recovery(said: Say, central: Path, out: Path, *more: str, **how: Any) -> str:
    words = ("central", "recovery", "--home", central, "--out", out, "--json", *more)
    return said(*words, **{"phrase": SAFE, **how})


def enrolled(said: Say, tmp_path: Path, vault: str, *, with_key: bool = True) -> tuple[Path, Path]:
    """A home whose opener is `vault`, and the recovery file of its central."""
    central, home, key = tmp_path / "central", tmp_path / "casa", tmp_path / "clave.json"
    with serving(central, "demo" if vault == "demo" else "keyring") as running:
        if with_key:
            recovery(said, central, key)
        code = add_station(running.central, "Módulo Centro").code
        said("enrol", "--home", home, running.url, code, "--vault", vault, phrase=OFFICE)
    return home, key


def slots(home: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((home / "keys.json").read_bytes())["slots"]
    return found


def destroy_slot(home: Path) -> None:
    """The first slot, whoever it is of, becomes noise."""
    found = json.loads((home / "keys.json").read_bytes())
    found["slots"][0]["data"] = base64.b64encode(b"noise").decode()
    (home / "keys.json").write_text(json.dumps(found))


def station_of(home: Path, phrase: str | None = None) -> str:
    with open_desk(home, passphrase=phrase) as opened:
        desk = opened.desk
        with desk.store.read() as conn:
            assert verify_chain(log.chain_rows(conn, desk.identity.code))[0] >= 1
        return desk.identity.code


def test_it_is_made_once_and_its_private_half_is_nowhere_in_plain_text(said, tmp_path):
    central, out = tmp_path / "central", tmp_path / "clave.json"
    with serving(central) as running:
        made = json.loads(recovery(said, central, out))
        again = recovery(said, central, tmp_path / "otra.json", ends=1)
    assert "--replace" in again
    assert not (tmp_path / "otra.json").exists()
    written = json.loads(out.read_bytes())
    assert set(written) == {"key_id", "public", "secret", "use", "v"}
    assert set(json.loads(bytes.fromhex(written["secret"]))) >= {"iterations", "salt", "secret"}
    assert made["key_id"] == written["key_id"] == key_id(bytes.fromhex(written["public"]))
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert running.central.epoch


def test_it_is_not_made_without_a_phrase_nor_with_a_short_one(said, tmp_path):
    central, out = tmp_path / "central", tmp_path / "clave.json"
    assert "VENTANILLA_PASSPHRASE" in recovery(said, central, out, phrase="", ends=1)
    assert "al menos 8" in recovery(said, central, out, phrase="corta", ends=1)
    assert not out.exists()
    recovery(said, central, out)  # nothing of what failed was kept


def test_a_replaced_key_goes_to_the_windows_that_come_after(said, tmp_path):
    home, first = enrolled(said, tmp_path, "keyring")
    second = tmp_path / "segunda.json"
    assert "Ya existe" in recovery(said, tmp_path / "central", first, "--replace", ends=1)
    assert json.loads(recovery(said, tmp_path / "central", second, "--replace"))["replaced"]
    words = ("unlock", "--home", home)
    assert "no es la de este equipo" in said(*words, second, phrase=SAFE, ends=3)
    said(*words, first, phrase=SAFE)


@pytest.mark.parametrize("vault", ["keyring", "file", "demo"])
@pytest.mark.parametrize("back", ["keyring", "file"])
def test_a_home_that_lost_its_opener_is_opened_again(said, tmp_path, account, vault, back):
    home, key = enrolled(said, tmp_path, vault)
    assert [slot["opener"] for slot in slots(home)][1:] == ["recovery"]
    destroy_slot(home)
    account.entries.clear()
    said("status", "--home", home, phrase=OFFICE, ends=3)
    said("unlock", "--home", home, key, "--vault", back, phrase=SAFE, new=NEW)
    assert station_of(home, NEW if back == "file" else None) == "A01"


def test_a_demo_home_whose_key_file_is_gone_is_opened_again(said, tmp_path):
    home, key = enrolled(said, tmp_path, "demo")
    (home / "demo.key").unlink()
    said("unlock", "--home", home, key, "--vault", "file", phrase=SAFE, new=NEW)
    assert station_of(home, NEW) == "A01"


def test_another_account_of_the_same_pc_gets_a_slot_and_the_first_keeps_its_own(
    said, tmp_path, account
):
    home, key = enrolled(said, tmp_path, "keyring")
    anas = dict(account.entries)
    account.entries.clear()
    said("unlock", "--home", home, key, phrase=SAFE)
    assert station_of(home) == "A01"
    account.entries.clear()
    account.entries.update(anas)
    assert station_of(home) == "A01"


def test_without_the_right_file_and_phrase_nothing_is_opened(said, tmp_path):
    home, key = enrolled(said, tmp_path, "keyring")
    before = (home / "keys.json").read_bytes()
    words = ("unlock", "--home", home)
    assert "no es correcta" in said(*words, key, phrase="otra frase cualquiera", ends=3)
    assert "VENTANILLA_PASSPHRASE" in said(*words, key, ends=1)
    assert "NEW_PASSPHRASE" in said(*words, key, "--vault", "file", phrase=SAFE, ends=1)
    assert "al menos 8" in said(*words, key, "--vault", "file", phrase=SAFE, new="corta", ends=1)
    assert "No se puede leer" in said(*words, tmp_path / "nada.json", phrase=SAFE, ends=1)
    for spoilt in (b"", b"{}", key.read_bytes().replace(b'"public":"', b'"public":"00')):
        (tmp_path / "falsa.json").write_bytes(spoilt)
        assert "no es un archivo" in said(*words, tmp_path / "falsa.json", phrase=SAFE, ends=1)
    assert (home / "keys.json").read_bytes() == before


def test_a_home_of_before_the_key_has_no_slot_for_it(said, tmp_path):
    home, key = enrolled(said, tmp_path, "keyring", with_key=False)
    recovery(said, tmp_path / "central", key)
    assert [slot["opener"] for slot in slots(home)] == ["keyring"]
    told = said("unlock", "--home", home, key, phrase=SAFE, ends=1)
    assert "no tenía una" in told
    assert "Faltan las claves" in said("unlock", "--home", tmp_path, key, phrase=SAFE, ends=3)
