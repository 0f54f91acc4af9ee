"""The three honest words of a matter: each is filled once it is true, never before."""

from PySide6.QtWidgets import QLabel, QWidget

from app.base.i18n import _
from ui import words
from ui.widgets.layout import row
from ui.widgets.text import label, set_role


class SafeSteps(QWidget):
    """● Guardado aquí ○ Recibido en central ○ Con respaldo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Dónde está guardado"))
        line = row(self, space=24)
        self._labels: list[QLabel] = []
        for _code, _text in words.SAFE_WORDS:
            one = label("", "quiet")
            self._labels.append(one)
            line.addWidget(one)
        line.addStretch(1)
        self.show_word("guardado")

    def show_word(self, word: str) -> None:
        codes = [code for code, _text in words.SAFE_WORDS]
        reached = codes.index(word)
        for at, (one, (_code, text)) in enumerate(zip(self._labels, words.SAFE_WORDS, strict=True)):
            one.setText(f"{'●' if at <= reached else '○'} {_(text)}")
            set_role(one, "role", "strong" if at == reached else "quiet")
        self.setAccessibleDescription(words.safe_word(word))
