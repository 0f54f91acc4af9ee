"""`make run` on a machine without a display: the window under an X server of its own."""

import json
import signal
import subprocess
from pathlib import Path

import pytest
import requests

from tests.e2e.commands import surroundings
from tests.e2e.screen import running
from tests.house.source import ROOT


def without_display(folder: Path) -> dict[str, str]:
    """What `make` would hand on, with every file of the demo under `folder`."""
    kept = surroundings(TMPDIR=str(folder), VENTANILLA_SKIP_SYSTEM="1")
    return {name: value for name, value in kept.items() if name != "QT_QPA_PLATFORM"}


def test_the_demo_says_where_it_is_and_ends_well_when_asked(tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    with (
        log.open("wb") as errors,
        running(
            [str(ROOT / "packaging" / "run.sh"), "demo"],
            stdout=subprocess.PIPE, stderr=errors, env=without_display(tmp_path),
        ) as program,
    ):  # fmt: skip
        assert program.stdout is not None
        line = program.stdout.readline()
        assert line, log.read_text()
        told = json.loads(line)
        assert {"home", "url", "users"} <= set(told)
        assert Path(told["home"]).is_relative_to(tmp_path)
        assert {"user", "password", "role"} <= set(told["users"][0])
        health = requests.get(f"{told['url']}/healthz", timeout=30)
        assert health.json()["ok"] is True
        program.send_signal(signal.SIGTERM)
        assert program.wait(60) == 0, log.read_text()
    assert "Traceback" not in log.read_text()
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{told['url']}/healthz", timeout=5)
