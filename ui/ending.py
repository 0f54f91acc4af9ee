"""Ends the window when the process is asked to, as a person closing it would."""

import os
import signal

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication


class EndsOnSignal(QObject):
    """SIGTERM and SIGINT close the window; nothing polls for them. Call `release` at the end.

    Python only runs a handler while it has the thread, and Qt's loop rarely gives it: the
    wake-up byte on a pipe does. On Windows nobody sends these to a window, and Qt cannot watch a
    pipe there: the handlers alone are set.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._here, self._there = os.pipe()
        os.set_blocking(self._there, False)
        self._notifier: QSocketNotifier | None = None
        if os.name == "posix":
            self._notifier = QSocketNotifier(self._here, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._woken)
        self._wakeup = signal.set_wakeup_fd(self._there, warn_on_full_buffer=False)
        self._before = [
            (number, signal.signal(number, self._ask)) for number in (signal.SIGTERM, signal.SIGINT)
        ]

    def _ask(self, _number: int, _frame: object) -> None:
        self._app.closeAllWindows()
        self._app.quit()

    def _woken(self) -> None:
        os.read(self._here, 64)

    def release(self) -> None:
        """Puts back what was there before."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before:
            signal.signal(number, handler)
        os.close(self._here)
        os.close(self._there)
