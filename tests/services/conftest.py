"""A desk to try use cases at: real store, real catalogue, clock and ids in hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.desks import Bench, bench


@pytest.fixture
def desk_bench(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path / "home") as made:
        yield made
