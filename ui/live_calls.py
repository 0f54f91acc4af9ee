"""Which guards still have to be called, and when to try again after nobody answered."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from app.base import dates
from app.domain.changes import Changes
from app.services import live
from app.services.live import LiveNotice
from ui import words
from ui.background import Latest
from ui.session import Session
from ui.widgets.live_notice import Call

AGAIN_AFTER = timedelta(minutes=3)
TRIES_BEFORE_SUPERVISOR = 2


class LiveCalls(QObject):
    """`changed(Call | None)`: the oldest call to make now; kept on disk, so a restart asks again."""

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._latest = Latest(session.background)
        self._again: dict[str, datetime] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        self.online = False
        session.notifier.changed.connect(self._noticed)

    def refresh(self) -> None:
        desk = self._session.desk
        self._latest.run(lambda: live.pending_notices(desk), self._show, self._session.failed)

    def told(self, report_id: str, who: str) -> None:
        desk, actor = self._session.desk, self._session.actor
        self._session.change(lambda: live.told(desk, actor, report_id, who))

    def unanswered(self, report_id: str) -> None:
        desk, actor = self._session.desk, self._session.actor
        self._again[report_id] = self._session.now() + AGAIN_AFTER
        self._timer.start(int(AGAIN_AFTER.total_seconds() * 1000))
        self._session.change(lambda: live.no_answer(desk, actor, report_id))

    def _noticed(self, changes: Changes) -> None:
        if changes.reports:
            self.refresh()

    def _show(self, notices: tuple[LiveNotice, ...]) -> None:
        now = self._session.now()
        notices = tuple(sorted(notices, key=lambda n: self._again.get(n.report_id, n.since)))
        self.changed.emit(self._call(notices[0], now) if notices else None)

    def _call(self, notice: LiveNotice, now: datetime) -> Call:
        again = self._again.get(notice.report_id)
        waiting = again is not None and again > now
        return Call(
            report_id=notice.report_id,
            folio=notice.folio,
            unit=words.short_unit(notice.unit_name),
            phone=notice.phone,
            offline=not self.online,
            again_at=dates.hour(dates.local(again)) if again and waiting else "",
            supervisor=notice.tries >= TRIES_BEFORE_SUPERVISOR,
        )
