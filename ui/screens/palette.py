"""Ctrl+K: every action by its name, for who does not remember the key."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QWidget

from app.base.i18n import _
from app.domain.text import fold
from ui.shortcuts import SHORTCUTS
from ui.widgets.card import Card
from ui.widgets.layout import column, row
from ui.widgets.rows import ROW, Row, RowList
from ui.widgets.scroll import Column
from ui.widgets.text import label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Palette(QWidget):
    """A page with one field; Enter does what is marked, Esc goes back. `able` tells whether an
    action can be done now: what cannot is not offered.
    """

    asked = Signal(str)

    def __init__(self, able: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._able = able
        self.setProperty("role", "page")
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Buscar acción"))
        self.field.setProperty("role", "finder")
        self._list = RowList(_("Acciones"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card = Card()
        head = row(space=6)
        head.addWidget(label(_("Buscar acción"), "label"))
        head.addStretch(1)
        head.addWidget(label("Esc", "keycap"))
        head.addWidget(label(_("cerrar"), "label"))
        card.body.addLayout(head)
        card.body.addWidget(self.field)
        card.body.addWidget(self._list)
        sheet = Column()
        sheet.body.addWidget(card)
        sheet.body.addStretch(1)
        body = column(self, margin=14)
        body.addWidget(sheet)
        self.field.textChanged.connect(self._narrow)
        self._list.itemClicked.connect(self._clicked)

    @property
    def title(self) -> str:
        return _("Buscar acción")

    def start(self) -> None:
        self.field.clear()
        self._narrow("")
        self.field.setFocus()

    def _narrow(self, text: str) -> None:
        wanted = fold(text).split()
        rows = tuple(
            Row(_(s.text), right=s.shown, value=s.action)
            for s in SHORTCUTS
            if self._able(s.action) and all(word in fold(_(s.text)) for word in wanted)
        )
        self._list.show_rows(rows)

    def _clicked(self, item: QListWidgetItem) -> None:
        self._do(item.data(ROW))

    def _do(self, one: object) -> None:
        if isinstance(one, Row):
            self.asked.emit(str(one.value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._do(self._list.current())
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
