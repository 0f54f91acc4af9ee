"""What `Watch` drives: one lane that pushes, one that holds the feed open."""

from collections.abc import Callable

from sync.station.pump import Pump
from sync.station.result import PassResult


class PushLane:
    """A round is hello and push."""

    def __init__(self, pump: Pump) -> None:
        self._pump = pump

    def turn(self, cancelled: Callable[[], bool]) -> PassResult:
        return self._pump.push_once(cancelled)

    def abort(self) -> None:
        self._pump.abort()


class FeedLane:
    """A round is the feed to its end, the first page long-polled."""

    def __init__(self, pump: Pump) -> None:
        self._pump = pump

    def turn(self, cancelled: Callable[[], bool]) -> PassResult:
        return self._pump.poll_once(cancelled)

    def abort(self) -> None:
        self._pump.abort()
