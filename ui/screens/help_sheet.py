"""F1: every key of the window, from the one table that also installs them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.base.i18n import _
from ui.shortcuts import IN_PLACE, IN_PLACE_HEADING, SHORTCUTS
from ui.theme import px
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.layout import column
from ui.widgets.scroll import Column
from ui.widgets.text import label


class HelpSheet(QWidget):
    """A page, not a box: Esc goes back to where one was."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        sheet = Column(follow=False)
        cards = Flow(space=px(12))
        groups: dict[str, list[tuple[str, str]]] = {}
        for shortcut in SHORTCUTS:
            groups.setdefault(shortcut.group, []).append((shortcut.shown, shortcut.text))
        groups[IN_PLACE_HEADING] = list(IN_PLACE)
        for heading, lines in groups.items():
            cards.addWidget(_card(heading, lines))
        close = KeyButton(_("Regresar"), "Esc")
        close.clicked.connect(self.closed)
        sheet.body.addWidget(label(_("Ayuda y teclas"), "title"))
        sheet.body.addWidget(
            label(
                _(
                    "Todo se hace con el teclado. Nada de lo escrito se pierde: los borradores se guardan solos."
                ),
                "quiet",
                wrap=True,
            )
        )
        sheet.body.addLayout(cards)
        sheet.body.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        sheet.body.addStretch(1)
        body = column(self, margin=14)
        body.addWidget(sheet)

    @property
    def title(self) -> str:
        return _("Ayuda y teclas")


def _card(heading: str, lines: list[tuple[str, str]]) -> Card:
    card = Card(_(heading))
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(8))
    for at, (keys, text) in enumerate(lines):
        grid.addWidget(label(keys, "keycap"), at, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(_(text)), at, 1)
    card.body.addLayout(grid)
    return card
