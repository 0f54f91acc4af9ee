"""Several processes and threads on one home: no gap, no double, no error, a contiguous tail."""

from app.store import log, queries
from app.store.store import Store
from app.store.verify import verify
from tests.store.desk import KEYS, STATION, file
from tests.store.processes import filed, lines, start


def test_two_processes_with_threads_share_one_series(store: Store, home):
    children = [start("threads", home, first, 15, 3) for first in (100, 200)]
    for number in range(15):  # the window itself goes on meanwhile
        file(store, number)
    said = [line for child in children for line in lines(child)]
    assert [line for line in said if line[0] == "error"] == []
    folios = filed(said)
    assert len(folios) == len(set(folios)) == 90
    found = verify(store)
    assert found.ok, found.findings
    assert (found.events, found.folios) == (105, 105)
    assert [e.event.seq for e in store.salvage().events] == list(range(1, 106))


def test_a_gap_another_process_left_in_the_tail_is_brought_forward(store: Store, home):
    file(store, 1)
    (home / "journal.tail").rename(home / "before")
    file(store, 2)  # the tail is made anew from the database
    assert [e.event.seq for e in store.salvage().events] == [1, 2]
    (home / "before").replace(home / "journal.tail")  # as if seq 2 had been killed before it
    file(store, 3)
    assert [e.event.seq for e in store.salvage().events] == [1, 2, 3]


def test_a_transaction_that_writes_no_event_also_secures_what_others_left(store: Store, home):
    file(store, 1)
    before = (home / "journal.tail").read_bytes()
    file(store, 2)
    (home / "journal.tail").write_bytes(before)
    with store.write() as writer, store.read() as conn:
        assert writer.head() == log.head(conn, STATION)
    assert [e.event.seq for e in store.salvage().events] == [1, 2]


def test_a_reader_sees_one_moment_while_others_write(store: Store, home):
    file(store, 1)
    with store.read() as conn:
        assert queries.counts(conn).reports == 1
        other = Store.open(home, KEYS)
        file(other, 2)
        other.close()
        assert queries.counts(conn).reports == 1
    with store.read() as conn:
        assert queries.counts(conn).reports == 2
