"""Papers that did not come out, or may not have: each is told, kept, and can be tried again."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.i18n import _
from ui.widgets.buttons import PlainButton
from ui.widgets.card import Card
from ui.widgets.layout import row
from ui.widgets.text import label


@dataclass(frozen=True, slots=True)
class Trouble:
    """One paper. `doubtful`: the program stopped while it was printing, so a person must say."""

    job: str
    folio: str
    sentence: str
    doubtful: bool


class PaperTrouble(Card):
    """`again(job)` prints it again; `came_out(job)` says that the paper is there."""

    again = Signal(str)
    came_out = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Papeles que no han salido"), parent=parent)
        self._lines: list[QWidget] = []
        self.hide()

    def show_trouble(self, troubles: tuple[Trouble, ...]) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(one) for one in troubles]
        for line in self._lines:
            self.body.addWidget(line)
        self.setVisible(bool(troubles))

    def _line(self, one: Trouble) -> QWidget:
        whole = QWidget()
        line = row(whole, space=10)
        sentence = _("¿Salió el papel?") if one.doubtful else one.sentence
        line.addWidget(label(f"{one.folio} · {sentence}", wrap=True), 1)
        if one.doubtful:
            yes = PlainButton(_("Sí salió"))
            yes.setAccessibleName(_("Sí salió: {folio}").format(folio=one.folio))
            yes.clicked.connect(lambda: self.came_out.emit(one.job))
            line.addWidget(yes)
        again = PlainButton(_("Imprimir"))
        again.setAccessibleName(_("Imprimir: {folio}").format(folio=one.folio))
        again.clicked.connect(lambda: self.again.emit(one.job))
        line.addWidget(again)
        return whole
