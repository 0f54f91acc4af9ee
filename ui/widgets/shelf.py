"""The shelf of parked drafts, and a row of keys for going about."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.i18n import _
from ui.widgets.buttons import PlainButton
from ui.widgets.card import column
from ui.widgets.text import label

MOST = 6


@dataclass(frozen=True, slots=True)
class Parked:
    draft_id: str
    title: str
    at: str


class Shelf(QWidget):
    """Drafts put aside, newest first; pressing one takes it up again."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = column(self, space=2)
        self._rows: list[QWidget] = []
        self._heading = label(_("APARTADOS"), "section")
        self._body.addWidget(self._heading)
        self.hide()

    def show_parked(self, parked: tuple[Parked, ...]) -> None:
        for widget in self._rows:
            widget.hide()
            widget.deleteLater()
        self._rows = [self._row(one) for one in parked[:MOST]]
        more = len(parked) - MOST
        if more > 0:
            self._rows.append(label(_("y {n} más").format(n=more), "small"))
        for widget in self._rows:
            self._body.addWidget(widget)
        self.setVisible(bool(parked))

    def _row(self, one: Parked) -> PlainButton:
        limit = 22
        short = one.title if len(one.title) <= limit else f"{one.title[: limit - 1].rstrip()}…"
        button = PlainButton(f"{short}\n{one.at}", "link")
        button.setAccessibleName(_("Retomar: {title}").format(title=one.title))
        button.setToolTip(one.title)
        button.clicked.connect(lambda: self.taken.emit(one.draft_id))
        return button
