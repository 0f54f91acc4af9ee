"""The deciding questions of a matter, one under another, answered with 1…9 and Enter."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.questions import Ask
from ui.widgets.answers import Answer, AnswerRow
from ui.widgets.layout import column

UNKNOWN = "no_sabe"


class Questions(QWidget):
    """Questions stay where they were once answered; new ones come below."""

    answered = Signal(str, str)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = column(self, space=10)
        self._rows: dict[str, AnswerRow] = {}
        self.hide()

    def clear(self) -> None:
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows = {}
        self.hide()

    def show_asks(
        self, asks: tuple[Ask, ...], answers: Mapping[str, str], proposed: Mapping[str, str]
    ) -> None:
        """What is still worth asking, beside what was answered; `proposed` are shown as chosen."""
        wanted = {ask.question.id: ask for ask in asks}
        for name in [n for n in self._rows if n not in wanted and not answers.get(n)]:
            row = self._rows.pop(name)
            row.hide()
            row.deleteLater()
        for name, ask in wanted.items():
            if name not in self._rows:
                self._rows[name] = self._build(ask, proposed.get(name, ""))
                self._body.addWidget(self._rows[name])
        for name, row in self._rows.items():
            row.show_value(answers.get(name, ""))
        self.setVisible(bool(self._rows))

    def _build(self, ask: Ask, proposed: str) -> AnswerRow:
        answers = tuple(Answer(option.value, option.label) for option in ask.options)
        unknown = UNKNOWN if any(a.value == UNKNOWN for a in answers) else ""
        name = ask.question.id
        row = AnswerRow(ask.question.text, answers, proposed=proposed, otherwise=unknown)
        row.setToolTip(ask.question.help)
        row.chosen.connect(lambda value: self.answered.emit(name, value))
        row.went_on.connect(lambda: self._after(row))
        return row

    def enter(self) -> None:
        """Go to the first question without an answer, or past them all."""
        for row in self._rows.values():
            if not row.value:
                row.setFocus()
                return
        self.finished.emit()

    def _after(self, row: AnswerRow) -> None:
        rows = list(self._rows.values())
        later = rows[rows.index(row) + 1 :] if row in rows else []
        for one in later:
            if not one.value:
                one.setFocus()
                return
        self.finished.emit()
