"""The central dies with SIGKILL, at any moment; nothing is lost, nothing doubled, and it drains.

`sync.md` 2, faults 28 and 29, and the skeleton of the three-fault soak.
"""

import random
import threading
from typing import Self

import pytest

from sync.station.lanes import FeedLane, PushLane
from sync.station.watch import Watch
from tests.sync.mortal import MortalCentral
from tests.sync.proxy import Fault, FaultProxy
from tests.sync.world import Office, Window, assert_agree


class Drain:
    """A window's watch, and a wait until the central holds everything."""

    def __init__(self, window: Window) -> None:
        self.changed = threading.Condition()
        self.window = window
        self.watch = Watch(
            push=PushLane(window.new_pump()),
            feed=FeedLane(window.new_pump()),
            on_state=self.heard,
            jitter=lambda: 0.02,
            now=window.clock.now,
        )

    def heard(self, _lane, _result) -> None:
        with self.changed:
            self.changed.notify_all()

    def until_held(self, seq: int, within: float = 60.0) -> None:
        """Waits, filing nothing, until the central says it holds `seq`."""
        with self.changed:
            assert self.changed.wait_for(lambda: self.window.state.high_seq >= seq, within)

    def __enter__(self) -> Self:
        self.watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.watch.stop()


@pytest.fixture
def killable(tmp_path):
    home = tmp_path / "central"
    first = Office(home)
    central = MortalCentral(home)
    window = Window(tmp_path / "home", first, url=central.url)
    first.stop()
    yield central, window
    window.close()
    central.stop()


def look_inside(central: MortalCentral, window: Window) -> None:
    """Opens the dead central's data and compares it with the window's, byte for byte."""
    central.stop()
    inside = Office(central.home)
    try:
        assert_agree(window, inside)
        assert inside.alarms(window.store.station) == []
    finally:
        inside.stop()


def test_killed_between_commit_and_answer_the_batch_is_stored_once(killable):
    central, window = killable
    window.file(120)
    central.start(die_at=2)
    result = window.pump.one_pass()
    central.wait_dead()
    assert (result.state, result.high_seq) == ("offline", 50)
    central.start()
    assert window.pump.one_pass().state == "current"
    look_inside(central, window)


def test_a_stream_pushed_while_the_central_is_killed_five_times(killable):
    central, window = killable
    chance = random.Random(20261122)
    central.start()
    with Drain(window) as drain:
        for _ in range(5):
            for _ in range(chance.randrange(3, 12)):
                window.file(chance.randrange(1, 4))
                drain.watch.nudge()
            drain.until_held(len(window.own()) - chance.randrange(1, 4))
            window.file(20)
            drain.watch.nudge()
            central.kill()
            window.file(2)
            central.start()
        drain.until_held(len(window.own()))
    assert central.deaths == 5
    look_inside(central, window)


KINDS = (Fault.DROP_REQUEST, Fault.DROP_ANSWER, Fault.CUT_ANSWER, Fault.DUPLICATE, Fault.RESET)


def must_survive(central: MortalCentral, window: Window, *, seed: int, acts: int) -> None:
    """A line that breaks three times in ten, filing that goes on, and a central that dies."""
    chance = random.Random(seed)
    proxy = FaultProxy(central.port, drip_seconds=0.01)
    first = chance.sample(KINDS, len(KINDS))  # each kind once, so that every seed meets them all

    def rule(*_: object) -> Fault | None:
        if chance.random() >= 0.3:
            return None
        return first.pop() if first else chance.choice(KINDS)

    proxy.rule = rule
    window.url, window.answer_within = proxy.url, 2.0
    central.start()
    try:
        with Drain(window) as drain:
            for number in range(acts):
                window.file(chance.randrange(1, 6), size=chance.randrange(2, 4000))
                drain.watch.nudge()
                if number % 20 == 10:
                    central.kill()
                    window.file(1)
                    central.start()
            drain.until_held(len(window.own()))
    finally:
        proxy.close()
    look_inside(central, window)
    assert {one.fault for one in proxy.seen} >= {None, Fault.DROP_ANSWER, Fault.DROP_REQUEST}


def test_three_faults_at_once_lose_nothing_and_double_nothing(killable):
    must_survive(*killable, seed=7, acts=45)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(20))
def test_three_faults_with_every_seed(killable, seed):
    must_survive(*killable, seed=seed, acts=200)
