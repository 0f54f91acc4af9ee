"""A card: the surface that one group of things stands on."""

from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import px
from ui.widgets.layout import column
from ui.widgets.text import label


class Card(QFrame):
    """A surface with an optional heading; put things in `body`. `role`: card, say, danger, waiting."""

    def __init__(
        self, heading: str = "", role: str = "card", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.body = column(self, space=8, margin=14)
        if heading:
            self.body.addWidget(label(heading, "heading"))

    def be_low(self, *, low: bool) -> None:
        """Less air around what stands on it, where the screen is low."""
        side, above = (px(12), px(8)) if low else (px(14), px(14))
        self.body.setContentsMargins(side, above, side, above)
        self.body.setSpacing(px(4 if low else 8))
