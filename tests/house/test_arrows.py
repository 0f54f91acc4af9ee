"""The arrows between the rooms hold, and each contract is seen to fail when it is broken."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.source import ROOMS, ROOT

# For each contract: a module, and an import that must not stand in it.
BREAKS = [
    ("arrows", "app/domain/report.py", "import app.services"),
    ("arrows", "app/base/errors.py", "import app.domain"),
    ("arrows", "app/services/__init__.py", "import ui.theme"),
    ("arrows", "app/store/__init__.py", "import sync.wire"),
    ("arrows", "sync/station/__init__.py", "import printing"),
    ("arrows", "ui/__init__.py", "import sync.central"),
    ("arrows", "sync/wire.py", "import sync.station"),
    ("central", "sync/central/__init__.py", "import app.store"),
    ("central", "sync/central/__init__.py", "import sync.station"),
    ("paper", "printing/__init__.py", "import app.store"),
    ("qt", "app/services/__init__.py", "import PySide6.QtCore"),
    ("qt", "printing/__init__.py", "def late() -> None:\n    from PySide6 import QtGui"),
    ("pure", "app/domain/report.py", "import sqlite3"),
    ("ground", "app/base/i18n.py", "import app.domain.report"),
]


def contracts() -> dict[str, str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        listed = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract["name"] for contract in listed}


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache", *options],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source that may be spoilt."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for room in ROOMS:
        shutil.copytree(
            ROOT / room, folder / room, ignore=lambda d, names: [
                n for n in names if not n.endswith(".py") and not Path(d, n).is_dir()
            ],
        )  # fmt: skip
    return folder


def test_the_house_as_it_stands_keeps_every_contract(house: Path) -> None:
    answer = lint(house)
    assert answer.returncode == 0, answer.stdout
    assert "0 broken" in answer.stdout


def test_every_contract_has_a_way_to_be_broken() -> None:
    assert {contract for contract, _, _ in BREAKS} == set(contracts())


@pytest.mark.parametrize(("contract", "module", "line"), BREAKS)
def test_a_forbidden_import_breaks_its_contract(
    house: Path, contract: str, module: str, line: str
) -> None:
    path = house / module
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    try:
        answer = lint(house, "--contract", contract)
    finally:
        path.write_text(before, encoding="utf-8")
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert f"{contracts()[contract]} BROKEN" in answer.stdout
