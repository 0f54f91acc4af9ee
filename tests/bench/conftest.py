"""What the benchmarks share: one central in a process of its own, one filled home, the results."""

from collections.abc import Callable, Iterator

import pytest

from tests.bench import measure
from tests.bench.homes import CentralProcess, Office
from tests.bench.measure import Result

_RESULTS: list[Result] = []


@pytest.fixture
def record() -> Callable[[Result], None]:
    """Keeps a result for the table."""
    return _RESULTS.append


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A running central and where its windows' homes may stand."""
    folder = tmp_path_factory.mktemp("office")
    with CentralProcess(folder / "central") as central:
        yield Office(folder, central)


def pytest_sessionfinish() -> None:
    if _RESULTS:
        measure.keep(_RESULTS)
        print()
        print(
            *(f"{r.name}: {r.value} {r.unit}, ratio {r.ratio}, {r.goal}" for r in _RESULTS),
            sep="\n",
        )
