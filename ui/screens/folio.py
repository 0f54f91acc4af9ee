"""After saving: the folio is the biggest thing on the screen, and there is one sentence to say."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.base.i18n import _
from ui.shortcuts import key_of
from ui.theme import px
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.layout import column, row
from ui.widgets.scroll import Column
from ui.widgets.steps import SafeSteps
from ui.widgets.text import Said, label, set_role

WIDE = 900
COMPACT_BELOW = 820
LOW_BELOW, LOWEST = 460, 360
BIGGEST, LOW_BIGGEST, SMALLEST = 64, 44, 28
SAMPLE = "W00-00-0000000-W"


@dataclass(frozen=True, slots=True)
class FolioWords:
    """The screen in words. `key` is empty for a sealed matter; of `sealed` nothing more
    is offered: neither its history nor another folio beside it.
    """

    folio: str
    dictate: str
    sentence: str
    key: str = ""
    sealed: bool = False


class FolioScreen(QWidget):
    """Shows what was filed; asks for nothing but what comes next."""

    next_asked = Signal()
    same_asked = Signal()
    print_asked = Signal()
    history_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.folio = QLineEdit()
        self.folio.setReadOnly(True)
        self.folio.setAccessibleName(_("Folio"))
        self.folio.setProperty("role", "folio")
        self._dictate = Said(_("Díctelo"), "quiet")
        self._sentence = Said(_("Dígale"), "say")
        self._key = Said(_("Clave de consulta"), "quiet")
        self.steps = SafeSteps()
        self._paper = Said(_("Acuse"), "quiet")
        self._paper.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._buttons: dict[str, KeyButton] = {}
        self._card = Card()
        self._fill_card()
        self._column = Column(follow=False)
        self._column.body.addStretch(2)
        self._column.body.addWidget(self._card)
        self._column.body.addStretch(3)
        self._edges = column(self, margin=14)
        self._edges.addWidget(self._column)

    @property
    def title(self) -> str:
        return _("Folio")

    @property
    def paper_words(self) -> str:
        """What is said of the paper now."""
        return self._paper.text()

    def _fill_card(self) -> None:
        body = self._card.body
        body.setSpacing(px(10))
        self._heading = label(_("Folio"), "quiet")
        body.addWidget(self._heading)
        body.addWidget(self.folio)
        body.addWidget(self._dictate)
        self._say = Card(role="say")
        self._say.body.addWidget(self._sentence)
        body.addWidget(self._say)
        body.addWidget(self._key)
        line = row(space=12)
        line.addWidget(self.steps, 3)
        line.addWidget(self._paper, 2)
        body.addLayout(line)
        buttons = Flow(space=px(10))
        for text, action, role, signal in (
            (_("Siguiente"), "new", "primary", self.next_asked),
            (_("Otro de la misma persona"), "same", "", self.same_asked),
            (_("Imprimir otra vez"), "print", "", self.print_asked),
            (_("Ver historia"), "find", "", self.history_asked),
        ):
            button = KeyButton(text, key_of(action), role)
            button.clicked.connect(signal)
            buttons.addWidget(button)
            self._buttons[action] = button
        body.addLayout(buttons)

    def show_filed(self, filed: FolioWords) -> None:
        self._heading.setText(_("Folio reservado") if filed.sealed else _("Folio"))
        self.folio.setText(filed.folio)
        self.folio.setAccessibleDescription(filed.folio)
        self.folio.setCursorPosition(0)
        self._dictate.say(_("Díctelo: «{words}»").format(words=filed.dictate))
        self._sentence.say(filed.sentence)
        self._key.say(filed.key)
        self._key.setVisible(bool(filed.key))
        self.steps.show_word("guardado")
        self.show_paper(_("Acuse: en la fila de impresión"))
        for action in ("same", "find"):
            self._buttons[action].setVisible(not filed.sealed)
        self._buttons["new"].setFocus()
        self._column.to_top()

    def show_paper(self, text: str) -> None:
        self._paper.say(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        spare = max(0, self.width() - px(WIDE) - px(28)) // 2
        self._column.body.setContentsMargins(spare, 0, spare, 0)
        side = px(36 if self.width() >= px(COMPACT_BELOW) else 16)
        low = self.height() < px(LOW_BELOW)
        above = px(8 if low else 16)
        self._card.body.setContentsMargins(side, above, side, above)
        self._card.body.setSpacing(px(6 if low else 10))
        self._say.be_low(low=low)
        set_role(self._sentence, "role", "say-low" if low else "say")
        edge = px(8 if low else 14)
        self._edges.setContentsMargins(px(14), edge, px(14), edge)
        self._fit_folio()

    def _fit_folio(self) -> None:
        """As big as 64 at the scale in force, and always whole."""
        margins = self._card.body.contentsMargins()
        room = min(self.width() - px(44), px(WIDE)) - margins.left() - margins.right() - px(6)
        font = QFont(QApplication.font())
        font.setBold(True)
        size = px(LOW_BIGGEST if self.height() < px(LOWEST) else BIGGEST)
        while size > px(SMALLEST):
            font.setPixelSize(size)
            if QFontMetrics(font).horizontalAdvance(SAMPLE) <= room:
                break
            size -= 2
        self.folio.setFont(font)
        self.folio.setFixedHeight(QFontMetrics(font).height())
