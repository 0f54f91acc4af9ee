"""The loop that keeps a window in step with its central; always armed, whatever happens.

Two lanes, each a thread with its own session: one pushes what was filed, one holds the long-polled
feed. A third thread only watches over them: it starts a lane again that died, and rings both when
the machine has slept or its clock jumped. No lane ever waits without an end, so no exception,
sleep or lost wake-up can leave something pending that nobody sends (`sync.md` 1.13).
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from sync.station.backoff import Backoff
from sync.station.result import PassResult

GUARD_TICK = 2.0
JUMP = 5.0
JOIN_WITHIN = 5.0
JOIN_STEP = 0.05
Lane = Literal["push", "feed"]
log = logging.getLogger(__name__)


class Worker(Protocol):
    """What a lane drives."""

    def turn(self, cancelled: Callable[[], bool]) -> PassResult:
        """One round. World's trouble is in the result; it may raise for a defect of ours."""

    def abort(self) -> None:
        """Ends a request under way, from any thread."""


class Bell:
    """Something to wait on with an end; a ring is never lost, also when nobody waits yet.

    Tests put one here that does not really wait.
    """

    def __init__(self) -> None:
        self._event = threading.Event()

    def ring(self) -> None:
        self._event.set()

    def wait(self, seconds: float) -> bool:
        """True when rung within `seconds`; takes the ring."""
        rung = self._event.wait(seconds)
        self._event.clear()
        return rung


@dataclass(slots=True)
class _LaneState:
    worker: Worker
    bell: Bell
    backoff: Backoff = field(default_factory=Backoff)
    urgent: bool = False
    thread: threading.Thread | None = None


class Watch:
    """Runs both lanes until `stop`. `jitter` gives a number in [0, 1); `now` the time of day.

    `on_state(lane, result)` is called from the lane's thread after every round, and must return
    quickly; what it raises is logged and otherwise ignored.
    """

    def __init__(
        self,
        *,
        push: Worker,
        feed: Worker,
        on_state: Callable[[Lane, PassResult], None],
        jitter: Callable[[], float],
        now: Callable[[], datetime],
        bell: Callable[[], Bell] = Bell,
    ) -> None:
        self._lanes: dict[Lane, _LaneState] = {
            "push": _LaneState(push, bell()),
            "feed": _LaneState(feed, bell()),
        }
        self._on_state = on_state
        self._jitter = jitter
        self._now = now
        self._guard_bell = bell()
        self._guard: threading.Thread | None = None
        self._stopping = threading.Event()

    def start(self) -> None:
        """Starts the threads; both lanes make a round at once."""
        self._stopping.clear()
        for name in self._lanes:
            self._start_lane(name)
        self._guard = threading.Thread(target=self._watch_over, name="sync-guard", daemon=True)
        self._guard.start()

    def nudge(self) -> None:
        """Something was filed: push now, unless the central is known to be in trouble."""
        lane = self._lanes["push"]
        if lane.backoff.failures == 0:
            lane.bell.ring()

    def retry_now(self) -> None:
        """The button, or another network: forget the failures and try at once."""
        for lane in self._lanes.values():
            lane.urgent = True
            lane.bell.ring()

    def stop(self, within: float = JOIN_WITHIN) -> bool:
        """Ends the lanes, also in the middle of a long poll. False if one would not end in time."""
        self._stopping.set()
        self._guard_bell.ring()
        threads = [self._guard] if self._guard else []
        for lane in self._lanes.values():
            lane.bell.ring()
            lane.worker.abort()
            threads += [lane.thread] if lane.thread else []
        return all(self._ended(thread, within) for thread in threads)

    def _ended(self, thread: threading.Thread, within: float) -> bool:
        """Joins, ending again whatever the thread may have begun since the last look."""
        for _ in range(max(int(within / JOIN_STEP), 1)):
            thread.join(JOIN_STEP)
            if not thread.is_alive():
                return True
            for lane in self._lanes.values():
                lane.bell.ring()
                lane.worker.abort()
        return False

    def _start_lane(self, name: Lane) -> None:
        thread = threading.Thread(target=self._run, args=(name,), name=f"sync-{name}", daemon=True)
        self._lanes[name].thread = thread
        thread.start()

    def _run(self, name: Lane) -> None:
        lane = self._lanes[name]
        while not self._stopping.is_set():
            result = self._round(name)
            if self._stopping.is_set():
                return
            if lane.urgent and result.failed:  # ended on purpose, or overtaken by the button
                lane.urgent, lane.backoff = False, lane.backoff.reset()
                continue
            self._learn(name, result)
            self._tell(name, result)
            if result.more:
                continue
            lane.bell.wait(lane.backoff.wait(self._jitter(), result.retry_after))
            if lane.urgent:
                lane.urgent, lane.backoff = False, lane.backoff.reset()

    def _learn(self, name: Lane, result: PassResult) -> None:
        """Counts failures; a lane that comes back wakes the other, which may still be waiting."""
        lane = self._lanes[name]
        if result.failed:
            lane.backoff = lane.backoff.failed()
            return
        came_back, lane.backoff = lane.backoff.failures > 0, lane.backoff.reset()
        for other in self._lanes.values():
            if came_back and other is not lane and other.backoff.failures:
                other.urgent = True
                other.bell.ring()

    def _round(self, name: Lane) -> PassResult:
        try:
            return self._lanes[name].worker.turn(self._stopping.is_set)
        except Exception:
            log.exception("sync lane %s", name)
            return PassResult(state="broken", error="sync_broken")

    def _tell(self, name: Lane, result: PassResult) -> None:
        try:
            self._on_state(name, result)
        except Exception:
            log.exception("on_state of lane %s", name)

    def _watch_over(self) -> None:
        """Restarts a dead lane; after a sleep or a clock jump, ends stale requests and rings."""
        before = self._now()
        while not self._stopping.is_set():
            self._guard_bell.wait(GUARD_TICK)
            now = self._now()
            jumped = abs((now - before).total_seconds() - GUARD_TICK) > JUMP
            before = now
            for name, lane in self._lanes.items():
                if self._stopping.is_set():
                    return
                if lane.thread is None or not lane.thread.is_alive():
                    log.error("sync lane %s died; started again", name)
                    self._start_lane(name)
                elif jumped:
                    lane.urgent = True
                    lane.worker.abort()
                    lane.bell.ring()
