"""Installs the keys of the table on a window."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.shortcuts import SHORTCUTS


def install(window: QWidget, act: Callable[[str], None]) -> None:
    """`act` is called with the action of whichever key of the table is pressed in the window."""
    for shortcut in SHORTCUTS:
        for key in shortcut.keys:
            made = QShortcut(QKeySequence(key), window)
            made.setAutoRepeat(False)
            made.activated.connect(partial(act, shortcut.action))
