"""One editor a kind of field: all speak through `edited` and Enter goes on to the next."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from app.base.i18n import _
from ui.forms.spec import FieldSpec
from ui.theme import px
from ui.widgets.answers import Answer, AnswerRow

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(QLineEdit):
    """One line of text."""

    edited = Signal(str)
    went_on = Signal()
    left = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.setMaxLength(spec.longest)
        self.textEdited.connect(self.edited)

    def value(self) -> str:
        return self.text()

    def set_value(self, value: str) -> None:
        if value != self.text():
            self.setText(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and plain:
            self.went_on.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Area(QPlainTextEdit):
    """Some lines of text. Enter goes on, Shift+Enter begins a line, Tab leaves."""

    edited = Signal(str)
    went_on = Signal()
    left = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self._longest = spec.longest
        self._quiet = False
        self.setTabChangesFocus(True)
        self.setFixedHeight(px(54))
        self.textChanged.connect(self._changed)

    def value(self) -> str:
        return self.toPlainText()

    def set_value(self, value: str) -> None:
        if value != self.toPlainText():
            self._quiet = True
            self.setPlainText(value)
            self._quiet = False

    def _changed(self) -> None:
        if self._quiet:
            return
        text = self.toPlainText()
        if len(text) > self._longest:
            self.set_value(text[: self._longest])
        self.edited.emit(text[: self._longest])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.went_on.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Choice(AnswerRow):
    """A few fixed answers, numbered."""

    edited = Signal(str)
    left = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        answers = tuple(Answer(value, _(text)) for value, text in spec.choices)
        super().__init__(_(spec.label), answers)
        self.chosen.connect(self.edited)

    def set_value(self, value: str) -> None:
        self.show_value(value)


class Flag(QCheckBox):
    """Yes or no; its value is `si` or empty."""

    edited = Signal(str)
    went_on = Signal()
    left = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(_(spec.label))
        self.clicked.connect(lambda on: self.edited.emit("si" if on else ""))

    def value(self) -> str:
        return "si" if self.isChecked() else ""

    def set_value(self, value: str) -> None:
        self.setChecked(bool(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.went_on.emit()
        else:
            super().keyPressEvent(event)


KINDS: dict[str, Callable[[FieldSpec], QWidget]] = {
    "line": Line,
    "area": Area,
    "choice": Choice,
    "flag": Flag,
}
"""The one table from a kind of field to what edits it."""
