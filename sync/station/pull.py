"""Takes the central's feed, page by page; each page and its cursor are one local transaction.

The size of the pages follows the time their transactions take, so that no write stands before a
clerk's F9 for more than 20 ms; applying a page again changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from app.domain.changes import Changes
from sync import wire
from sync.station.client import Declined

FIRST_PAGE = 50
SMALLEST_PAGE = 10
LARGEST_PAGE = 500
LONGEST_WRITE = 0.020
GONE = 410
BAD_CURSOR = "bad_cursor"
FROM_THE_BEGINNING = ""
Cancelled = Callable[[], bool]


class Central(Protocol):
    """The part of `Client` that taking the feed needs."""

    def feed(self, cursor: str, limit: int, wait: float = 0.0) -> wire.FeedAnswer: ...


class Inbox(Protocol):
    """Where what comes down is kept."""

    def cursor(self) -> str:
        """Where the feed was read up to; "" before the first page."""

    def apply(self, asked: str, page: wire.FeedAnswer) -> Changes | None:
        """Stores a page and its cursor in one transaction; None, and nothing stored, when the
        cursor is no longer `asked` because another process was quicker.
        """


@dataclass(frozen=True, slots=True)
class Pulled:
    """How many items came, what they changed, and whether the feed was read to its end."""

    items: int = 0
    changes: Changes = field(default_factory=Changes)
    drained: bool = True


class Puller:
    """Remembers the page size from round to round. `seconds` is a monotonic clock."""

    def __init__(self, *, central: Central, inbox: Inbox, seconds: Callable[[], float]) -> None:
        self._central = central
        self._inbox = inbox
        self._seconds = seconds
        self._limit = FIRST_PAGE

    def drain(self, cancelled: Cancelled, wait: float = 0.0) -> Pulled:
        """Reads the feed to its end. With `wait` the first page may take that many seconds to come.

        Raises `Offline` and `Declined`; what was applied until then stays.
        """
        items, changes = 0, Changes()
        while not cancelled():
            asked = self._inbox.cursor()
            page = self._page(asked, wait)
            wait = 0.0
            if page.cursor != asked or page.items:
                applied = self._apply(asked, page)
                if applied is None:
                    continue
                items += len(page.items)
                changes |= applied
            if not page.more:
                return Pulled(items, changes)
        return Pulled(items, changes, drained=False)

    def _page(self, cursor: str, wait: float) -> wire.FeedAnswer:
        try:
            return self._central.feed(cursor, self._limit, wait)
        except Declined as declined:
            gone = declined.status == GONE or declined.refusal.code == BAD_CURSOR
            if not gone or cursor == FROM_THE_BEGINNING:
                raise
            return self._central.feed(FROM_THE_BEGINNING, self._limit)

    def _apply(self, asked: str, page: wire.FeedAnswer) -> Changes | None:
        began = self._seconds()
        applied = self._inbox.apply(asked, page)
        took = self._seconds() - began
        if took > LONGEST_WRITE and len(page.items) > SMALLEST_PAGE:
            self._limit = max(len(page.items) // 2, SMALLEST_PAGE)
        elif took < LONGEST_WRITE / 2 and len(page.items) >= self._limit:
            self._limit = min(self._limit * 2, LARGEST_PAGE)
        return applied
