"""The operating system's key store for real: GNOME Keyring on a private bus, in every state.

Each run is a session of its own: unlocked, locked, a bus without a key store, no bus at all.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from app.base.messages import sentence
from tests.unit.vault_contract import CONTRACT

ROOT = Path(__file__).resolve().parents[2]
UNLOCKED = "printf %s clave | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null"
BARE_BUS = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


@pytest.fixture
def account(tmp_path):
    """The environment of one operating-system account, with a folder for a home."""
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    (tmp_path / "casa").mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {
        **kept,
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(account: dict[str, str], act: str, before: str, *bus: str) -> str:
    """What the probe said, in a session that first does `before`."""
    home = Path(account["HOME"]) / "casa"
    probe = f"exec {sys.executable} -m tests.unit.keyring_probe {act} {home}"
    session = [*bus, "bash", "-c", f"{before}; {probe}"]
    done = subprocess.run(
        session, env=account, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def in_session(account: dict[str, str], act: str, before: str) -> str:
    return run(account, act, before, "dbus-run-session", "--")


def test_the_real_key_store_keeps_the_contract_of_every_vault(account):
    assert in_session(account, "contract", UNLOCKED) == f"kept {len(CONTRACT)}"


def test_a_home_opens_in_the_next_session_of_the_same_account(account):
    made = in_session(account, "create", UNLOCKED)
    assert len(made) == 64
    assert in_session(account, "open", UNLOCKED) == made


def test_a_locked_store_is_told_and_opens_later(account):
    made = in_session(account, "create", UNLOCKED)
    assert in_session(account, "open", LOCKED) == "keyring_locked"
    assert in_session(account, "open", UNLOCKED) == made


def test_another_account_is_told_whose_keys_they_are(account, tmp_path):
    in_session(account, "create", UNLOCKED)
    shutil.rmtree(tmp_path / ".local")
    assert in_session(account, "open", UNLOCKED) == "keyring_entry_missing"


def without_a_store(account: dict[str, str]) -> str:
    config = Path(account["HOME"]) / "bus.conf"
    config.write_text(BARE_BUS, encoding="utf-8")
    return run(account, "create", ":", "dbus-run-session", "--config-file", str(config), "--")


def without_a_bus(account: dict[str, str]) -> str:
    return run(account, "create", ":")


def locked(account: dict[str, str]) -> str:
    in_session(account, "contract", UNLOCKED)
    return in_session(account, "create", LOCKED)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (without_a_store, "keyring_absent"),
        (without_a_bus, "keyring_absent"),
        (locked, "keyring_locked"),
    ],
)
def test_without_an_open_store_nothing_is_written_in_plain_or_otherwise(account, state, code):
    assert state(account) == code
    assert not list((Path(account["HOME"]) / "casa").iterdir())
    assert sentence(code)


@pytest.mark.parametrize("name", ["keyrings.alt", "keyrings.cryptfile"])
def test_no_back_end_that_keeps_secrets_in_plain_text_is_installed(name):
    assert find_spec("keyrings") is None or find_spec(name) is None
