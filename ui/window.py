"""The one window: sign-in first, then the desk; notices and the title for both."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from app.base.i18n import _
from ui.screens.sign_in import SignIn
from ui.theme import px
from ui.widgets.layout import column

if TYPE_CHECKING:  # loaded after the first paint
    from ui.widgets.toast import Toasts


class Window(QMainWindow):
    """Knows no desk: a view is put in when somebody has signed in, and taken out when they leave."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sign_in = SignIn()
        self.toasts: Toasts | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sign_in)
        whole = QWidget()
        self._body = column(whole, space=0)
        self._body.addWidget(self._stack, 1)
        self.setCentralWidget(whole)
        self._act: Callable[[str], None] | None = None
        self.resize(px(1280), px(740))
        self.show_title(self.sign_in.title)

    def furnish(self) -> None:
        """After the first paint: the strip of notices, the keys, the icon."""
        from PySide6.QtGui import QIcon

        import resources
        from ui import keys
        from ui.widgets.toast import Toasts

        self.toasts = Toasts()
        self._body.addWidget(self.toasts)
        keys.install(self, self._do)
        self.setWindowIcon(QIcon(str(resources.path("icons", "ventanilla.svg"))))

    def show_title(self, screen: str) -> None:
        self.setWindowTitle(_("Ventanilla — {screen}").format(screen=screen))

    def say(self, text: str, tone: str = "calm") -> None:
        if self.toasts is not None:
            self.toasts.say(text, tone)

    def unsay(self, text: str) -> None:
        """What the notice spoke of is over."""
        if self.toasts is not None:
            self.toasts.unsay(text)

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

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
