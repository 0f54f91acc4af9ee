"""Installs the keys of the table on a window, also against text fields that keep some of them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.shortcuts import SHORTCUTS


class Keys(QObject):
    """`act` is called with the action of whichever key of the table is pressed in the window."""

    def __init__(self, window: QWidget, act: Callable[[str], None]) -> None:
        super().__init__(window)
        self._keys = {QKeySequence(key) for s in SHORTCUTS for key in s.keys}
        for shortcut in SHORTCUTS:
            for key in shortcut.keys:
                made = QShortcut(QKeySequence(key), window)
                made.setAutoRepeat(False)
                made.activated.connect(partial(act, shortcut.action))
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Text fields keep some keys for themselves; those of our table are not theirs."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.text() and not event.modifiers()
            escape = event.matches(QKeySequence.StandardKey.Cancel)
            if not plain and not escape and QKeySequence(event.keyCombination()) in self._keys:
                event.ignore()
                return True
        return super().eventFilter(watched, event)
