"""«¿Qué sucede?»: one field, and under it what it may be, numbered."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QWidget

from app.base.i18n import _
from ui.widgets.layout import column
from ui.widgets.rows import ROW, Row, RowList
from ui.widgets.text import label

LONGEST = 10_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FinderBox(QWidget):
    """Tells what is typed and which suggestion is picked. Knows no catalogue."""

    typed = Signal(str)
    picked = Signal(object)
    reopened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setAccessibleName(_("¿Qué sucede?"))
        self.field.setProperty("role", "finder")
        self.field.setMaxLength(LONGEST)
        self.list = RowList(_("Sugerencias"))
        self.list.hide()
        body = column(self, space=8)
        body.addWidget(label(_("¿Qué sucede?"), "label"))
        body.addWidget(self.field)
        body.addWidget(self.list)
        self._picked = False
        self.field.textEdited.connect(self.typed)
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._clicked)

    def start(self, text: str = "") -> None:
        """Empty, or with the words of a draft taken up again."""
        self._picked = False
        self.field.setText(text)
        self.list.show_rows(())

    def offer(self, rows: tuple[Row, ...]) -> None:
        """Show suggestions, best first."""
        self._picked = False
        self.list.show_rows(rows)

    def settle(self, row: Row) -> None:
        """Only what was picked stays in sight; Enter or a click opens the others again."""
        self._picked = True
        self.list.show_rows((row,))

    def _clicked(self, item: QListWidgetItem) -> None:
        self._take(item.data(ROW))

    def _take(self, row: object) -> None:
        if self._picked:
            self.reopened.emit()
        elif isinstance(row, Row):
            self.picked.emit(row.value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            if watched is self.field:
                return self._key_in_field(event)
            if watched is self.list:
                return self._key_in_list(event)
        return super().eventFilter(watched, event)

    def _key_in_field(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            self.pick_current()
        elif event.key() == Qt.Key.Key_Down and self.list.isVisible():
            self.list.setFocus()
            self.list.step(1)
        else:
            return False
        return True

    def pick_current(self) -> None:
        """Enter in the field: take the suggestion that is marked; once taken, go on with it."""
        row = self.list.current()
        if row is not None:
            self.picked.emit(row.value)

    def _key_in_list(self, event: QKeyEvent) -> bool:
        text, rows = event.text(), self.list.rows()
        if event.key() in _ENTER:
            self._take(self.list.current())
        elif text.isdecimal() and 1 <= int(text) <= len(rows):
            self._take(rows[int(text) - 1])
        elif event.key() == Qt.Key.Key_Up and self.list.currentRow() == 0:
            self.field.setFocus()
        elif text.isprintable() and text.strip():
            self.field.setFocus()
            self.field.insert(text)
            self.typed.emit(self.field.text())
        else:
            return False
        return True
