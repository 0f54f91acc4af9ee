"""Short notices in a strip instead of boxes in the way. What matters stays until it is read."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.base.i18n import _
from ui.widgets.buttons import PlainButton
from ui.widgets.layout import column, row
from ui.widgets.text import label

SHORT_MS = 6000
MOST = 3


class Toast(QFrame):
    """One notice. `tone`: calm, waiting, danger; a calm one leaves by itself."""

    closed = Signal()

    def __init__(self, text: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = text
        self.setProperty("role", "toast")
        self.setProperty("tone", tone)
        line = row(self, space=12, margin=5)
        line.addWidget(label(text, wrap=True), 1)
        close = PlainButton(_("Cerrar"), "link")
        close.clicked.connect(self.closed)
        line.addWidget(close)
        if tone == "calm":
            QTimer.singleShot(SHORT_MS, self, self.closed.emit)


class Toasts(QWidget):
    """The strip of notices under every screen, newest below. It covers nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Avisos"))
        self.setProperty("role", "page")
        self._body = column(self, space=4, margin=4)
        self._shown: list[Toast] = []
        self.hide()

    def say(self, text: str, tone: str = "calm") -> None:
        """Show a notice; the oldest leaves when there are too many."""
        toast = Toast(text, tone)
        toast.closed.connect(lambda: self._drop(toast))
        self._body.addWidget(toast)
        self._shown.append(toast)
        while len(self._shown) > MOST:
            self._drop(self._shown[0])
        self.setAccessibleDescription(text)
        self.show()
        event = QAccessibleEvent(self, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(event)

    def unsay(self, text: str) -> None:
        """A notice that no longer stands leaves, if it is still there."""
        for toast in [one for one in self._shown if one.said == text]:
            self._drop(toast)

    def _drop(self, toast: Toast) -> None:
        if toast not in self._shown:
            return
        self._shown.remove(toast)
        toast.hide()
        toast.deleteLater()
        self.setVisible(bool(self._shown))
