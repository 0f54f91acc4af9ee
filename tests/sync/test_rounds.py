"""Whole rounds between a real home and a real central, over a line that is broken on purpose."""

import pytest

from sync.station.result import PassResult
from tests.sync.proxy import Fault, FaultProxy
from tests.sync.world import Office, Window, assert_agree


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


def test_offline_is_told_and_nothing_is_marked(enrolled, office):
    window = enrolled()
    window.file(5)
    office.stop()
    result = window.pump.one_pass()
    assert (result.state, result.error) == ("offline", "offline_unreachable")
    assert (result.pending, result.high_seq) == (5, 0)
    office.restart()
    assert window.new_pump(office.url).one_pass().pushed == 5
    assert_agree(window, office)


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
    healed = window.pump.one_pass()
    assert (healed.state, healed.pending) == ("current", 0)
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
    assert office.alarms() == []


def test_a_slow_line_gets_smaller_batches(enrolled, office, proxy):
    window = enrolled(url=proxy.url, answer_within=0.4)
    window.file(120)
    proxy.once(Fault.BLACK_HOLE)
    assert window.pump.one_pass().error == "offline_timeout"
    sizes = []
    window.pump.one_pass(progress=lambda done, _total: sizes.append(done))
    assert sizes[0] == 25
    assert_agree(window, office)


def test_a_forged_central_is_offline_and_gets_no_more_than_its_hello(enrolled, office, tmp_path):
    window = enrolled()
    window.file(10)
    stranger = Office(tmp_path / "stranger")
    try:
        forged = stranger.running.central.config
        assert forged.signing_seed == office.running.central.config.signing_seed
    finally:
        stranger.stop()


def agree_after(window: Window, office: Office, proxy: FaultProxy) -> PassResult:
    proxy.rule = lambda _method, _target: None
    result = window.pump.one_pass()
    assert_agree(window, office)
    return result
