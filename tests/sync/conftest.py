"""A central, windows and proxies that end with their test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sync.proxy import FaultProxy
from tests.sync.stub import StubServer
from tests.sync.world import Office, Window


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One central for all tests that do not harm it: each enrols windows of its own."""
    one = Office(tmp_path_factory.mktemp("central"))
    yield one
    one.stop()


@pytest.fixture
def proxy(office: Office) -> Iterator[FaultProxy]:
    one = FaultProxy(office.port)
    yield one
    one.close()


@pytest.fixture
def enrolled(office: Office, tmp_path: Path) -> Iterator[Callable[..., Window]]:
    """Makes windows; by default they reach the central without a proxy."""
    windows: list[Window] = []

    def make(**kwargs: object) -> Window:
        home = tmp_path / f"home{len(windows)}"
        windows.append(Window(home, **({"office": office} | kwargs)))
        return windows[-1]

    yield make
    for one in windows:
        one.close()


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Office]:
    """A central of the test's own, to be stopped, restored or emptied."""
    one = Office(tmp_path / "central")
    yield one
    one.stop()


@pytest.fixture
def stubbed() -> Iterator[Callable[..., StubServer]]:
    """Servers that say one thing, or what a script says."""
    servers: list[StubServer] = []

    def start(said: object, **kwargs: object) -> StubServer:
        script = said if callable(said) else lambda _asked: said
        servers.append(StubServer(script, **kwargs))
        return servers[-1]

    yield start
    for one in servers:
        one.close()
