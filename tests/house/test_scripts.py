"""The set-up and run scripts: they parse, ask for what is missing, and pass a signal on."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

SCRIPTS = sorted([*(ROOT / "packaging").glob("*.sh"), ROOT / ".ci" / "run"])
SOURCED = {"system.sh", "environment.sh"}
BARE = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_parses_and_can_be_run(script: Path) -> None:
    done = subprocess.run(
        ["bash", "-n", script], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 0, done.stderr
    assert bool(script.stat().st_mode & stat.S_IXUSR) is (script.name not in SOURCED)


def fake(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/bash\n{body}\n")
    path.chmod(0o755)


def install_system(folder: Path, level: str, **environment: str) -> str:
    """What `install_system` says and does on a machine made of the fakes in `folder`."""
    script = f"""
        cd {ROOT}; say() {{ printf '%s\\n' "$*" >&2; }}
        . packaging/environment.sh; . packaging/system.sh; install_system {level}
    """
    done = subprocess.run(
        ["bash", "-euc", script], capture_output=True, text=True, timeout=60, check=False,
        stdin=subprocess.DEVNULL, env={**BARE, "PATH": f"{folder}:{BARE['PATH']}", **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Debian 13's names, nothing installed but libgl1, and nobody may become root."""
    fake(tmp_path, "dpkg-query", '[ "${@: -1}" = libgl1 ] && echo installed || exit 1')
    fake(tmp_path, "apt-cache", 'case "$2" in libglib2.0-0|libcups2) exit 1;; *) exit 0;; esac')
    fake(tmp_path, "apt-get", f'echo "$@" >>{tmp_path}/asked; exit 0')
    fake(tmp_path, "id", "echo 1000")
    fake(tmp_path, "sudo", "exit 1")
    return tmp_path


def test_without_rights_the_missing_packages_are_listed_by_this_releases_names(
    machine: Path,
) -> None:
    said = install_system(machine, "run")
    assert "sudo apt-get install" in said
    assert "libglib2.0-0t64" in said
    assert "libegl1" in said
    assert "libgl1 " not in said
    assert "chromium" not in said
    assert not (machine / "asked").exists()


def test_the_suite_asks_for_more_than_the_program(machine: Path) -> None:
    said = install_system(machine, "test")
    assert "chromium" in said
    assert "strace" in said


def test_without_a_display_the_program_asks_for_an_invisible_one(machine: Path) -> None:
    assert "xvfb" in install_system(machine, "run")
    assert "xvfb" not in install_system(machine, "run", DISPLAY=":7")


def test_root_installs_only_what_is_missing(machine: Path) -> None:
    fake(machine, "id", "echo 0")
    install_system(machine, "run")
    asked = (machine / "asked").read_text().splitlines()
    (installed,) = [line for line in asked if " install " in line]
    assert "libxcb-cursor0" in installed
    assert " libgl1 " not in installed


def test_a_complete_machine_is_left_alone(machine: Path) -> None:
    fake(machine, "id", "echo 0")
    fake(machine, "dpkg-query", "echo installed")
    assert install_system(machine, "test") == ""
    assert not (machine / "asked").exists()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The run script beside a program that waits for its end, and needs no set-up."""
    (tmp_path / "packaging").mkdir()
    shutil.copy(ROOT / "packaging" / "run.sh", tmp_path / "packaging")
    fake(tmp_path / "packaging", "setup.sh", "exit 0")
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    wait = "import signal, sys; signal.signal(15, lambda *_: sys.exit(0)); "
    wait += "print(__import__('os').environ['DISPLAY'], *sys.argv[1:], flush=True); signal.pause()"
    fake(programs, "ventanilla", f'exec {sys.executable} -c "{wait}" "$@"')
    return tmp_path


def test_a_termination_reaches_the_program_and_its_own_status_comes_back(clone: Path) -> None:
    with subprocess.Popen(
        [clone / "packaging" / "run.sh"], stdout=subprocess.PIPE, text=True, env=BARE
    ) as script:
        assert script.stdout is not None
        display, word = script.stdout.readline().split()
        assert display.startswith(":")
        assert word == "demo"
        socket = Path(f"/tmp/.X11-unix/X{display[1:]}")
        assert socket.exists()
        script.send_signal(signal.SIGTERM)
        assert script.wait(30) == 0
    subprocess.run(
        ["timeout", "20", "bash", "-c", f"while [ -e {socket} ]; do read -t 0.05 <> <(:) || :; done"],
        check=True, timeout=30,
    )  # fmt: skip
