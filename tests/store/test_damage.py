"""What is not ours, not whole or not for this program is refused, and left as it is."""

import json
from contextlib import closing

import pytest

from app.base import database
from app.base.database import NotSaved
from app.base.errors import StoreDamaged
from app.store.home import HomeKind, kind_of, mark
from app.store.store import Store
from app.store.verify import verify
from tests.store.desk import KEYS, OTHER_KEYS, STATION, file


def refused(home, keys=KEYS) -> str:
    with pytest.raises(StoreDamaged) as told:
        Store.open(home, keys)
    return told.value.code


def judged(home) -> str:
    """What the start says, or else what `verify` finds."""
    try:
        with closing(Store.open(home, KEYS)) as again:
            return verify(again).first_error
    except StoreDamaged as error:
        return error.code


def test_a_wrong_key_opens_nothing(store: Store, home):
    file(store, 1)
    store.close()
    before = (home / "ventanilla.db").read_bytes()
    assert refused(home, OTHER_KEYS) == "store_unreadable"
    assert (home / "ventanilla.db").read_bytes() == before


def test_an_empty_folder_and_a_foreign_file_are_no_store(home):
    assert refused(home) == "store_missing"
    (home / "ventanilla.db").write_bytes(b"not a database at all " * 500)
    assert refused(home) == "store_unreadable"


def test_flipped_bytes_are_refused_at_the_start_or_found_by_verify(store: Store, home):
    for number in range(1, 40):
        file(store, number)
    store.close()
    path = home / "ventanilla.db"
    whole = path.read_bytes()
    for at in range(20, len(whole), len(whole) // 8):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        path.write_bytes(damaged)
        assert judged(home) in {"store_unreadable", "store_corrupt"}
    path.write_bytes(whole)
    with closing(Store.open(home, KEYS)) as again:
        assert verify(again).ok


def test_a_store_of_a_newer_program_is_not_opened(store: Store, home):
    with store.write() as writer:
        writer.conn.exec_driver_sql("PRAGMA user_version=999")
    store.close()
    with pytest.raises(StoreDamaged) as told:
        Store.open(home, KEYS)
    assert told.value.code == "store_newer"
    assert told.value.facts == {"found": 999, "known": 1}
    assert told.value.exit_code == 3


def test_a_home_keeps_its_kind_for_ever(tmp_path):
    demo = tmp_path / "demo"
    assert mark(demo, HomeKind.DEMO) is HomeKind.DEMO
    assert mark(demo, HomeKind.DEMO) is HomeKind.DEMO
    with pytest.raises(StoreDamaged):
        mark(demo, HomeKind.REAL)
    with closing(Store.create(demo, KEYS, STATION)) as store:
        assert store.kind is HomeKind.DEMO
    (demo / "home.json").write_text(json.dumps({"kind": "real"}))
    assert refused(demo) == "home_kind"
    (demo / "home.json").unlink()
    assert kind_of(demo) is HomeKind.REAL
    assert refused(demo) == "home_kind"
    (demo / "home.json").write_text("{")
    assert refused(demo) == "home_kind"


def test_whoever_holds_the_database_too_long_makes_the_writer_try_later(store, home, monkeypatch):
    file(store, 1)
    store.close()
    monkeypatch.setattr(database, "BUSY_MS", 50)
    with closing(Store.open(home, KEYS)) as ours, closing(Store.open(home, KEYS)) as theirs:
        with theirs.write() as writer:
            writer.head()
            with pytest.raises(NotSaved) as told:
                file(ours, 2)
        assert told.value.code == "store_busy"
        assert ours.locked == ""
        assert file(ours, 2).startswith("A03-26-0000002-")


def test_a_folder_without_permission_to_write_is_told(tmp_path):
    engine = database.engine(tmp_path / "none" / "x.db", KEYS.db)
    with pytest.raises(NotSaved) as told, database.writing(engine):
        pass
    assert told.value.code == "store_not_writable"


def test_every_connection_has_the_house_s_pragmas(store: Store):
    with store.read() as conn:
        found = {
            name: conn.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("foreign_keys", "journal_mode", "synchronous", "busy_timeout")
        }
        version = conn.exec_driver_sql("PRAGMA cipher_version").scalar_one()
        secure = conn.exec_driver_sql("SELECT v FROM search_config WHERE k='secure-delete'")
        assert secure.scalar_one() == 1
    assert found == {
        "foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000,
    }  # fmt: skip
    assert version.startswith("4.")
