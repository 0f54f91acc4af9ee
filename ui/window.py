"""The one window: sign-in first, then the desk; keys, notices and the title for both."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from app.base.i18n import _
from ui.screens.sign_in import SignIn
from ui.shortcuts import SHORTCUTS
from ui.theme import px
from ui.widgets.card import column
from ui.widgets.toast import Toasts


class Window(QMainWindow):
    """Knows no desk: `view` is put in when somebody has signed in, and asked to `act`."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sign_in = SignIn()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sign_in)
        self.toasts = Toasts()
        whole = QWidget()
        body = column(whole, space=0)
        body.addWidget(self._stack, 1)
        body.addWidget(self.toasts)
        self.setCentralWidget(whole)
        self._act: Callable[[str], None] | None = None
        self._keys = {QKeySequence(key) for s in SHORTCUTS for key in s.keys}
        for shortcut in SHORTCUTS:
            for key in shortcut.keys:
                made = QShortcut(QKeySequence(key), self)
                made.setAutoRepeat(False)
                made.activated.connect(partial(self._do, shortcut.action))
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self.resize(px(1280), px(740))
        self.show_title(self.sign_in.title)

    def show_title(self, screen: str) -> None:
        self.setWindowTitle(_("Ventanilla — {screen}").format(screen=screen))

    def say(self, text: str, tone: str = "calm") -> None:
        self.toasts.say(text, tone)

    def enter(self, view: QWidget, act: Callable[[str], None]) -> None:
        """Somebody signed in: their desk takes the window."""
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self._act = act

    def leave(self) -> None:
        """Back to sign-in; the desk that was here is gone with everything it showed."""
        view = self._stack.currentWidget()
        self._act = None
        self._stack.setCurrentWidget(self.sign_in)
        if view is not None and view is not self.sign_in:
            self._stack.removeWidget(view)
            view.deleteLater()
        self.sign_in.start()
        self.show_title(self.sign_in.title)

    def _do(self, action: str) -> None:
        if self._act is not None:
            self._act(action)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Text fields keep some keys for themselves; those of our table are not theirs."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.text() and not event.modifiers()
            escape = event.matches(QKeySequence.StandardKey.Cancel)
            if not plain and not escape and QKeySequence(event.keyCombination()) in self._keys:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
