"""What happens to a defect of ours: logged in full, told once per cause, and work goes on."""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

_log = logging.getLogger(__name__)

Told = Callable[[], None]


class CrashWatch(QObject):
    """Catches what nobody caught, on any thread, until `release`."""

    happened = Signal(str)

    def __init__(self, tell: Told, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: set[str] = set()
        self._tell = tell
        self._before = (sys.excepthook, threading.excepthook)
        self.happened.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread

    @property
    def causes(self) -> frozenset[str]:
        """Every cause told so far; empty while all is well."""
        return frozenset(self._seen)

    def report(self, error: BaseException) -> None:
        """Log an error that a lane brought back; tell the person unless this cause was told."""
        _log.error("defect", exc_info=error)
        self.happened.emit(cause_of(error))

    def release(self) -> None:
        sys.excepthook, threading.excepthook = self._before

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)

    def _settle(self, cause: str) -> None:
        if cause not in self._seen:
            self._seen.add(cause)
            self._tell()


def cause_of(error: BaseException) -> str:
    """Names a defect by its type and the line that raised it, so that it is told once."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {where}"
