"""The window's tests run offscreen, over a real home that is made once and copied."""

import os
import shutil
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.ui.homes import make_home


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_home(tmp_path_factory.mktemp("made") / "home")


@pytest.fixture
def home(_made: Path, tmp_path: Path) -> Path:
    """A freshly enrolled home of this test's own; no central is in reach."""
    return Path(shutil.copytree(_made, tmp_path / "home"))


@pytest.fixture(scope="session")
def qapp_cls():
    """The program's own application, dressed as it is for a person."""
    return _application


def _application(_arguments: list[str]):
    from ui.main import application

    return application()
