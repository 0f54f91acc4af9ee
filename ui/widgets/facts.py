"""Names and values beside each other, or under each other where there is little room.

The values can be selected and copied.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.theme import px
from ui.widgets.text import Said, label

MOST_FOR_NAMES = 0.45  # of the width; with less for the values these would break within words


class Facts(QWidget):
    """A short table of what is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(5))
        self._grid.setColumnStretch(1, 1)
        self._pairs: list[tuple[QLabel, QLabel]] = []

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        for cell in (cell for pair in self._pairs for cell in pair):
            cell.hide()
            cell.deleteLater()
        self._pairs = [self._pair(name, text) for name, text in facts]
        self._place()

    def _pair(self, name: str, text: str) -> tuple[QLabel, QLabel]:
        named, value = label(name, "quiet"), Said(name)
        named.setAlignment(Qt.AlignmentFlag.AlignTop)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.say(text)
        return named, value

    def _place(self) -> None:
        widest = max((named.sizeHint().width() for named, _value in self._pairs), default=0)
        above = widest > self.width() * MOST_FOR_NAMES
        for at, (named, value) in enumerate(self._pairs):
            if above:
                self._grid.addWidget(named, 2 * at, 0, 1, 2)
                self._grid.addWidget(value, 2 * at + 1, 0, 1, 2)
            else:
                self._grid.addWidget(named, at, 0)
                self._grid.addWidget(value, at, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()
