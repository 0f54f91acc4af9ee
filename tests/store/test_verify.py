"""Every kind of tampering that leaves the file readable is found and named."""

import pytest

from app.store.rebuild import rebuild
from app.store.store import Store
from app.store.verify import verify
from tests.store.desk import act, file, report_id, tables

TAMPERING = {
    "chain_hash": "UPDATE journal SET raw = CAST(replace(raw, 'BACHE', 'FUGAS') AS BLOB)"
    " WHERE seq = 2",
    "chain_gap": "DELETE FROM journal WHERE seq = 4",
    "verify_event": "UPDATE journal SET kind = 'info.added' WHERE seq = 4",
    "verify_part": "UPDATE private_parts SET data = CAST('{}' AS BLOB) WHERE n = 2",
    "verify_part_missing": "DELETE FROM private_parts WHERE n = 2",
    "verify_folio_gap": "UPDATE reports SET folio = 'A03-26-0000009-H' WHERE n = 2",
    "verify_folio": "UPDATE reports SET folio = 'A03-26-0000002-Z' WHERE n = 2",
    "verify_folio_counter": "UPDATE counters SET last = last + 1",
    "verify_tables": "UPDATE reports SET report_id = 'x' WHERE n = 2",
    "verify_search": "INSERT INTO search(search, rowid, words, name, place)"
    " SELECT 'delete', n, words, name, place FROM search_source WHERE n = 2",
}


def three_matters(store: Store) -> None:
    for number in (1, 2, 3):
        file(store, number)
    act(store, "receipt.output", 4, {"folio": "x", "number": 1}, report_id=report_id(3))
    act(store, "report.voided", 5, {"folio": "x", "reason": "error"}, report_id=report_id(3))


def test_a_whole_home_is_said_to_be_whole(store: Store):
    three_matters(store)
    found = verify(store)
    assert (found.ok, found.first_error, found.findings) == (True, "", ())
    assert (found.events, found.folios, found.voided) == (5, 3, 1)


@pytest.mark.parametrize("code", TAMPERING)
def test_tampering_is_found_and_named(store: Store, code):
    three_matters(store)
    with store.write() as writer:
        writer.conn.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        writer.conn.exec_driver_sql(TAMPERING[code])
    found = verify(store)
    assert not found.ok
    assert code in {f.code for f in found.findings}, found.findings


def test_bytes_that_became_text_are_found_before_anything_is_read(store: Store):
    three_matters(store)
    with store.write() as writer:
        writer.conn.exec_driver_sql("UPDATE journal SET raw = CAST(raw AS TEXT) WHERE seq = 2")
    assert [(f.code, f.at) for f in verify(store).findings] == [("verify_event", 2)]


def test_a_tail_that_was_edited_is_found(store: Store, home):
    three_matters(store)
    path = home / "journal.tail"
    data = bytearray(path.read_bytes())
    data[300] ^= 1
    path.write_bytes(data)
    assert "verify_tail_damaged" in {f.code for f in verify(store).findings}
    path.unlink()
    assert "verify_tail_missing" in {f.code for f in verify(store).findings}


def test_a_chain_cut_at_its_end_is_seen_by_the_tail(store: Store):
    three_matters(store)
    with store.write() as writer:
        writer.conn.exec_driver_sql("DELETE FROM journal WHERE seq > 3")
    assert verify(store).first_error == "tail_ahead"


def test_tables_made_anew_are_equal_and_mend_what_was_changed(store: Store):
    three_matters(store)
    good = tables(store)
    assert rebuild(store) == 5
    assert tables(store) == good
    with store.write() as writer:
        writer.conn.exec_driver_sql("UPDATE reports SET unit = 'X', outputs = 9")
        writer.conn.exec_driver_sql("DELETE FROM counters")
    assert tables(store) != good
    rebuild(store)
    assert tables(store) == good
