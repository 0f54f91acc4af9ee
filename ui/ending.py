"""Ends the window when the process is asked to, as a person closing it would."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication


class EndsOnSignal(QObject):
    """SIGTERM and SIGINT close the window; nothing polls for them. Call `release` at the end."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._here, self._there = socket.socketpair()
        self._there.setblocking(False)
        self._here.setblocking(False)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._wakeup = signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        self._before = [
            (number, signal.signal(number, self._ask)) for number in (signal.SIGTERM, signal.SIGINT)
        ]

    def _ask(self, _number: int, _frame: object) -> None:
        self._app.closeAllWindows()
        self._app.quit()

    def _woken(self) -> None:
        self._here.recv(64)  # Python runs the handler as soon as it has the thread again

    def release(self) -> None:
        """Puts back what was there before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before:
            signal.signal(number, handler)
        self._here.close()
        self._there.close()
