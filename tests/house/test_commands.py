"""Every command is documented, exists, and explains itself in Spanish."""

import re
import subprocess
import sys
from importlib.util import find_spec

import pytest

from app.cli.run import COMMANDS
from tests.house.source import ROOT

DOCUMENTED = re.compile(r"^\| `ventanilla ?([a-z-]*)", re.MULTILINE)


def test_the_page_of_commands_has_every_command_and_no_other() -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert set(DOCUMENTED.findall(page)) - {""} == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_has_its_module(name: str) -> None:
    assert find_spec(f"app.cli.{name.replace('-', '_')}") is not None


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_explains_itself(name: str) -> None:
    words = [sys.executable, "-m", "app", name, "--help"]
    answer = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert COMMANDS[name] in " ".join(answer.stdout.split())


def test_an_unknown_command_is_told_in_one_sentence() -> None:
    words = [sys.executable, "-m", "app", "inventado"]
    answer = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert answer.returncode == 2
    assert "No se entiende la orden" in answer.stderr
    assert "Traceback" not in answer.stderr
