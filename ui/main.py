"""Opens the window: paints sign-in first, then loads and opens everything else behind it."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.window import Window

if TYPE_CHECKING:  # at run time these would be loaded before the first paint
    from app.bootstrap.station import OpenDesk
    from app.domain.roles import Actor
    from app.services.desk import Desk
    from ui.background import Background
    from ui.ending import EndsOnSignal
    from ui.program import Program

Open = Callable[[], "AbstractContextManager[OpenDesk]"]
Who = Callable[["Desk"], "Actor"]


def run(
    open_desk: Open, *, painted: Callable[[], None] | None = None, actor: Who | None = None
) -> int:
    """Runs the window until it is closed or the process is asked to end; gives the exit code.

    `open_desk` is entered on another thread once sign-in is on screen, and left at the end.
    `painted` is called when the window has been painted. `actor` skips sign-in (benchmarks,
    training).
    """
    app = application()
    window = Window()
    start = _Start(window, open_desk, painted, actor)
    window.sign_in.installEventFilter(start)
    window.show()
    window.sign_in.start()
    code = app.exec()
    start.close()
    return code


def application() -> QApplication:
    """The one QApplication, dressed and speaking Spanish."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Ventanilla")
    app.setStyle("fusion")
    theme.apply(app)
    return app


class _Start(QObject):
    """After the first paint, and not before: loads the rest on a lane and hands over to it."""

    def __init__(
        self, window: Window, open_desk: Open, painted: Callable[[], None] | None, who: Who | None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._open_desk = open_desk
        self._painted = painted
        self._who = who
        self._begun = False
        self._background: Background | None = None
        self._ending: EndsOnSignal | None = None
        self._program: Program | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._begun:
            self._begun = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._load)
        return False

    def _load(self) -> None:
        from ui.ending import EndsOnSignal

        self._ending = EndsOnSignal(application())
        if self._painted is not None:
            self._painted()
        from ui.background import Background

        self._background = Background(parent=self)
        self._background.run("read", lambda: import_module("ui.program"), self._go_on, _give_up)

    def _go_on(self, loaded: ModuleType) -> None:
        assert self._background is not None  # noqa: S101 - it brought us here
        self._program = loaded.Program(self._window, self._background, self._open_desk, self._who)
        self._program.start()

    def close(self) -> None:
        """Whatever had begun is ended in order."""
        if self._ending is not None:
            self._ending.release()
        if self._program is not None:
            self._program.close()
        elif self._background is not None:
            self._background.close()


def _give_up(error: BaseException) -> None:
    raise error  # an installation that lacks a part of itself
