"""What comes down: each page with its cursor or not at all, again without doubling, never stuck."""

import base64
import threading

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from app.domain.changes import Changes
from app.domain.journal import CENTRAL_STATION, FORMAT, GENESIS, Event, canonical, seal_chain
from app.store import documents, sync_state
from app.store import feed as store_feed
from app.store import tables as t
from sync import wire
from sync.central import administration
from sync.station.home import StoreInbox
from sync.station.pull import FIRST_PAGE, LARGEST_PAGE, SMALLEST_PAGE, Puller
from sync.station.result import PassResult
from tests.central.helpers import SEED
from tests.sync.fakes import declined
from tests.sync.proxy import FaultProxy
from tests.sync.stub import Asked, Said

CENTRAL_KEY = Ed25519PrivateKey.from_private_bytes(SEED)


def never() -> bool:
    return False


def central_event(seq: int, prev: bytes, kind: str = "weather.changed", **more):
    event = Event(
        v=FORMAT, id=f"{seq}", station=CENTRAL_STATION, seq=seq, kind=kind, report_id=None,
        actor="000", catalog="2026.1", body={"n": seq}, private=None,
        wall="2026-11-22T16:15:03.123Z", tz_offset=-360, mono=1, boot_id="b", clock_offset=None,
        clock_age=None, prev_hash=prev.hex(),
    )  # fmt: skip
    chained = seal_chain(event)
    return canonical(msgspec.json.decode(chained.raw) | more), chained.hash


def event_item(n: int, raw: bytes) -> dict:
    return {"t": "event", "n": n, "raw": base64.b64encode(raw).decode()}


@pytest.fixture
def fed(enrolled, stubbed):
    """A window whose feed a test dictates: a list of pages, each a list of items."""

    def make(*pages: list[dict], answers: list[Said] | None = None):
        window = enrolled()
        hello = wire.HelloAnswer(
            epoch="e", high_seq=0, head_hash=GENESIS, safe_seq=0, feed_head=1,
            server_time="2026-11-22T16:15:03.123Z", limits=wire.Limits(), schema_min=1,
            schema_max=1, nonce="n",
        )  # fmt: skip
        first = list(answers or [])

        def script(asked: Asked) -> Said:
            if asked.target == "/v1/hello":
                return Said(body=wire.encode(hello), key=CENTRAL_KEY)
            if first:
                return first.pop(0)
            cursor = asked.target.partition("cursor=")[2].partition("&")[0]
            place = int(cursor or 0)
            body = {"cursor": str(place + 1), "items": pages[place], "more": place + 1 < len(pages)}
            return Said(body=msgspec.json.encode(body), key=CENTRAL_KEY)

        server = stubbed(script)
        window.pump = window.new_pump(server.url)
        return window, server

    return make


def journal_kinds(window) -> list[str]:
    with window.store.read() as conn:
        return list(
            conn.execute(
                select(t.journal.c.kind)
                .where(t.journal.c.station == CENTRAL_STATION)
                .order_by(t.journal.c.seq)
            ).scalars()
        )


def test_kinds_and_fields_of_a_newer_central_are_stored_as_they_came(fed):
    first, head = central_event(1, GENESIS)
    second, _ = central_event(2, head, moon="full")
    window, _server = fed([event_item(1, first), event_item(2, second) | {"colour": "red"}])
    result = window.pump.poll_once(wait=0)
    assert (result.state, result.pulled) == ("current", 2)
    assert journal_kinds(window) == ["weather.changed", "weather.changed"]
    with window.store.read() as conn:
        assert second in conn.execute(select(t.journal.c.raw)).scalars().all()
    assert window.state.cursor == "1"


def test_an_item_of_an_unknown_class_is_kept_and_the_cursor_moves(fed):
    first, _ = central_event(1, GENESIS)
    riddle = {"t": "riddle", "n": 2, "text": "¿qué es?"}
    window, _server = fed([riddle, event_item(3, first)], [{"t": "riddle", "n": 4}])
    assert window.pump.poll_once(wait=0).state == "current"
    assert window.state.cursor == "2"
    assert journal_kinds(window) == ["weather.changed"]
    with window.store.read() as conn:
        assert documents.get(conn, "unread-2") == riddle


def test_an_event_nobody_here_can_read_is_kept_aside(fed):
    first, _ = central_event(1, GENESIS)
    window, _server = fed([event_item(1, b'{"v":9}'), event_item(2, first)])
    assert window.pump.poll_once(wait=0).state == "current"
    assert journal_kinds(window) == ["weather.changed"]
    with window.store.read() as conn:
        assert base64.b64decode(documents.get(conn, "unread-1")["raw"]) == b'{"v":9}'


def test_a_crash_while_a_page_is_applied_leaves_neither_page_nor_cursor(fed, monkeypatch):
    first, head = central_event(1, GENESIS)
    second, _ = central_event(2, head)
    window, _server = fed([event_item(1, first)], [event_item(2, second)])
    note = sync_state.note

    def fail_on_the_second(writer, **changes):
        if changes.get("cursor") == "2":
            raise ZeroDivisionError
        return note(writer, **changes)

    with monkeypatch.context() as patch:
        patch.setattr(store_feed.sync_state, "note", fail_on_the_second)
        with pytest.raises(ZeroDivisionError):
            window.pump.poll_once(wait=0)
    assert (window.state.cursor, journal_kinds(window)) == ("1", ["weather.changed"])
    assert window.pump.poll_once(wait=0).pulled == 1
    assert (window.state.cursor, len(journal_kinds(window))) == ("2", 2)


def test_a_cursor_that_is_too_old_begins_again_and_pending_events_survive(fed):
    first, _ = central_event(1, GENESIS)
    gone = Said(410, wire.encode(wire.Refusal(code="cursor_gone")), key=CENTRAL_KEY)
    window, _server = fed([event_item(1, first)], answers=[gone])
    window.file(3)
    with window.store.write() as writer:
        sync_state.note(writer, cursor="of another epoch")
    assert window.pump.poll_once(wait=0).state == "pending"
    assert (window.state.cursor, journal_kinds(window)) == ("1", ["weather.changed"])
    assert [seq for seq, *_ in window.own()] == [1, 2, 3]


def test_a_page_that_another_process_applied_first_is_let_go(fed):
    first, _ = central_event(1, GENESIS)
    window, _server = fed([event_item(1, first)])
    window.pump.poll_once(wait=0)
    page = wire.FeedAnswer(cursor="7", items=[], more=False)
    assert StoreInbox(window.store).apply("", page) is None
    assert window.state.cursor == "1"
    assert StoreInbox(window.store).apply("1", page) is not None
    assert window.state.cursor == "7"


def test_a_held_poll_returns_when_there_is_something(enrolled, office):
    window = enrolled()
    window.pump.one_pass()
    results: list[PassResult] = []
    holding = threading.Thread(target=lambda: results.append(window.pump.poll_once(wait=20)))
    holding.start()
    enrolled()
    holding.join(15)
    assert [(r.state, r.pulled > 0, r.more) for r in results] == [("current", True, True)]
    with window.store.read() as conn:
        assert len(documents.get(conn, "stations")) >= 2


def test_a_central_that_stops_answers_its_held_polls_first(enrolled, mortal):
    proxy = FaultProxy(mortal.port)
    window = enrolled(office=mortal, url=proxy.url)
    window.pump.one_pass()
    results: list[PassResult] = []
    holding = threading.Thread(target=lambda: results.append(window.pump.poll_once(wait=25)))
    holding.start()
    assert proxy.wait_until(lambda seen: any("wait=25" in one.target for one in seen))
    mortal.stop()
    holding.join(5)
    proxy.close()
    assert [(r.state, r.pulled) for r in results] == [("current", 0)]


def test_a_held_poll_ends_at_once_when_it_is_aborted(enrolled, office, proxy):
    window = enrolled(url=proxy.url)
    window.pump.one_pass()
    results: list[PassResult] = []
    holding = threading.Thread(target=lambda: results.append(window.pump.poll_once(wait=25)))
    holding.start()
    assert proxy.wait_until(lambda seen: any("wait=25" in one.target for one in seen))
    window.pump.abort()
    holding.join(5)
    assert [r.state for r in results] == ["offline"]


class Pages:
    """A central whose feed is a number of items; `seconds` moves on while a page is applied."""

    def __init__(self, total: int, seconds_an_item: float) -> None:
        self.total, self.cost = total, seconds_an_item
        self.time, self.at, self.limits = 0.0, 0, []

    def feed(self, cursor: str, limit: int, wait: float = 0.0) -> wire.FeedAnswer:
        if cursor == "gone":
            raise declined(410, "cursor_gone")
        self.limits.append(limit)
        count = min(limit, self.total - self.at)
        items = [wire.FeedDocument(n=1, name="x", version="", data=None)] * count
        return wire.FeedAnswer(
            cursor=str(self.at + count), items=items, more=self.at + count < self.total
        )

    def cursor(self) -> str:
        return str(self.at)

    def apply(self, asked: str, page: wire.FeedAnswer) -> Changes | None:
        self.time += self.cost * len(page.items)
        self.at = int(page.cursor)
        return Changes()

    def drain(self) -> int:
        return Puller(central=self, inbox=self, seconds=lambda: self.time).drain(never).items


@pytest.mark.parametrize(("milliseconds", "limit"), [(0.001, LARGEST_PAGE), (5, SMALLEST_PAGE)])
def test_pages_follow_what_a_write_may_take(milliseconds, limit):
    pages = Pages(5000, milliseconds / 1000)
    assert pages.drain() == 5000
    assert pages.limits[0] == FIRST_PAGE
    assert pages.limits[-1] == limit


def test_a_desk_of_usual_speed_settles_below_twenty_milliseconds():
    pages = Pages(5000, 0.13 / 1000)
    pages.drain()
    assert 10 < 0.13 * pages.limits[-1] <= 20


def test_a_revoked_window_is_told_by_its_feed_too(enrolled, office):
    window = enrolled()
    window.pump.one_pass()
    administration.revoke_station(office.running.central, window.store.station)
    assert window.pump.poll_once(wait=0).state == "revoked"
    with window.store.read() as conn:
        assert conn.execute(select(func.count()).select_from(t.documents)).scalar_one() > 0
