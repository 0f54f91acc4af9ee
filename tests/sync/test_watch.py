"""The loop is always armed: exceptions, dead threads, sleep and long polls do not end it."""

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest

from sync.station.result import PassResult
from sync.station.watch import Bell, Watch

CALM = PassResult(state="current")
OFFLINE = PassResult(state="offline", error="offline_unreachable")
START = datetime(2026, 11, 22, 16, tzinfo=UTC)


class Impatient(Bell):
    """Remembers how long it was asked to wait, and waits only for a ring or for `let_go`."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[float] = []
        self.changed = threading.Condition()

    def wait(self, seconds: float) -> bool:
        with self.changed:
            self.asked.append(seconds)
            self.changed.notify_all()
        return super().wait(30)

    def until_asked(self, times: int) -> list[float]:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.asked) >= times, 10)
            return list(self.asked)


class Scripted:
    """A lane's worker that gives results, or raises, in order; then the last one for ever."""

    def __init__(self, *steps) -> None:
        self.steps = list(steps)
        self.rounds = 0
        self.aborted = threading.Event()
        self.changed = threading.Condition()

    def turn(self, cancelled):
        step = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        with self.changed:
            self.rounds += 1
            self.changed.notify_all()
        if isinstance(step, BaseException):
            raise step
        return step(cancelled) if callable(step) else step

    def abort(self) -> None:
        self.aborted.set()

    def must_reach(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.rounds >= count, 10)


class Bench:
    """A watch with bells that do not really wait and a time of day that tests move."""

    def __init__(self, push, feed=None, jitter: float = 1.0) -> None:
        self.bells: list[Impatient] = []
        self.told: list[tuple[str, PassResult]] = []
        self.time = START
        self.push, self.feed = push, feed or Scripted(CALM)
        self.watch = Watch(
            push=self.push,
            feed=self.feed,
            on_state=lambda lane, result: self.told.append((lane, result)),
            jitter=lambda: jitter,
            now=lambda: self.time,
            bell=self._bell,
        )
        self.push_bell, self.feed_bell, self.guard_bell = self.bells

    def _bell(self) -> Impatient:
        self.bells.append(Impatient())
        return self.bells[-1]

    def tick(self, seconds: float = 2.0) -> None:
        """The guard looks after `seconds` of the day have gone by."""
        asked = len(self.guard_bell.asked)
        self.time += timedelta(seconds=seconds)
        self.guard_bell.ring()
        self.guard_bell.until_asked(asked + 1)


@pytest.fixture
def bench():
    benches = []

    def make(*args, **kwargs) -> Bench:
        one = Bench(*args, **kwargs)
        benches.append(one)
        one.watch.start()
        one.guard_bell.until_asked(1)
        return one

    yield make
    for one in benches:
        assert one.watch.stop()


def test_waits_double_while_it_fails_and_are_short_again_after_a_success(bench):
    one = bench(Scripted(OFFLINE, OFFLINE, OFFLINE, OFFLINE, CALM, OFFLINE))
    for times in range(1, 6):
        one.push_bell.until_asked(times)
        one.push_bell.ring()
    assert one.push_bell.until_asked(6) == [2, 4, 8, 16, 30, 2]


def test_filing_something_pushes_at_once(bench):
    one = bench(Scripted(CALM))
    one.push_bell.until_asked(1)
    one.watch.nudge()
    one.push.must_reach(2)


def test_filing_does_not_hurry_a_central_that_is_in_trouble_but_the_button_does(bench):
    one = bench(Scripted(PassResult(state="trouble", retry_after=1800.0)))
    assert one.push_bell.until_asked(1) == [1802]
    one.watch.nudge()
    assert one.push.rounds == 1
    one.watch.retry_now()
    one.push.must_reach(2)
    assert one.push_bell.until_asked(2) == [1802, 1802]


def test_a_round_that_left_work_goes_on_without_waiting(bench):
    more = PassResult(state="pending", more=True)
    one = bench(Scripted(more, more, more, CALM))
    assert one.push_bell.until_asked(1) == [30]
    assert one.push.rounds == 4


def test_an_exception_in_a_round_is_a_failed_round_and_nothing_more(bench, caplog):
    one = bench(Scripted(ZeroDivisionError("a defect"), CALM))
    assert one.push_bell.until_asked(1) == [2]
    one.push_bell.ring()
    assert one.push_bell.until_asked(2) == [2, 30]
    assert ("push", PassResult(state="broken", error="sync_broken")) in one.told
    assert "a defect" in caplog.text


def test_what_the_listener_raises_does_not_end_the_lane(bench, caplog):
    one = Bench(Scripted(CALM))

    def complain(_lane, _result) -> None:
        message = "listener"
        raise ValueError(message)

    one.watch._on_state = complain
    one.watch.start()
    one.push_bell.until_asked(1)
    one.watch.nudge()
    one.push.must_reach(2)
    assert one.watch.stop()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_lane_that_died_is_started_again(bench, caplog):
    one = bench(Scripted(SystemExit(), CALM))
    one.push.must_reach(1)
    for lane in one.watch._lanes.values():
        if lane.worker is one.push:
            lane.thread.join(10)
    one.tick()
    one.push.must_reach(2)
    assert "died" in caplog.text


@pytest.mark.parametrize("seconds", [14 * 3600, -86_400, 10 * 365 * 86_400])
def test_after_sleep_or_a_clock_jump_a_new_round_begins_at_once(bench, seconds):
    one = bench(Scripted(OFFLINE))
    one.push_bell.until_asked(1)
    one.tick(seconds)
    one.push.must_reach(2)
    one.feed.must_reach(2)
    assert one.push.aborted.is_set()


def test_a_request_that_sleep_made_stale_is_not_told_as_a_failure(bench):
    poll = Scripted(lambda _cancelled: poll.aborted.wait(60) and OFFLINE, CALM)
    one = bench(Scripted(CALM), poll)
    poll.must_reach(1)
    one.tick(14 * 3600)
    assert set(one.feed_bell.until_asked(1)) == {30}
    assert ("feed", OFFLINE) not in one.told


def test_the_guard_does_not_hurry_anyone_while_time_goes_by_as_it_should(bench):
    one = bench(Scripted(OFFLINE))
    one.push_bell.until_asked(1)
    for _ in range(5):
        one.tick(2.0)
    assert one.push.rounds == 1


def test_a_lane_that_comes_back_wakes_the_other(bench):
    one = bench(Scripted(OFFLINE, CALM), Scripted(OFFLINE, CALM))
    one.push_bell.until_asked(1)
    one.feed_bell.until_asked(1)
    one.push_bell.ring()
    one.feed.must_reach(2)


def test_stopping_ends_a_long_poll():
    poll = Scripted(lambda _cancelled: poll.aborted.wait(60) and CALM)
    one = Bench(Scripted(CALM), poll)
    one.watch.start()
    poll.must_reach(1)
    assert one.watch.stop()


def test_it_can_be_started_again_after_it_was_stopped():
    one = Bench(Scripted(CALM))
    for rounds in (1, 2):
        one.watch.start()
        one.push.must_reach(rounds)
        assert one.watch.stop()


def test_a_ring_before_the_wait_is_not_lost():
    bell = Bell()
    bell.ring()
    assert bell.wait(60)
    assert not bell.wait(0)


def test_the_watch_logs_nothing_while_all_is_well(bench, caplog):
    with caplog.at_level(logging.INFO):
        one = bench(Scripted(CALM))
        one.push_bell.until_asked(1)
    assert caplog.records == []
