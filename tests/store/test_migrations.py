"""An older file is copied, checked, migrated in one transaction; killed anywhere it is whole."""

import os
import subprocess
import sys
from contextlib import closing

import pytest

from app.base import database
from app.base.database import NotSaved
from app.base.errors import StoreDamaged
from app.store import copies, log, migrations, schema
from app.store import store as store_module
from app.store.home import HomePaths
from app.store.store import Store
from app.store.verify import verify
from tests.store.desk import KEYS, STATION, file, planted_in
from tests.store.processes import ROOT


def add_colour(op) -> None:
    import sqlalchemy as sa

    op.add_column("reports", sa.Column("colour", sa.Text, nullable=False, server_default="grey"))


def add_size(op) -> None:
    import sqlalchemy as sa

    op.create_table("sizes", sa.Column("n", sa.Integer, primary_key=True))


def fail(_op) -> None:
    raise StoreDamaged("migration_failed", found=1, wanted=3)


@pytest.fixture
def newer(monkeypatch):
    """A program three versions on, whose files of version 1 are old."""
    steps = {2: add_colour, 3: add_size}
    monkeypatch.setattr(migrations, "known", lambda: steps)
    monkeypatch.setattr(store_module, "SCHEMA", 3)
    return steps


def hashes(store: Store) -> list[bytes]:
    with store.read() as conn:
        return [digest for _seq, _raw, digest in log.chain_rows(conn, STATION)]


def columns(store: Store) -> tuple[int, bool]:
    with store.read() as conn:
        names = [r[1] for r in conn.exec_driver_sql("PRAGMA table_info(reports)")]
        return schema.version(conn), "colour" in names


def test_an_old_file_is_copied_and_brought_up(store: Store, home, newer):
    file(store, 1)
    before = hashes(store)
    store.close()
    with closing(Store.open(home, KEYS)) as again:
        assert columns(again) == (3, True)
        assert hashes(again) == before
        assert verify(again).ok
        file(again, 2)
    (copy,) = (home / "backups").glob("*.db")
    old = database.engine(copy, KEYS.db)
    with database.reading(old) as conn:
        assert schema.version(conn) == 1
    old.dispose()


def test_a_step_that_fails_leaves_the_old_schema_and_every_event(store: Store, home, newer):
    file(store, 1)
    before = hashes(store)
    store.close()
    newer[3] = fail
    with pytest.raises(StoreDamaged):
        Store.open(home, KEYS)
    newer[3] = add_size
    engine = database.engine(home / "ventanilla.db", KEYS.db)
    with database.reading(engine) as conn:
        assert schema.version(conn) == 1
    engine.dispose()
    with closing(Store.open(home, KEYS)) as again:
        assert columns(again) == (3, True)
        assert hashes(again) == before


KILLED = """
import os, sys
from pathlib import Path
from app.store import migrations, store
from app.store.store import Store
from tests.store.desk import KEYS
from tests.store.test_migrations import add_colour

def die(op):
    op.execute("UPDATE reports SET colour = 'half'")
    os._exit(9)

migrations.known = lambda: {2: add_colour, 3: die}
store.SCHEMA = 3
Store.open(Path(sys.argv[1]), KEYS)
"""


def test_killed_in_a_migration_the_file_is_the_old_one(store: Store, home):
    file(store, 1)
    before = hashes(store)
    store.close()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(home)],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 9
    with closing(Store.open(home, KEYS)) as again:
        assert columns(again) == (1, False)
        assert hashes(again) == before
        assert verify(again).ok


def test_two_programs_that_start_at_once_migrate_once(store: Store, home, newer):
    file(store, 1)
    store.close()
    engine = database.engine(home / "ventanilla.db", KEYS.db)
    for _turn in range(2):
        migrations.upgrade(engine, HomePaths(home), KEYS, 3)
    engine.dispose()
    with closing(Store.open(home, KEYS)) as again:
        assert columns(again) == (3, True)


def test_every_migration_this_program_has_leads_to_its_schema():
    numbers = sorted(migrations.known())
    assert numbers == list(range(2, store_module.SCHEMA + 1))


def test_a_backup_is_whole_encrypted_and_opens_as_a_home(store: Store, home, tmp_path):
    folio = file(store, 1)
    copy = store.backup(tmp_path / "copies" / "v.db")
    file(store, 2)
    assert planted_in(copy.parent, folio, "bache", "report.filed") == []
    other = tmp_path / "other"
    other.mkdir()
    copy.rename(other / "ventanilla.db")
    with closing(Store.open(other, KEYS)) as restored:
        assert len(hashes(restored)) == 1
        assert verify(restored).ok
    assert list(copy.parent.iterdir()) == []


def test_a_backup_that_is_not_whole_is_not_kept(store: Store, tmp_path):
    for number in range(1, 30):
        file(store, number)
    copy = store.backup(tmp_path / "v.db")
    data = bytearray(copy.read_bytes())
    data[len(data) // 2] ^= 1
    copy.write_bytes(data)
    with pytest.raises(StoreDamaged) as told:
        copies.check(copy, KEYS.db)
    assert told.value.code == "backup_unsound"
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSaved):
        store.backup(tmp_path / "file" / "v.db")
