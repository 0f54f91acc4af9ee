"""A store of its own for each test, with keys and a clock in hand."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.store.home import HomeKind, mark
from app.store.store import Store
from tests.store.desk import KEYS, STATION


@pytest.fixture
def home(tmp_path: Path) -> Path:
    mark(tmp_path / "home", HomeKind.REAL)
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with closing(Store.create(home, KEYS, STATION)) as store:
        yield store
