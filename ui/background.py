"""The one bridge between the window and work that takes time.

Lanes keep a long read, a jam at the printer or a slow network from ever standing before F9. What
is run knows no widget; what it gave is settled on the bridge's own (the window's) thread. A
future's callback reaches no except hook, so it does one thing: hand the future over.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")
Then = Callable[[T], None]
Failed = Callable[[BaseException], None]

WORKERS = {"write": 1, "read": 2, "print": 1, "sync": 2}


class Background(QObject):
    """Runs plain functions elsewhere; settles them later, on its own thread."""

    _ready = Signal(object)

    def __init__(
        self, executors: dict[str, Executor] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._executors: dict[str, Executor] = executors or {
            lane: ThreadPoolExecutor(workers, f"ventanilla-{lane}")
            for lane, workers in WORKERS.items()
        }
        self._open = True
        self._waiting = 0
        self._ready.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether everything that was run has been settled."""
        return self._waiting == 0

    def run(
        self, lane: str, work: Callable[[], T], done: Then[T], failed: Then[BaseException]
    ) -> None:
        """Runs `work` in a lane; later calls `done` or `failed` here. Nothing after `close`."""
        if not self._open:
            return

        def settle(future: "Future[T]") -> None:
            error = future.exception()
            if error is None:
                done(future.result())
            else:
                failed(error)

        job = self._executors[lane].submit(work)
        self._waiting += 1
        job.add_done_callback(lambda future: self._ready.emit((settle, future)))

    def _settle(self, finished: tuple[Callable[["Future[T]"], None], "Future[T]"]) -> None:
        self._waiting -= 1
        settle, future = finished
        if not self._open:
            return
        try:
            settle(future)
        except CancelledError:
            return

    def close(self) -> None:
        """Ends the lanes and settles nothing more. Every write asked for is still done."""
        self._open = False
        for lane, executor in self._executors.items():
            executor.shutdown(wait=True, cancel_futures=lane != "write")


class Lanes(Protocol):
    """What screens need of the bridge."""

    def run(self, lane: str, work: Callable[[], T], done: Then[T], failed: Failed) -> None: ...


class Lease:
    """The bridge for as long as somebody sits here; answers that come after `end` are dropped,
    for the screens that asked are gone. The work itself is done all the same.
    """

    def __init__(self, background: Background) -> None:
        self._background = background
        self._ended = False

    def run(self, lane: str, work: Callable[[], T], done: Then[T], failed: Failed) -> None:
        def wanted(value: T) -> None:
            if not self._ended:
                done(value)

        def unwanted(error: BaseException) -> None:
            if not self._ended:
                failed(error)

        self._background.run(lane, work, wanted, unwanted)

    def end(self) -> None:
        self._ended = True


class Latest:
    """Of several questions asked in one place, only the last one's answer is wanted."""

    def __init__(self, background: Lanes, lane: str = "read") -> None:
        self._background = background
        self._lane = lane
        self._number = 0

    def run(self, work: Callable[[], T], done: Then[T], failed: Then[BaseException]) -> None:
        self._number += 1
        mine = self._number

        def wanted(then: Then[T]) -> Then[T]:
            return lambda value: then(value) if mine == self._number else None

        def unwanted(then: Then[BaseException]) -> Then[BaseException]:
            return lambda error: then(error) if mine == self._number else None

        self._background.run(self._lane, work, wanted(done), unwanted(failed))

    def forget(self) -> None:
        """Whatever is still coming is no longer wanted."""
        self._number += 1
