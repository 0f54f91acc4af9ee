"""A question with numbered answers: 1…9 choose, Enter goes on, Tab leaves."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.theme import px
from ui.widgets.buttons import WrapButton
from ui.widgets.flow import Flow
from ui.widgets.layout import column
from ui.widgets.text import label, set_role

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    value: str
    text: str


class AnswerRow(QWidget):
    """One question. While nothing is chosen, `proposed` is shown as if it were and Enter accepts
    it; where nothing is proposed, Enter accepts `otherwise` (both may be empty).
    """

    chosen = Signal(str)
    went_on = Signal()

    def __init__(
        self,
        question: str,
        answers: tuple[Answer, ...],
        *,
        proposed: str = "",
        otherwise: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._answers = answers
        self._proposed = proposed
        self._otherwise = proposed or otherwise
        self.value = ""
        self.setAccessibleName(name or question)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = column(self, space=4)
        self._label = label(question, "label", wrap=True)
        body.addWidget(self._label)
        flow = Flow(space=px(8))
        self._buttons = [self._button(i, answer) for i, answer in enumerate(answers)]
        for button in self._buttons:
            flow.addWidget(button)
        body.addLayout(flow)
        self._mark(proposed)

    def _button(self, index: int, answer: Answer) -> WrapButton:
        number = f"{index + 1} " if index < 9 else ""  # noqa: PLR2004 - the keys there are
        button = WrapButton(f"{number}{answer.text}", "answer")
        button.setAccessibleName(answer.text)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.choose(answer.value))
        return button

    def choose(self, value: str) -> None:
        """Choose as the person would: shown, and told."""
        self.show_value(value)
        self.chosen.emit(value)

    def show_value(self, value: str) -> None:
        """Show an answer given before, without telling anybody."""
        self.value = value
        self._mark(value or self._proposed)

    def _mark(self, value: str) -> None:
        for answer, button in zip(self._answers, self._buttons, strict=True):
            button.setChecked(answer.value == value)
        shown = next((a.text for a in self._answers if a.value == value), "")
        self.setAccessibleDescription(shown)

    def accept(self) -> None:
        """Enter: what is chosen stands, otherwise what was proposed; then go on."""
        if not self.value and self._otherwise:
            self.choose(self._otherwise)
        self.went_on.emit()

    def _step(self, by: int) -> None:
        values = [answer.value for answer in self._answers]
        now = self.value or self._proposed
        at = values.index(now) + by if now in values else 0
        self.choose(values[at % len(values)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, number = event.key(), event.text()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.accept()
        elif number.isdecimal() and 1 <= int(number) <= len(self._answers):
            self.choose(self._answers[int(number) - 1].value)
        elif key in _STEPS:
            self._step(_STEPS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._light(on=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._light(on=False)

    def _light(self, *, on: bool) -> None:
        """Where the keys go is seen on the question and on every answer."""
        set_role(self._label, "role", "asking" if on else "label")
        for button in self._buttons:
            set_role(button, "asking", "true" if on else "false")
