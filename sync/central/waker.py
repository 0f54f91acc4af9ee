"""Wakes those who wait for the feed, from any thread, and when another process wrote."""

import asyncio
from collections.abc import Awaitable, Callable

PULSE = 1.0

Ticket = asyncio.Future[None]


class Waker:
    """Held polls wait here, with neither a thread nor a connection of their own."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[Ticket] = set()
        self.closing = False

    def start(self) -> None:
        """To be called in the event loop that will wait."""
        self._loop = asyncio.get_running_loop()

    @staticmethod
    def time() -> float:
        return asyncio.get_running_loop().time()

    def wake(self) -> None:
        """Everybody looks again. Safe in any thread, and when nobody waits."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._release)

    def close(self) -> None:
        """The service is about to end: nobody is held any more. To be called in the event loop."""
        self.closing = True
        self._release()

    def ticket(self) -> Ticket:
        """To be taken before looking, so that what is written after the look is not missed."""
        ticket = asyncio.get_running_loop().create_future()
        self._waiting.add(ticket)
        return ticket

    def give_up(self, ticket: Ticket) -> None:
        self._waiting.discard(ticket)

    async def wait(self, ticket: Ticket, seconds: float) -> None:
        """Returns when something may be new, or when the time is over."""
        try:
            await asyncio.wait({ticket}, timeout=seconds)
        finally:
            self.give_up(ticket)

    async def watch(self, head: Callable[[], Awaitable[int]]) -> None:
        """For as long as it runs, notices what other processes added to the feed."""
        last = await head()
        while True:
            await asyncio.sleep(PULSE)
            if self._waiting and (now := await head()) != last:
                last = now
                self._release()

    def _release(self) -> None:
        waiting, self._waiting = self._waiting, set()
        for ticket in waiting:
            if not ticket.done():
                ticket.set_result(None)
