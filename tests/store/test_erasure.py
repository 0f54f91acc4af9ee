"""A person's words leave every place that had them, and the chain still verifies."""

import json
from contextlib import closing

from app.domain.receipt import Receipt, ReceiptKind
from app.store import queries, receipts, search
from app.store.rebuild import rebuild
from app.store.store import Store
from app.store.verify import verify
from tests.store.desk import (
    KEYS,
    START,
    STATION,
    Peer,
    act,
    file,
    item,
    planted_in,
    report_id,
    said,
    tables,
)
from tests.store.test_feed import take

PAPER = Receipt(
    ReceiptKind.ACUSE, report_id(1), "A03-26-0000001-D", START.isoformat(), STATION, "Ventanilla 1",
    "presencial", "P01", "2026.1", words="Ixchelverde", attachments=(("a" * 64, 3, "foto"),),
)  # fmt: skip
WORDS = ("Ixchelverde", "3398765432", "Quetzalcalle", "Tonantzin")


def file_and_talk(store: Store) -> None:
    file(store, 1, said(WORDS[0], phone=WORDS[1], street=WORDS[2], name=WORDS[3]))
    act(store, "info.added", 2, {}, report_id=report_id(1), private=said("y Ixchelverde otra vez"))
    with store.write() as writer:
        receipts.keep(writer.conn, PAPER)


def findable(store: Store) -> list[str]:
    with store.read() as conn:
        return [w for w in (*WORDS, WORDS[1][-4:]) if search.find(conn, w)]


def remaining(store: Store) -> list[str]:
    """Words that any table still has, read with the key."""
    with store.read() as conn:
        names = conn.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).scalars()
        everything = [
            repr(tuple(row))
            for name in names.all()
            for row in conn.exec_driver_sql(f'SELECT * FROM "{name}"')
        ]
    return [w for w in WORDS for line in everything if w.lower() in line.lower()]


def test_an_erasure_takes_the_words_out_of_every_table_index_and_tail(store: Store, home):
    file_and_talk(store)
    file(store, 3, said("otro asunto"))
    assert len(findable(store)) == 5
    with store.read() as conn:
        assert receipts.get(conn, report_id(1)) == PAPER
    assert remaining(store)
    act(store, "private.erased", 4, {"station": STATION, "seqs": [1, 2]})
    assert findable(store) == []
    assert remaining(store) == []
    with store.read() as conn:
        row = queries.by_id(conn, report_id(1))
        assert (row.erased, row.words, row.name, row.phone) == (True, "", "", "")
        assert queries.caller(conn, WORDS[1]) == ()
        assert search.find(conn, "centro")[-1] == row  # the place stays, the person does not
        assert receipts.get(conn, report_id(1)) is None
        assert [e.texts for e in queries.timeline(conn, report_id(1))] == [{}, {}]
    kept = store.salvage().events
    assert [e.event.seq for e in kept] == [1, 2, 3, 4]
    assert [e.private is None for e in kept] == [True, True, False, True]
    assert (home / "ventanilla.db-wal").stat().st_size == 0
    assert planted_in(home, *WORDS) == []
    found = verify(store)
    assert found.ok, found.findings


def test_an_erasure_the_central_orders_works_the_same_and_survives_a_rebuild(store: Store, home):
    file_and_talk(store)
    take(store, item(Peer("000").event("private.erased", {"station": STATION, "seqs": [1, 2]})))
    assert remaining(store) == []
    before = tables(store)
    rebuild(store)
    assert tables(store) == before
    store.close()
    with closing(Store.open(home, KEYS)) as again:
        assert again.locked == ""
        assert findable(again) == []
        assert verify(again).ok


def test_a_part_that_is_gone_without_an_erasure_is_found(store: Store):
    file_and_talk(store)
    with store.write() as writer:
        writer.conn.exec_driver_sql(
            "UPDATE private_parts SET salt = NULL, data = NULL, erased_by = 'A03/2' WHERE n = 1"
        )
    assert "verify_part_missing" in {f.code for f in verify(store).findings}


def test_an_erasure_of_what_is_not_here_changes_nothing(store: Store):
    file_and_talk(store)
    before = tables(store)
    body = {"station": "Z99", "seqs": [1, 2, 3]}
    act(store, "private.erased", 4, body)
    assert tables(store) == before
    assert json.loads(store.salvage().events[-1].raw)["body"] == body
