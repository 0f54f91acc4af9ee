"""What every test lives under: nothing unexpected passes unseen.

Warnings are errors and Qt's own messages fail a test by configuration; here: threads that outlive
their test, records of errors in our logs, and a home or a language that leaks in from outside.
"""

import logging
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import settings

# How long an example takes says something of the machine, not of the program.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")

ROOMS = ("app", "ui", "sync", "printing", "resources")
SHARED = "central-"  # a central that a whole session uses takes threads as it needs them
PATIENCE = 5.0  # seconds for a thread that is already ending


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own settings decide nothing."""
    for name in ("HOME", "USER", "PASSWORD", "PASSPHRASE", "NOW", "LANG", "CENTRAL_URL"):
        monkeypatch.delenv(f"VENTANILLA_{name}", raising=False)


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """A thread started by a test ends with it."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + PATIENCE
    for thread in set(threading.enumerate()) - before:
        if not thread.daemon and not thread.name.startswith(SHARED):
            thread.join(max(0.0, deadline - time.monotonic()))
            assert not thread.is_alive(), f"left behind: {thread.name}"


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.split(".")[0] in ROOMS:
            self.records.append(record)


@pytest.fixture(autouse=True)
def no_error_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """Our own loggers stay below ERROR, but in a test that asks for `caplog` and looks."""
    handler = _Errors()
    root = logging.getLogger()
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    if "caplog" not in request.fixturenames:
        assert [record.getMessage() for record in handler.records] == []
