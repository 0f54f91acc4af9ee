"""What the window asks of whoever opens a home for it; `app.bootstrap` supplies the real one."""

from collections.abc import Callable
from typing import Protocol

from app.domain.changes import Changes
from app.services.desk import Desk
from sync.station.result import PassResult
from sync.station.watch import Watch

OnState = Callable[[str, PassResult], None]


class Opened(Protocol):
    """One open home.

    `watch` gives the loop that keeps it in step with its central, or None: not enrolled yet.
    `print_pending` hands what is queued to the printer, asks after what it was handed before, and
    notes both; it never raises for a printer's trouble.
    """

    @property
    def desk(self) -> Desk: ...

    def watch(self, on_state: OnState) -> Watch | None: ...

    def print_pending(self) -> Changes: ...

    def close(self) -> None: ...
