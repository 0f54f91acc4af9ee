"""The tail against the database: behind, ahead, foreign, torn, damaged, rotated."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.base.errors import StoreDamaged
from app.store import queries, sync_state, tail
from app.store.store import Store
from app.store.verify import verify
from tests.store.desk import KEYS, OTHER_KEYS, STATION, file, planted_in, said


def seqs(store: Store) -> list[int]:
    return [e.event.seq for e in store.salvage().events]


def copy_of(home: Path, name: str) -> Path:
    return Path(shutil.copytree(home, home.with_name(name)))


def assert_locked(home: Path, code: str) -> None:
    with closing(Store.open(home, KEYS)) as store:
        assert store.locked == code
        with store.read() as conn:
            queries.counts(conn)  # it can be read
        with pytest.raises(StoreDamaged) as told:
            file(store, 99)
        assert told.value.code == code
        assert verify(store).first_error == code


def test_a_tail_behind_is_brought_forward_at_start(store: Store, home):
    file(store, 1)
    before = (home / "journal.tail").read_bytes()
    file(store, 2)
    file(store, 3)
    store.close()
    (home / "journal.tail").write_bytes(before)
    with closing(Store.open(home, KEYS)) as again:
        assert again.locked == ""
        assert seqs(again) == [1, 2, 3]


def test_an_old_copy_of_the_database_is_seen_and_nothing_is_issued_twice(store: Store, home):
    file(store, 1)
    store.close()
    old = copy_of(home, "old")
    with closing(Store.open(home, KEYS)) as again:
        promised = [file(again, 2), file(again, 3)]
    for name in ("ventanilla.db", "ventanilla.db-wal", "ventanilla.db-shm"):
        (home / name).unlink(missing_ok=True)
    shutil.copy(old / "ventanilla.db", home)
    assert_locked(home, "tail_ahead")
    with closing(Store.open(home, KEYS)) as damaged:
        kept = damaged.salvage().events
    assert [e.event.body["folio"] for e in kept[1:]] == promised
    assert all(e.private == said() for e in kept)


def test_a_wal_that_was_deleted_is_seen(store: Store, home):
    file(store, 1)
    running = copy_of(home, "running")  # as a copy taken without its WAL, or after a power cut
    assert (running / "ventanilla.db-wal").stat().st_size > 0
    (running / "ventanilla.db-wal").unlink()
    (running / "ventanilla.db-shm").unlink()
    with pytest.raises(StoreDamaged) as told:  # nothing had reached the database file yet
        Store.open(running, KEYS)
    assert told.value.code == "store_missing"
    store.close()  # moves the WAL into the file
    with closing(Store.open(home, KEYS)) as again:
        file(again, 2)
        running = copy_of(home, "later")
    (running / "ventanilla.db-wal").unlink()
    (running / "ventanilla.db-shm").unlink()
    assert_locked(running, "tail_ahead")


def test_the_tail_of_another_installation_locks(store: Store, home, tmp_path):
    file(store, 1)
    store.close()
    other = tmp_path / "other"
    with closing(Store.create(other, KEYS, STATION)) as twin:
        file(twin, 1)
    shutil.copy(other / "journal.tail", home)
    assert_locked(home, "tail_foreign")


def test_no_new_store_is_made_over_a_tail_that_lost_its_database(store: Store, home):
    file(store, 1)
    store.close()
    (home / "ventanilla.db").unlink()
    with pytest.raises(StoreDamaged) as told:
        Store.create(home, KEYS, STATION)
    assert told.value.code == "tail_foreign"
    assert [e.event.seq for e in tail.read(home / "journal.tail", KEYS.tail).events] == [1]


def test_a_tail_of_another_key_is_foreign_history_and_stays_closed(store: Store, home):
    file(store, 1)
    store.close()
    position = tail.last_position(home / "journal.tail", OTHER_KEYS.tail)
    assert position is not None
    assert position.hash == b""
    assert tail.read(home / "journal.tail", OTHER_KEYS.tail).events == ()


def test_two_histories_with_one_number_lock(store: Store, home):
    file(store, 1)
    store.close()
    twin = copy_of(home, "twin")
    with closing(Store.open(twin, KEYS)) as other:
        file(other, 8)
    with closing(Store.open(home, KEYS)) as again:
        file(again, 2)
    shutil.copy(twin / "journal.tail", home)
    assert_locked(home, "tail_differs")


@pytest.mark.parametrize("cut", [1, 17, 40, 200])
def test_a_torn_last_frame_is_cut_away_and_written_again(store: Store, home, cut):
    file(store, 1)
    file(store, 2)
    store.close()
    path = home / "journal.tail"
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    assert tail.read(path, KEYS.tail).torn
    with closing(Store.open(home, KEYS)) as again:
        assert again.locked == ""
        assert seqs(again) == [1, 2]
        file(again, 3)
        assert seqs(again) == [1, 2, 3]
        assert verify(again).ok


def test_garbage_after_the_last_frame_is_cut_away(store: Store, home):
    file(store, 1)
    with (home / "journal.tail").open("ab") as out:
        out.write(bytes(4096))
    file(store, 2)
    assert seqs(store) == [1, 2]
    assert verify(store).ok


def test_a_damaged_stretch_is_kept_aside_and_the_tail_made_anew(store: Store, home):
    for number in (1, 2, 3):
        file(store, number)
    store.close()
    path = home / "journal.tail"
    data = bytearray(path.read_bytes())
    data[200:260] = bytes(60)
    path.write_bytes(data)
    reading = tail.read(path, KEYS.tail)
    assert reading.damaged >= 1
    assert [e.event.seq for e in reading.events][-1] == 3
    with closing(Store.open(home, KEYS)) as again:
        assert again.locked == ""
        assert seqs(again) == [1, 2, 3]
    assert bytes(data) in [p.read_bytes() for p in home.glob("journal.tail.damaged-*")]


def test_rotation_waits_for_the_central_and_still_shows_an_old_database(store: Store, home):
    file(store, 1)
    store.close()
    old = copy_of(home, "old")
    with closing(Store.open(home, KEYS)) as again:
        file(again, 2)
        assert not again.rotate_tail()
        with again.write() as writer:
            sync_state.note(writer, high_seq=2)
        assert again.rotate_tail()
        assert seqs(again) == []
        size = (home / "journal.tail").stat().st_size
        assert verify(again).ok
    shutil.copy(home / "journal.tail", old)
    assert_locked(old, "tail_ahead")
    with closing(Store.open(home, KEYS)) as again:
        assert again.locked == ""
        file(again, 3)
        assert seqs(again) == [3]
    assert size < 200


def test_a_store_locked_by_the_central_stays_locked(store: Store, home):
    file(store, 1)
    store.lock("station_forked")
    store.close()
    with closing(Store.open(home, KEYS)) as again:
        assert again.locked == "station_forked"


def test_nothing_said_stands_in_clear_in_any_file(store: Store, home):
    words = ("Ixchelverde", "3398765432", "Quetzalcalle")
    part = said(words[0], phone=words[1], street=words[2])
    folio = file(store, 1, part)
    assert planted_in(home, *words, folio, "report.filed", "BACHE") == []
