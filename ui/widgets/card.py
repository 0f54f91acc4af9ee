"""Surfaces: a card, a bar and how things are stacked in them, with one set of distances."""

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import px
from ui.widgets.text import label


def column(owner: QWidget | None = None, *, space: int = 8, margin: int = 0) -> QVBoxLayout:
    """Things under each other, `space` logical pixels apart."""
    made = QVBoxLayout() if owner is None else QVBoxLayout(owner)
    _set(made, space, margin)
    return made


def row(owner: QWidget | None = None, *, space: int = 8, margin: int = 0) -> QHBoxLayout:
    """Things beside each other, `space` logical pixels apart."""
    made = QHBoxLayout() if owner is None else QHBoxLayout(owner)
    _set(made, space, margin)
    return made


def _set(layout: QBoxLayout, space: int, margin: int) -> None:
    layout.setSpacing(px(space))
    layout.setContentsMargins(px(margin), px(margin), px(margin), px(margin))


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


def rule() -> QFrame:
    """A thin line between two groups."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made
