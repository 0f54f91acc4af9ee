"""How things are stacked, with one set of distances. Light: the first painted page needs it."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import px


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
