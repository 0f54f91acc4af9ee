"""Drives the sync loop and knows, for the badge, how the link stands. The loop owns its threads."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from app.bootstrap.lanes import watch_for
from app.bootstrap.station import OpenDesk
from app.domain.changes import Changes
from app.services import standing, waiting
from app.services.standing import Standing
from sync.station.result import PassResult
from sync.station.watch import Watch
from ui.background import Background, Failed, Latest
from ui.changes import Notifier
from ui.widgets.badge import Link

TICK_MS = 5000
_ANSWERED = frozenset({"current", "pending"})


class LinkWatch(QObject):
    """`changed(Link, Standing)` whenever there is something new to say, and every few seconds."""

    changed = Signal(object, object)
    _heard = Signal(str, object)

    def __init__(
        self,
        opened: OpenDesk,
        background: Background,
        notifier: Notifier,
        failed: Failed,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = opened.desk
        self._notifier = notifier
        self._failed = failed
        self._latest = Latest(background)
        self._states: dict[str, PassResult] = {}
        self._heard_at: datetime | None = None
        self._heard.connect(self._settle)
        self._watch: Watch = watch_for(opened, self._heard.emit)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.refresh)
        notifier.changed.connect(self._noticed)

    def start(self) -> None:
        self._watch.start()
        self._timer.start()
        self.refresh()

    def stop(self) -> None:
        """Ends the loop; it may be in the middle of a long poll, which is cut."""
        self._timer.stop()
        self._latest.forget()
        self._watch.stop()

    def send_now(self) -> None:
        """F5: forget failures and try at once."""
        self._watch.retry_now()

    def refresh(self) -> None:
        desk = self._desk

        def work() -> tuple[Standing, int]:
            return standing.standing(desk), waiting.waiting_count(desk)

        self._latest.run(work, self._show, self._failed)

    def _noticed(self, changes: Changes) -> None:
        if changes.sync:
            self._watch.nudge()
        self.refresh()

    def _settle(self, lane: str, result: PassResult) -> None:
        before = self._states.get(lane)
        self._states[lane] = result
        if result.state in _ANSWERED:
            self._heard_at = self._desk.clock.now()
        moved = Changes(sync=bool(result.pushed or result.pulled))
        self._notifier.tell(result.changes | moved)
        if before is None or before.state != result.state or result.pushed or result.pulled:
            self.refresh()

    def _show(self, counted: tuple[Standing, int]) -> None:
        now, matters = counted
        push = self._states.get("push")
        link = Link(
            pending=matters,
            details=now.pending,
            quarantined=now.quarantined,
            heard_at=self._heard_at or now.last_contact,
            online=push is not None and push.state in _ANSWERED,
            sending=bool(push and push.more),
            readonly=bool(now.readonly),
            error=push.error if push else "",
        )
        self.changed.emit(link, now)
