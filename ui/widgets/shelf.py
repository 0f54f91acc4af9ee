"""The shelf of parked drafts: newest first, taken up again with Enter or a click."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from app.base.i18n import _
from ui.theme import px
from ui.widgets.layout import column
from ui.widgets.rows import ROW, Row, RowList
from ui.widgets.text import label

MOST = 5
LONGEST = 44


@dataclass(frozen=True, slots=True)
class Parked:
    draft_id: str
    title: str
    at: str


class Shelf(QWidget):
    """Tells which draft is taken. Hides itself when it is empty."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = _Drafts(_("Apartados"))
        self._list.setProperty("role", "shelf")
        self._list.taken.connect(self.taken)
        self._more = label("", "small")
        body = column(self, space=2)
        body.addWidget(label(_("APARTADOS"), "section"))
        body.addWidget(self._list)
        body.addWidget(self._more)
        self.hide()

    def show_parked(self, parked: tuple[Parked, ...]) -> None:
        rows = (Row(_short(one.title), under=one.at, value=one.draft_id) for one in parked[:MOST])
        self._list.show_rows(tuple(rows))
        self._list.setCurrentRow(-1)
        more = len(parked) - MOST
        self._more.setText(_("y {n} más").format(n=more))
        self._more.setVisible(more > 0)
        self.setVisible(bool(parked))


class _Drafts(RowList):
    taken = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.itemClicked.connect(self._clicked)

    def minimumSizeHint(self) -> QSize:
        """A full shelf scrolls: it never makes the window higher than its screen."""
        return QSize(px(120), px(48))

    def heightForWidth(self, width: int) -> int:
        """Room for every draft even beside a scroll bar, so that where there is room none shows."""
        return super().heightForWidth(width - self.verticalScrollBar().sizeHint().width())

    def sizeHint(self) -> QSize:
        return QSize(px(120), self.heightForWidth(max(self.width(), px(120))))

    def _clicked(self, item: QListWidgetItem) -> None:
        row = item.data(ROW)
        if isinstance(row, Row):
            self.taken.emit(str(row.value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.taken.emit(str(row.value))
        else:
            super().keyPressEvent(event)


def _short(title: str) -> str:
    """The beginning of what was said, cut between words."""
    if len(title) <= LONGEST:
        return title
    return title[:LONGEST].rsplit(" ", 1)[0] + "…"
