"""One matter in one transaction: event, folio, row, words, tail."""

from datetime import UTC, datetime

import pytest

from app.base.errors import StoreDamaged
from app.domain.journal import GENESIS, verify_chain
from app.store import log, queries, search, tail
from app.store.store import Store
from tests.store.desk import (
    KEYS,
    START,
    STATION,
    act,
    append,
    file,
    file_in,
    open_body,
    reading,
    report_id,
    said,
    sealed_body,
)


def test_a_filed_matter_is_found_by_folio_id_word_street_and_caller(store: Store):
    folio = file(store, 1)
    assert folio == "A03-26-0000001-D"
    with store.read() as conn:
        row = queries.by_folio(conn, folio)
        assert row is not None
        assert (row.report_id, row.seq, row.own) == (report_id(1), 1, True)
        assert row.filed_at.isoformat() == "2026-11-22T10:15:04-06:00"
        assert (row.words, row.name, row.safe_word) == (
            "hay un bache en la esquina", "Juana Núñez", "guardado",
        )  # fmt: skip
        assert queries.by_id(conn, report_id(1)) == row
        assert queries.by_folio(conn, "A03-26-0000002-0") is None
        for typed in ("bache", "BACH esq", "nunez", "juarez", "centro", "331 234 5678", "5678"):
            assert search.find(conn, typed) == (row,), typed
        for typed in ("baches", "", "  ", '"', "colonia", "1111", "* OR bache", "NOT bache"):
            assert search.find(conn, typed) == (), typed


def test_the_chain_goes_on_over_transactions_and_openings(store: Store, home):
    for number in (1, 2):
        file(store, number)
    store.close()
    again = Store.open(home, KEYS)
    with again.write() as writer:
        file_in(writer, 3)
        append(writer, "receipt.output", 4, {"folio": "x", "number": 1}, report_id=report_id(3))
    with again.read() as conn:
        last, head = verify_chain(log.chain_rows(conn, STATION))
        assert (last, head) == log.head(conn, STATION)
        assert last == 4
        assert log.hash_at(conn, STATION, 0) == GENESIS
    again.close()


def test_an_exception_leaves_nothing_and_gives_the_folio_back(store: Store):
    def interrupted() -> None:
        with store.write() as writer:
            file_in(writer, 1)
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()
    with store.read() as conn:
        assert queries.counts(conn).reports == 0
        assert log.head(conn, STATION) == (0, GENESIS)
        assert search.find(conn, "bache") == ()
    assert store.salvage().events == ()
    assert file(store, 1) == "A03-26-0000001-D"


def test_the_tail_has_every_event_with_its_private_part_when_write_returns(store: Store):
    file(store, 1)
    with store.write() as writer:
        file_in(writer, 2, said("otra cosa"))
        append(writer, "info.added", 3, {}, report_id=report_id(2), private=said("y más"))
    kept = store.salvage()
    with store.read() as conn:
        assert kept.events == log.events_after(conn, STATION, 0)
    assert [e.private.data for e in kept.events if e.private][1:] == [
        said("otra cosa").data,
        said("y más").data,
    ]
    assert (kept.torn, kept.damaged) == (False, 0)


def test_a_year_has_its_own_series_and_never_runs_ahead(store: Store):
    with store.write() as writer:
        assert writer.last_year() == 0  # nothing to compare with yet
        append(writer, "station.opened", 0, {"app": "1", "schema": 1})
        assert writer.last_year() == 26
        file_in(writer, 1)
        assert str(writer.next_folio(27)).startswith("A03-27-0000001-")
        assert str(writer.next_folio(36)).startswith("A03-28-0000001-")
        assert str(writer.next_folio(26)).startswith("A03-26-0000002-")


def test_the_local_day_decides_the_day_of_a_matter(store: Store):
    late = datetime(2026, 11, 23, 5, 59, tzinfo=UTC)  # 23:59 of the 22nd at the desk
    with store.write() as writer:
        body = open_body(writer.next_folio(26))
        append(writer, "report.filed", 1, body, report_id=report_id(1), reading=reading(0, late))
    with store.read() as conn:
        assert conn.exec_driver_sql("SELECT day FROM reports").scalar_one() == "2026-11-22"


def test_a_sealed_matter_is_found_by_folio_alone(store: Store):
    with store.write() as writer:
        body = sealed_body(writer.next_folio(26))
        part = said("el director pide mordida")
        append(writer, "report.filed", 1, body, report_id=report_id(1), private=part)
    with store.read() as conn:
        row = queries.by_folio(conn, "A03-26-0000001-D")
        assert row is not None
        assert (row.sealed, row.words, row.name, row.phone, row.kind) == (True, "", "", "", "")
        for typed in ("director", "mordida", "reservado", "5678", "3312345678"):
            assert search.find(conn, typed) == ()
        assert queries.caller(conn, "3312345678") == ()
        assert all(not e.texts for e in queries.timeline(conn, report_id(1)))


def test_pages_go_newest_first_without_overlap(store: Store):
    with store.write() as writer:
        for number in range(1, 26):
            file_in(writer, number)
    with store.read() as conn:
        seen, before = [], None
        while page := search.find(conn, "bache", limit=10, before=before):
            seen += [row.seq for row in page]
            before = page[-1].position
    assert seen == list(range(25, 0, -1))


def test_what_happened_later_shows_in_row_and_timeline(store: Store):
    folio = file(store, 1, live=True, priority=0)
    matter = {"report_id": report_id(1)}
    act(store, "notice.called", 2, {"unit": "DGOP", "outcome": "no_answer"}, **matter)
    with store.read() as conn:
        assert queries.by_folio(conn, folio).live
    who = said("cabina")
    act(store, "notice.called", 3, {"unit": "DGOP", "outcome": "told"}, private=who, **matter)
    act(store, "receipt.output", 4, {"folio": folio, "number": 1, "format": "m"}, **matter)
    act(store, "receipt.output", 5, {"folio": folio, "number": 2, "format": "m"}, **matter)
    act(store, "report.voided", 6, {"folio": folio, "reason": "captura"}, **matter)
    with store.read() as conn:
        row = queries.by_folio(conn, folio)
        entries = queries.timeline(conn, report_id(1))
    assert (row.live, row.outputs, row.voided, row.status) == (False, 2, True, "anulado")
    assert [e.seq for e in entries] == [1, 2, 3, 4, 5, 6]
    assert entries[2].texts["text"] == "cabina"
    assert entries[0].at > START


def test_a_second_store_in_the_same_home_is_refused(store: Store, home):
    with pytest.raises(StoreDamaged) as told:
        Store.create(home, KEYS, "B01")
    assert told.value.code == "store_exists"
    assert tail.last_position(home / "journal.tail", KEYS.tail).seq == 0
