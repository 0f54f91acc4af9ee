"""Names and values under each other; the values can be selected and copied."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.theme import px
from ui.widgets.text import Said, label


class Facts(QWidget):
    """A short table of what is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(5))
        self._grid.setColumnStretch(1, 1)
        self._cells: list[QLabel] = []

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        for cell in self._cells:
            cell.hide()
            cell.deleteLater()
        self._cells = []
        for at, (name, text) in enumerate(facts):
            named, value = label(name, "quiet"), Said(name)
            named.setAlignment(Qt.AlignmentFlag.AlignTop)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.say(text)
            self._grid.addWidget(named, at, 0)
            self._grid.addWidget(value, at, 1)
            self._cells += [named, value]
