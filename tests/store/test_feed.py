"""Pages of the feed: idempotent, in one transaction with their cursor, nothing dropped."""

import json
from contextlib import closing

import pytest

from app.domain.journal import BadEvent, canonical
from app.store import documents, feed, log, queries, search, sync_state
from app.store.rebuild import rebuild
from app.store.store import Store
from app.store.verify import verify
from tests.store.desk import (
    KEYS,
    STATION,
    FeedDocument,
    FeedEvent,
    Peer,
    act,
    file,
    item,
    open_body,
    report_id,
    said,
    tables,
)

THEIR_FOLIO = "B01-26-0000001-N"


def take(store: Store, *items: object, cursor: str = "e:1"):
    with store.write() as writer:
        return feed.apply_page(writer, items, cursor)


def contradictions(conn) -> int:
    return conn.exec_driver_sql("SELECT count(*) FROM displaced").scalar_one()


def their_matter(peer: Peer, number: int = 1) -> tuple[str, object]:
    matter = report_id(number, peer.station)
    folio = f"{peer.station}-26-{number:07}-N"
    event = peer.event("report.filed", open_body(folio), matter, said(phone="3311112222"))
    return matter, event


def test_another_window_s_matter_is_known_without_its_person(store: Store):
    _matter, event = their_matter(Peer("B01"))
    changes = take(store, item(event, b"tag" * 10, withheld=True), cursor="e:7")
    assert changes.reports == {report_id(1, "B01")}
    with store.read() as conn:
        row = queries.by_folio(conn, THEIR_FOLIO)
        assert (row.own, row.words, row.phone, row.safe_word) == (False, "", "", "recibido")
        assert queries.caller(conn, "0000000000", b"tag" * 10) == (row,)
        assert search.find(conn, "centro") == (row,)
        assert search.find(conn, "bache") == ()
        assert sync_state.load(conn).cursor == "e:7"
        assert queries.counts(conn).events == 0


def test_the_same_page_again_changes_nothing(store: Store):
    central, other = Peer("000"), Peer("B01")
    file(store, 1)
    matter, event = their_matter(other)
    page = [
        item(event, b"t" * 32, withheld=True),
        item(central.event("report.status", {"to": "aceptado", "unit": "DGOP"}, matter)),
        item(central.event("notice.called", {"unit": "DGOP", "outcome": "no_answer"}, matter)),
        FeedDocument("people", "3", [{"code": "P01"}]),
    ]
    take(store, *page, cursor="e:4")
    before = tables(store)
    again = take(store, *page, cursor="e:4")
    assert again.reports == frozenset()
    assert tables(store) == before


def test_what_comes_before_its_matter_is_held_and_then_applied_in_order(store: Store):
    central, other = Peer("000"), Peer("B01")
    matter = report_id(1, "B01")
    routed = {"target_kind": "unit", "target": "DGAP", "priority": 1, "place": 4, "agrees": False}
    take(
        store,
        item(central.event("report.routed", routed, matter)),
        item(central.event("report.status", {"to": "en_proceso", "unit": "DGAP"}, matter)),
    )
    with store.read() as conn:
        assert queries.by_id(conn, matter) is None
    take(store, item(their_matter(other)[1], withheld=True))
    with store.read() as conn:
        row = queries.by_id(conn, matter)
        kinds = [e.kind for e in queries.timeline(conn, matter)]
    assert (row.status, row.unit, row.priority, row.place_number) == ("en_proceso", "DGAP", 1, 4)
    assert (row.agrees, row.target) == (False, "DGOP")  # what was printed stays
    assert kinds == ["report.routed", "report.status", "report.filed"]
    before = tables(store)
    rebuild(store)
    assert tables(store) == before


def test_unknown_kinds_and_fields_are_kept_as_they_came(store: Store):
    central = Peer("000")
    future = central.event("report.teleported", {"to": "mars"}, report_id(1))
    strange = json.loads(future.raw)
    strange["colour"] = "blue"
    strange["seq"] = 2
    raw = canonical(strange)
    take(store, item(future), FeedEvent(raw), cursor="e:2")
    with store.read() as conn:
        assert log.events_after(conn, "000", 0)[1].raw == raw
        assert sync_state.load(conn).cursor == "e:2"


def test_own_events_that_come_back_change_nothing_and_another_history_is_kept_apart(store: Store):
    file(store, 1)
    with store.read() as conn:
        ours = log.events_after(conn, STATION, 0)[0]
    forged = Peer(STATION).event("report.filed", open_body("A03-26-0000001-D"), report_id(5))
    before = tables(store)
    take(store, item(ours), item(forged))
    assert tables(store) == before
    with store.read() as conn:
        assert contradictions(conn) == 1
    assert verify(store).ok


def test_a_restored_central_writes_its_numbers_anew(store: Store):
    folio = file(store, 1)
    lost, anew = Peer("000"), Peer("000")
    first = lost.event("report.status", {"to": "aceptado", "unit": "DGOP"}, report_id(1))
    take(store, item(first), item(lost.event("report.status", {"to": "atendido"}, report_id(1))))
    anew.seq, anew.head = 1, first.hash
    devuelto = anew.event("report.status", {"to": "devuelto", "unit": "OTRA"}, report_id(1))
    take(store, item(first), item(devuelto), cursor="f:2")
    with store.read() as conn:
        row = queries.by_folio(conn, folio)
        assert (row.status, row.unit) == ("devuelto", "OTRA")
        assert contradictions(conn) == 1
        assert [e.hash for e in log.events_after(conn, "000", 0)] == [first.hash, devuelto.hash]
        assert len(search.find(conn, "bache")) == 1
    before = tables(store)
    rebuild(store)
    assert tables(store) == before
    assert verify(store).ok


def test_what_the_central_sets_aside_is_counted_until_it_is_applied(store: Store):
    file(store, 1)
    central = Peer("000")
    judged = {"station": STATION, "seq": 1, "state": "refused", "reason": "regla"}
    elsewhere = judged | {"station": "B01"}
    take(store, item(central.event("intake.judged", judged)))
    take(store, item(central.event("intake.judged", elsewhere | {"seq": 9})))
    with store.write() as writer:
        sync_state.note_hole(writer, 1, "too_large")
        sync_state.note_hole(writer, 2, "too_large")
    with store.read() as conn:
        found = sync_state.set_aside(conn)
        assert [(s.seq, s.state) for s in found] == [(1, "refused"), (2, "hole")]
    rebuild(store)
    with store.read() as conn:
        assert sync_state.set_aside(conn) == found
    take(store, item(central.event("intake.judged", judged | {"state": "applied"})))
    with store.write() as writer:
        sync_state.release_hole(writer, 2)
    with store.read() as conn:
        assert queries.counts(conn).quarantined == 0


def test_a_page_with_a_false_part_is_refused_whole_and_the_cursor_stays(store: Store):
    matter, event = their_matter(Peer("B01"))
    good = Peer("000").event("report.status", {"to": "aceptado"}, matter)
    with pytest.raises(BadEvent):
        take(store, item(good), FeedEvent(event.raw, b"s" * 16, b"{}"), cursor="e:9")
    with store.read() as conn:
        assert sync_state.load(conn).cursor == ""
        assert log.head(conn, "000")[0] == 0


def test_cuts_of_a_page_keep_the_old_cursor_until_the_last(store: Store):
    _matter, event = their_matter(Peer("B01"))
    take(store, item(event, withheld=True), cursor="")
    with store.read() as conn:
        assert sync_state.load(conn).cursor == ""


def test_documents_replace_one_another(store: Store):
    person = {
        "code": "P01", "user": "ana", "name": "Ana", "role": "clerk", "unit": "",
        "password": "hash", "active": True,
    }  # fmt: skip
    assert take(store, FeedDocument("people", "1", [person])).people
    assert take(store, FeedDocument("catalog", "2", {"version": "2026.2"})).catalog
    take(store, FeedDocument("people", "2", [person, person | {"code": "P02", "user": "beto"}]))
    with store.read() as conn:
        assert [p.user for p in documents.people(conn)] == ["ana", "beto"]
        assert documents.get(conn, "catalog") == {"version": "2026.2"}
        assert documents.get(conn, "nothing") is None


def test_a_long_feed_comes_in_pages(store: Store, home):
    other = Peer("B01")
    items = [item(their_matter(other, n)[1], withheld=True) for n in range(1, 1001)]
    for start in range(0, len(items), 150):
        take(store, *items[start : start + 150], cursor=f"e:{start}")
    store.close()
    with closing(Store.open(home, KEYS)) as again:
        assert verify(again).ok
        with again.read() as conn:
            assert queries.counts(conn).reports == 1000


def test_the_safe_word_follows_the_filing_event_alone(store: Store):
    file(store, 1)
    file(store, 2)
    act(store, "info.added", 3, {}, report_id=report_id(1), private=said("más"))

    def words() -> list[str]:
        with store.read() as conn:
            return [queries.by_id(conn, report_id(n)).safe_word for n in (1, 2)]

    assert words() == ["guardado", "guardado"]
    with store.write() as writer:
        sync_state.note(writer, high_seq=2, safe_seq=1)
    assert words() == ["respaldo", "recibido"]
    with store.write() as writer:
        sync_state.note(writer, high_seq=0)  # a central restored from an older backup
    assert words() == ["guardado", "guardado"]
