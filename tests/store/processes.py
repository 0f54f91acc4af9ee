"""Starting `child` and reading what it said."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 120


def start(*words: object, under: Sequence[str] = ()) -> subprocess.Popen[str]:
    """A child of `tests.store.child`; `under` is a command that runs it."""
    command = [*under, sys.executable, "-m", "tests.store.child", *map(str, words)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def lines(child: subprocess.Popen[str]) -> list[list[str]]:
    """Everything it said, when it has ended."""
    out, err = child.communicate(timeout=PATIENCE)
    assert "Traceback" not in err, err
    return [line.split() for line in out.splitlines()]


def filed(said: list[list[str]]) -> list[str]:
    return [words[1] for words in said if words[0] == "filed"]
