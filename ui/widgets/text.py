"""Labels: one maker for each role the style sheet knows, so nobody styles by hand."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")


def unbroken(text: str) -> str:
    """The text with its telephones in one piece: a number is never read out over two lines."""
    return _BETWEEN_DIGITS.sub("\N{NO-BREAK SPACE}", text)


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label; `role` picks its look in the style sheet."""
    made = QLabel(unbroken(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if wrap:
        policy = made.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


class Said(QLabel):
    """A value with a name of its own for screen readers: the name stays, the value is described."""

    def __init__(self, name: str, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.setAccessibleName(name)
        self.setMinimumWidth(1)

    def say(self, text: str) -> None:
        self.setText(unbroken(text))
        self.setAccessibleDescription(text)


def set_role(widget: QWidget, name: str, value: str) -> None:
    """Changes a property the style sheet looks at, and lets the style look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
