"""Which drafts lie on the shelf, and what a power cut left behind."""

from PySide6.QtCore import QObject, Signal

from app.base import dates
from app.base.i18n import _
from app.domain.changes import Changes
from app.services import drafts
from app.store.drafts import KeptDraft
from ui.background import Latest
from ui.session import Session
from ui.widgets.shelf import Parked, Shelf


class DraftShelf(QObject):
    """`taken(Draft)` when one is taken up; `left_behind(KeptDraft)` once, for the newest found."""

    taken = Signal(object)
    left_behind = Signal(object)

    def __init__(self, session: Session, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shelf = shelf
        self._latest = Latest(session.background)
        self._kept: dict[str, KeptDraft] = {}
        self._out = ""
        self._recover = False
        shelf.taken.connect(self._take)
        session.notifier.changed.connect(self._changed)

    def refresh(self, *, recover: bool = False) -> None:
        """Read the drafts again; `recover` also tells of the newest."""
        self._recover = self._recover or recover
        desk, actor = self._session.desk, self._session.actor
        self._latest.run(lambda: drafts.open_drafts(desk, actor), self._read, self._session.failed)

    def leave_out(self, draft_id: str) -> None:
        """The draft in the form does not lie on the shelf."""
        self._out = draft_id
        self._show()

    def _read(self, kept: tuple[KeptDraft, ...]) -> None:
        self._kept = {one.draft.id: one for one in kept}
        recover, self._recover = self._recover, False
        if recover and kept:
            self.left_behind.emit(kept[0])
        self._show()

    def _show(self) -> None:
        others = [one for one in self._kept.values() if one.draft.id != self._out]
        self._shelf.show_parked(tuple(self._parked(one) for one in others))

    def _parked(self, kept: KeptDraft) -> Parked:
        desk = self._session.desk
        service = desk.catalog.services.get(kept.draft.service)
        # Whoever stands at the window may read the shelf: nothing that speaks of a bribe lies on it.
        sealed = bool(service and service.sealed) or bool(
            desk.finder.offers_sealed(kept.draft.text)
        )
        title = _("Asunto reservado") if sealed else kept.title or _("Sin título")
        return Parked(kept.draft.id, title, dates.hour(dates.local(kept.kept_at)))

    def _take(self, draft_id: str) -> None:
        kept = self._kept.get(draft_id)
        if kept is not None:
            self.taken.emit(kept.draft)

    def _changed(self, changes: Changes) -> None:
        if changes.drafts:
            self.refresh()
