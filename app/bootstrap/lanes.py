"""The two sync lanes of a window that stays open."""

import random
from collections.abc import Callable

from app.bootstrap.station import OpenDesk
from sync.station.lanes import FeedLane, PushLane
from sync.station.result import PassResult
from sync.station.watch import Lane, Watch


def watch_for(opened: OpenDesk, on_state: Callable[[Lane, PassResult], None]) -> Watch:
    """Always-armed lanes for the open home; the caller starts and stops them.

    `on_state` is called from the lanes' own threads.
    """

    def heard(lane: Lane, result: PassResult) -> None:
        opened.keep_time()
        on_state(lane, result)

    return Watch(
        push=PushLane(opened.new_pump()),
        feed=FeedLane(opened.new_pump()),
        on_state=heard,
        jitter=random.random,
        now=opened.clock.now,
    )
