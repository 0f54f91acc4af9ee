"""Whole rounds between a real home and a real central, over a line that is broken on purpose."""

import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.base.errors import StoreDamaged
from sync import wire
from sync.central import administration, intake
from sync.station.client import Declined
from sync.station.home import LOCK_FILE, StoreOutbox
from sync.station.lock import single_flight
from tests.sync.proxy import Fault
from tests.sync.stub import Said
from tests.sync.world import Twin, assert_agree


def test_a_first_round_brings_everything_there(enrolled, office):
    window = enrolled()
    window.file(120)
    result = window.pump.one_pass()
    assert (result.state, result.error) == ("current", "")
    assert (result.pushed, result.pending, result.high_seq) == (120, 0, 120)
    assert_agree(window, office)


def test_a_round_with_nothing_new_changes_nothing(enrolled, office):
    window = enrolled()
    window.file(3)
    window.pump.one_pass()
    before = window.state
    again = window.pump.one_pass()
    assert (again.state, again.pushed, again.pulled) == ("current", 0, 0)
    assert window.state == before


def test_offline_is_told_and_nothing_is_marked(enrolled, mortal):
    window = enrolled(office=mortal)
    window.file(5)
    mortal.stop()
    result = window.pump.one_pass()
    assert (result.state, result.error) == ("offline", "offline_unreachable")
    assert (result.pending, result.high_seq) == (5, 0)
    mortal.restart()
    assert window.new_pump(mortal.url).one_pass().pushed == 5
    assert_agree(window, mortal)


LOST = [
    Fault.DROP_REQUEST,
    Fault.DROP_ANSWER,
    Fault.CUT_ANSWER,
    Fault.RESET,
    Fault.BLACK_HOLE,
    Fault.ONE_WAY,
    Fault.DRIP,
]


@pytest.mark.parametrize("path", ["/v1/hello", "/v1/push", "/v1/feed"])
@pytest.mark.parametrize("fault", LOST)
def test_whatever_breaks_on_the_line_the_next_round_mends(enrolled, office, proxy, fault, path):
    window = enrolled(url=proxy.url, answer_within=0.5)
    window.file(60)
    proxy.once(fault, path)
    broken = window.pump.one_pass()
    assert broken.state == "offline"
    assert fault in {exchange.fault for exchange in proxy.seen}
    assert window.until_current().high_seq == 60
    assert_agree(window, office)


def test_a_lost_answer_makes_duplicates_that_are_stored_once(enrolled, office, proxy):
    window = enrolled(url=proxy.url)
    window.file(40)
    proxy.once(Fault.DROP_ANSWER)
    assert window.pump.one_pass().high_seq == 0
    assert len(office.held(window.store.station)) == 40
    assert window.pump.one_pass().high_seq == 40
    assert_agree(window, office)


def test_a_request_that_arrives_twice_at_once_is_stored_once(enrolled, office, proxy):
    window = enrolled(url=proxy.url)
    window.file(200)
    proxy.once(Fault.DUPLICATE, times=4)
    result = window.pump.one_pass()
    assert (result.state, result.pending) == ("current", 0)
    assert_agree(window, office)
    assert office.alarms(window.store.station) == []


def test_a_slow_line_gets_smaller_batches(enrolled, office, proxy):
    window = enrolled(url=proxy.url, answer_within=1.5)
    window.file(120)
    proxy.once(Fault.BLACK_HOLE)
    assert window.pump.one_pass().error == "offline_timeout"
    sizes = []
    window.pump.one_pass(progress=lambda done, _total: sizes.append(done))
    assert sizes[0] == 25
    assert_agree(window, office)


def test_batches_that_overtake_each_other_end_in_the_right_order(enrolled, office):
    window = enrolled()
    window.file(30)
    events = StoreOutbox(window.store, window.clock).take(20, 10, 10**6)
    content = wire.push_bytes(window.peer.station, 21, 30, events[-1].hash)
    early = wire.PushRequest(
        first_seq=21,
        events=[one.item for one in events],
        head_hash=events[-1].hash,
        signature=window.peer.sign(content),
    )
    with pytest.raises(Declined) as caught:
        window.clients[0].push(early)
    assert (caught.value.status, caught.value.refusal.high_seq) == (409, 0)
    assert window.pump.one_pass().high_seq == 30
    assert_agree(window, office)


PORTALS = {
    "html": Said(200, b"<html>Acepte los t\xc3\xa9rminos</html>", {"Content-Type": "text/html"}),
    "redirect": Said(302, b"", {"Location": "http://127.0.0.1:9/"}),
    "login": Said(511, b"<html>"),
    "ok": Said(200, b'{"high_seq":1000}'),
}


@pytest.mark.parametrize("portal", PORTALS)
def test_a_captive_portal_is_offline_and_nothing_counts_as_sent(enrolled, office, stubbed, portal):
    window = enrolled()
    window.file(5)
    before = window.state
    result = window.new_pump(stubbed(PORTALS[portal]).url).one_pass()
    assert (result.state, result.error, result.pending) == ("offline", "not_our_central", 5)
    assert window.state == before


def test_a_forged_central_is_offline_and_is_shown_no_event(enrolled, office, stubbed):
    window = enrolled()
    window.file(5)
    forger = Ed25519PrivateKey.generate()
    claim = wire.encode(
        wire.HelloAnswer(
            epoch="x",
            high_seq=5,
            head_hash=window.own()[-1][1],
            safe_seq=5,
            feed_head=0,
            server_time="2026-11-22T16:15:03.123Z",
            limits=wire.Limits(),
            schema_min=1,
            schema_max=1,
            nonce="n",
        )
    )
    server = stubbed(Said(200, claim, key=forger))
    result = window.new_pump(server.url).one_pass()
    assert (result.state, result.error, result.high_seq) == ("offline", "not_our_central", 0)
    assert [asked.target for asked in server.asked] == ["/v1/hello"]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_central_in_trouble_keeps_everything_pending(enrolled, office, stubbed, status):
    window = enrolled()
    window.file(5)
    pump = window.new_pump(stubbed(Said(status, b"<html>")).url)
    for _ in range(3):
        result = pump.one_pass()
        assert (result.state, result.pending, result.quarantined) == ("trouble", 5, 0)


def test_too_many_requests_says_until_when(enrolled, office, stubbed):
    window = enrolled()
    pump = window.new_pump(stubbed(Said(429, b"", {"Retry-After": "120"})).url)
    result = pump.one_pass()
    assert (result.state, result.retry_after) == ("trouble", 120.0)


def test_a_revoked_window_goes_on_filing_and_loses_nothing(enrolled, office):
    window = enrolled()
    window.file(5)
    administration.revoke_station(office.running.central, window.store.station)
    result = window.pump.one_pass()
    assert (result.state, result.error, result.pending) == ("revoked", "station_revoked", 5)
    window.file(5)
    assert len(window.own()) == 10


def test_an_event_too_large_for_the_central_becomes_a_hole_that_is_shown(enrolled, office):
    window = enrolled()
    window.file(30)
    window.file(1, size=5_000_000)
    window.file(30)
    result = window.pump.one_pass()
    assert (result.state, result.high_seq, result.quarantined) == ("current", 61, 1)
    assert_agree(window, office, holes=(31,))
    assert "hole" in office.alarms(window.store.station)


def test_a_poison_event_becomes_a_hole_and_its_bytes_follow_later(
    enrolled, office, monkeypatch, caplog
):
    window = enrolled()
    window.file(40)

    def choke(item):
        chained = wire.from_wire(item)
        if (chained.event.station, chained.event.seq) == (window.store.station, 17):
            raise ZeroDivisionError
        return chained

    with monkeypatch.context() as patch:
        patch.setattr(intake, "read_event", choke)
        result = window.pump.one_pass()
    assert (result.state, result.high_seq, result.quarantined) == ("current", 40, 1)
    assert "ZeroDivisionError" in caplog.text
    assert_agree(window, office, holes=(17,))
    mended = window.new_pump().one_pass()
    assert (mended.state, mended.quarantined) == ("current", 0)
    assert_agree(window, office)


def test_a_second_round_of_the_same_home_does_not_start(enrolled, office):
    window = enrolled()
    window.file(5)
    with single_flight(window.home / LOCK_FILE):
        assert window.new_pump().one_pass().state == "busy"
    assert window.pump.one_pass().state == "current"


def test_a_copy_of_the_home_is_a_fork_and_both_histories_are_kept(enrolled, office, tmp_path):
    window = enrolled()
    window.file(10)
    window.pump.one_pass()
    shutil.copytree(window.home, tmp_path / "copy")
    copy = Twin(window, tmp_path / "copy")
    window.file(3)
    copy.file(2)
    assert window.pump.one_pass().high_seq == 13
    result = copy.pump.one_pass()
    assert (result.state, result.error, result.high_seq) == ("fork", "station_forked", 10)
    assert_agree(window, office)
    assert [seq for seq, _hash in office.forks(window.store.station)] == [11, 12]
    assert "fork" in office.alarms(window.store.station)
    with pytest.raises(StoreDamaged):
        copy.file(1)
    copy.close()


def targets(proxy) -> list[str]:
    return [one.target.partition("?")[0] for one in proxy.seen]


def test_what_is_filed_right_after_a_round_goes_without_a_hello(enrolled, office, proxy):
    window = enrolled(url=proxy.url)
    window.pump.push_once()
    for _ in range(3):
        window.file(2)
        assert window.pump.push_once().state == "current"
    assert targets(proxy) == ["/v1/hello", "/v1/push", "/v1/push", "/v1/push"]
    window.pump.push_once()
    assert targets(proxy)[-1] == "/v1/hello"
    assert window.state.high_seq == 6
    assert_agree(window, office)


def test_after_any_trouble_the_central_is_asked_first(enrolled, office, proxy):
    window = enrolled(url=proxy.url)
    window.pump.push_once()
    window.file(1)
    proxy.once(Fault.DROP_ANSWER)
    assert window.pump.push_once().state == "offline"
    window.file(1)
    assert window.pump.push_once().high_seq == 2
    assert targets(proxy) == ["/v1/hello", "/v1/push", "/v1/hello", "/v1/push"]
    assert_agree(window, office)


def test_a_central_that_lost_events_between_two_rounds_is_asked_again(enrolled, mortal, tmp_path):
    window = enrolled(office=mortal)
    window.file(3)
    window.pump.push_once()
    mortal.stop()
    shutil.copytree(mortal.home, tmp_path / "kept")
    mortal.start()
    pump = window.new_pump(mortal.url)
    window.file(4)
    assert pump.push_once().high_seq == 7
    mortal.stop()
    shutil.rmtree(mortal.home)
    shutil.copytree(tmp_path / "kept", mortal.home)
    mortal.start()
    window.file(1)
    quick = window.new_pump(mortal.url)
    quick._recent, quick._pusher.held = pump._recent, pump._pusher.held
    result = quick.push_once()
    assert (result.state, result.high_seq) == ("current", 8)
    assert_agree(window, mortal)


def test_cancelling_stops_between_batches_and_the_rest_goes_later(enrolled, office):
    window = enrolled()
    window.file(200)
    sent = []
    result = window.pump.one_pass(lambda done, _all: sent.append(done), lambda: bool(sent))
    assert (result.state, result.pushed, result.pending) == ("pending", 50, 150)
    assert window.pump.one_pass().pushed == 150
    assert_agree(window, office)


def test_the_clock_offset_of_the_central_is_measured(enrolled, office):
    window = enrolled()
    seen = window.pump.one_pass().clock_offset
    assert seen is not None
    assert abs(seen) < 5_000
