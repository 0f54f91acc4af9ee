"""The colonia field: completes from the official list as it is typed; what is not on it is kept."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QScrollArea, QWidget

from app.base.i18n import _
from app.domain.catalog import Colonia
from ui.forms.editors import Line
from ui.forms.spec import FieldSpec
from ui.theme import px
from ui.widgets.rows import ROW, Row, RowList

Complete = Callable[[str], tuple[Colonia, ...]]
MOST = 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ColoniaField(Line):
    """A line that offers colonias under itself. `picked` carries the one taken from the list."""

    picked = Signal(object)

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(spec)
        self._complete: Complete | None = None
        self.list = RowList(_("Colonias"))
        self.list.setProperty("role", "popup")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.hide()
        self.list.itemPressed.connect(self._pressed)
        self.textEdited.connect(self._offer)

    def use(self, complete: Complete) -> None:
        """Where completions come from; in memory and quick."""
        self._complete = complete

    def _offer(self, text: str) -> None:
        found = self._complete(text)[:MOST] if self._complete and text.strip() else ()
        self._show(tuple(row_of(colonia) for colonia in found))

    def _show(self, rows: tuple[Row, ...]) -> None:
        floor = self._floor()
        self.list.setParent(floor)
        self.list.show_rows(rows)
        if not rows:
            return
        corner = self.mapTo(floor, QPoint(0, self.height() + px(2)))
        width = self.width()
        self.list.setGeometry(corner.x(), corner.y(), width, self.list.heightForWidth(width))
        self.list.raise_()

    def _floor(self) -> QWidget:
        """What the list lies on: the page that scrolls with the field, so that no card cuts it."""
        above = self.parentWidget()
        while above is not None:
            inside = above.widget() if isinstance(above, QScrollArea) else None
            if inside is not None:
                return inside
            above = above.parentWidget()
        return self.window()

    def _pressed(self, item: QListWidgetItem) -> None:
        self._take(item.data(ROW))
        self.setFocus()

    def _take(self, row: Row) -> None:
        colonia = row.value
        if isinstance(colonia, Colonia):
            self.setText(colonia.name)
            self.picked.emit(colonia)
        self.list.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.list.current() if self.list.isVisible() else None
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if row is not None and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif row is not None and event.key() == Qt.Key.Key_Escape:
            self.list.hide()
        elif row is not None and event.key() in _ENTER and plain:
            self._take(row)
            self.went_on.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QTimer.singleShot(0, self.list, self.list.hide)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = event.key() == Qt.Key.Key_Escape and self.list.isVisible()
            if own:
                event.accept()
                return True
        return super().event(event)


def row_of(colonia: Colonia) -> Row:
    """How a colonia is offered: what tells it apart from its namesakes is said."""
    right = " · ".join(part for part in (colonia.kind, colonia.cp) if part)
    return Row(colonia.name, under=colonia.tell_apart, right=right, value=colonia)
