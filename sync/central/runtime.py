"""What runs while the central serves: its threads, its interpreter, and those who wait.

Reads have threads of their own; writes have one, so that a commit waits only for another commit.
Interpretation goes through the same one in short turns, when no window has been sending for a
moment, or when it has been put off long enough; between two turns other processes may write.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from sync.central import feed
from sync.central.alarms import note_long_held
from sync.central.core import Central
from sync.central.interpreter import interpret_some
from sync.central.stations import note_contact
from sync.central.waker import Waker

QUIET = 0.05
GAP = 0.01  # a writer of another process knocks every 4 ms
LONGEST_DELAY = 3.0
LOOK_AGAIN = 2.0
NOTE_CONTACT = 60.0
LOOK_AFTER = 600.0

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Runtime:
    """Made with the app, started in its event loop, stopped with it."""

    def __init__(self, central: Central) -> None:
        self.central = central
        self.waker = Waker()
        self._readers = ThreadPoolExecutor(4, "central-read")
        self._writer = ThreadPoolExecutor(1, "central-write")
        self._arrived: asyncio.Event | None = None
        self._last_arrival = 0.0
        self._tasks: list[asyncio.Task[None]] = []
        self._met: dict[str, float] = {}

    async def start(self) -> None:
        self._arrived = asyncio.Event()
        self._arrived.set()
        self.waker.start()
        self._tasks = [
            asyncio.create_task(self._interpret()),
            asyncio.create_task(self.waker.watch(self.feed_head)),
            asyncio.create_task(self._look_after()),
        ]

    async def stop(self) -> None:
        """Ends the background work; what was durably received is interpreted at the next start."""
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self.waker.wake()
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self.central.close()

    async def read(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, work)

    async def write(self, work: Callable[[], T]) -> T:
        """Runs a write; those who wait for the feed look again afterwards."""
        done = await asyncio.get_running_loop().run_in_executor(self._writer, work)
        self.waker.wake()
        return done

    async def receive(self, work: Callable[[], T]) -> T:
        """Runs a durable intake, which leaves something to interpret."""
        loop = asyncio.get_running_loop()
        self._last_arrival = loop.time()
        done = await loop.run_in_executor(self._writer, work)
        self._last_arrival = loop.time()
        if self._arrived is not None:
            self._arrived.set()
        return done

    def met(self, station: str) -> None:
        """A window said hello: noted once a minute, after it has its answer."""
        now = asyncio.get_running_loop().time()
        if now - self._met.get(station, -NOTE_CONTACT) >= NOTE_CONTACT:
            self._met[station] = now
            self._writer.submit(note_contact, self.central, station)

    async def feed_head(self) -> int:
        def look() -> int:
            with self.central.read() as conn:
                return feed.head(conn)

        return await self.read(look)

    async def _interpret(self) -> None:
        while True:
            try:
                await self._until_something()
                while await self.write(lambda: interpret_some(self.central)):
                    await asyncio.sleep(GAP)
                    await self._until_quiet(LONGEST_DELAY / 10)
            except Exception:  # noqa: BLE001 - logged; the next arrival, or the next look, tries again
                _log.exception("interpretation stopped")
                await asyncio.sleep(LOOK_AGAIN)

    async def _look_after(self) -> None:
        """Now and then, what only time brings about."""
        while True:
            await self.read(lambda: note_long_held(self.central))
            await asyncio.sleep(LOOK_AFTER)

    async def _until_something(self) -> None:
        """Until something arrived here, or it is time to see what another process received."""
        assert self._arrived is not None  # noqa: S101 - start() made it
        with suppress(TimeoutError):
            await asyncio.wait_for(self._arrived.wait(), LOOK_AGAIN)
        self._arrived.clear()
        await self._until_quiet(LONGEST_DELAY)

    async def _until_quiet(self, longest: float) -> None:
        """Until no batch came for a moment; each arrival puts it off, but not beyond `longest`."""
        loop = asyncio.get_running_loop()
        give_up = loop.time() + longest
        quiet = self._last_arrival + QUIET
        while loop.time() < min(quiet, give_up):
            await asyncio.sleep(min(quiet, give_up) - loop.time())
            quiet = self._last_arrival + QUIET
