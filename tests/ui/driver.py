"""Drives the real window as a person would: keys to whatever has the focus, eyes on what shows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.roles import Actor, Role
from tests.ui.homes import opener
from ui import theme
from ui.background import Background
from ui.main import application
from ui.program import Program
from ui.window import Window

CLERK = Actor("RM01", "Rosa Medina", Role.CLERK)
LIMIT_MS = 20_000


class Person:
    """Somebody at the window. `keys` counts what is pressed besides free text."""

    def __init__(self, program: Program, window: Window) -> None:
        self.program = program
        self.window = window
        self.keys = 0

    @property
    def view(self):
        assert self.program.view is not None
        return self.program.view

    @property
    def capture(self):
        return self.view.capture

    @property
    def desk(self):
        return self.program._opened.desk

    def until(self, condition: Callable[[], object]) -> None:
        """Lets the window work until the condition holds."""
        limit = QDeadlineTimer(LIMIT_MS)
        while not condition():
            assert not limit.hasExpired(), condition
            assert not self.program.crash.causes
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def settle(self) -> None:
        for _round in range(3):
            self.until(lambda: self.program.background.idle)
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        assert not self.program.crash.causes

    def type(self, text: str) -> None:
        """Free text; `qtbot.keyClicks` dies on ñ, so each letter is an event of its own."""
        for letter in text:
            self._send(0, letter)

    def press(self, key: Qt.Key, text: str = "") -> None:
        self.keys += 1
        self._send(key, text or ("\r" if key == Qt.Key.Key_Return else ""))

    def shortcut(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        """A key of the table, through the window's own shortcuts."""
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        QApplication.processEvents()

    def file(self) -> str:
        """F9; gives the folio once it shows."""
        before = self.view.folio.folio.text()
        self.shortcut(Qt.Key.Key_F9)
        self.until(lambda: self.view.folio.folio.text() != before)
        self.settle()
        return self.view.folio.folio.text()

    def _send(self, key: int, text: str) -> None:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            focus = QApplication.focusWidget()
            assert focus is not None
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(focus, event)

    def named(self, name: str) -> QWidget:
        """The showing thing of an accessible name."""
        for widget in self.window.findChildren(QWidget):
            if widget.accessibleName() == name and widget.isVisible():
                return widget
        raise LookupError(name)

    def notices(self) -> str:
        """What the strip of notices says now."""
        strip = self.window.toasts
        return "\n".join(toast.said for toast in strip._shown) if strip else ""

    def everything_said(self) -> str:
        """Every text the window holds, shown or not."""
        said = []
        for widget in self.window.findChildren(QWidget):
            said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            for way in ("text", "toPlainText"):
                if hasattr(widget, way):
                    said.append(getattr(widget, way)())
        return "\n".join(said)


@contextmanager
def at_window(home: Path, actor: Actor | None = CLERK) -> Iterator[Person]:
    """The window over a home, with somebody signed in; or at sign-in when `actor` is None."""
    theme.apply(application())
    window = Window()
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    window.sign_in.start()
    who = (lambda _desk: actor) if actor else None
    program = Program(window, Background(), opener(home), who, look=("light", 100))
    person = Person(program, window)
    try:
        program.start()
        person.until(lambda: program._opened is not None)
        if actor is not None:
            person.until(lambda: program.view is not None)
            person.settle()
        yield person
        assert not program.crash.causes
    finally:
        program.close()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
