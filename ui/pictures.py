"""Pictures of every screen, taken from the real window over a real home; also what tests measure.

The story is one short shift: a lamp, a sinkhole, a bribe told in passing, a house without power.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.base.i18n import _
from app.bootstrap.station import OpenDesk
from app.domain.roles import Actor
from app.services.desk import Desk
from ui import theme
from ui.background import Background
from ui.desk_view import DeskView
from ui.main import application
from ui.program import Program
from ui.window import Window

PATIENCE_MS = 20_000


@dataclass(frozen=True, slots=True)
class Shot:
    """One set of pictures: window size in pixels, text scale in per cent, theme."""

    width: int
    height: int
    scale: int = 100
    theme: str = "light"

    @property
    def suffix(self) -> str:
        look = "" if self.theme == "light" else f"-{self.theme}"
        return f"{self.width}x{self.height}-{self.scale}{look}"


SHOTS = (
    Shot(1366, 768), Shot(1366, 768, 150), Shot(1920, 1080), Shot(1920, 1080, 150),
    Shot(1366, 768, 100, "dark"), Shot(1366, 768, 100, "contrast"),
)  # fmt: skip

Open = Callable[[], AbstractContextManager[OpenDesk]]
Seen = Callable[[str, QWidget], None]


def take(
    open_desk: Open, folder: Path, who: Callable[[Desk], Actor], shots: Iterable[Shot] = SHOTS
) -> list[Path]:
    """Writes a PNG of every screen for each shot into `folder`; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for shot in shots:

        def save(name: str, window: QWidget, shot: Shot = shot) -> None:
            made.append(folder / f"{name}-{shot.suffix}.png")
            window.grab().save(str(made[-1]))

        walk(open_desk, who, shot, save)
    return made


def walk(open_desk: Open, who: Callable[[Desk], Actor], shot: Shot, seen: Seen) -> None:
    """Plays the story at one size and look, calling `seen(name, window)` at every screen."""
    app = application()
    theme.apply(app, shot.theme, shot.scale / 100)
    window = Window()
    window.resize(shot.width, shot.height)
    window.show()
    window.activateWindow()
    window.sign_in.start()
    _until(lambda: QApplication.focusWidget() is window.sign_in.user)
    seen("01-entrada", window)
    program = Program(window, Background(), open_desk, who, look=(shot.theme, shot.scale))
    try:
        program.start()
        _until(lambda: program.view is not None)
        assert program.view is not None  # noqa: S101 - waited for just now
        _Story(program, program.view, window, seen).play()
        if program.crash.causes:
            raise RuntimeError(*program.crash.causes)
    finally:
        program.close()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class _Story:
    def __init__(self, program: Program, view: DeskView, window: Window, seen: Seen) -> None:
        self._program = program
        self._view = view
        self._window = window
        self._seen = seen

    def play(self) -> None:
        self._settle()
        self._view.act("new")
        self._lamp()
        self._sinkhole()
        self._bribe()
        self._external()
        self._look_back()

    # Scenes -----------------------------------------------------------------------------------
    def _lamp(self) -> None:
        self._say("lampara fundida en independencia desde el lunes")
        self._shoot("02-sugerencias")
        self._press(Qt.Key.Key_Return)
        self._shoot("03-preguntas")
        self._answer_all()
        self._fill("place.colonia", "tlaquepaque cen")
        self._shoot("04-colonia")
        self._press(Qt.Key.Key_Return)
        for path, text in (
            ("place.street", "Independencia"),
            ("place.number", "212"),
            ("place.crossings.0", "Progreso"),
            ("place.crossings.1", "Donato Guerra"),
            ("place.reference", "frente a la tortillería"),
            ("note", "Llamó también ayer."),
        ):
            self._fill(path, text)
        self._identify("33 12", "María Núñez Íñiguez")
        self._view.act("file")
        self._settle()
        self._shoot("05-error")
        self._fill("person.phone", "33 1234 5678")
        self._shoot("06-captura")
        self._file("07-folio")

    def _sinkhole(self) -> None:
        self._view.act("new")
        self._say("se hundio la calle hay un socavon enorme")
        self._press(Qt.Key.Key_Return)
        self._answer_all("1")
        self._fill("place.colonia", "santa anita")
        self._press(Qt.Key.Key_Return)
        self._shoot("08-peligro")
        self._file("09-aviso-en-vivo")
        self._view.notice.who.setFocus()
        self._type("cabina")
        self._press(Qt.Key.Key_Return)
        _until(lambda: not self._view.notice.isVisible())

    def _bribe(self) -> None:
        self._view.act("new")
        self._say("quiero sacar la licencia de mi negocio, me pidieron mordida")
        self._press(Qt.Key.Key_Down)
        self._press(Qt.Key.Key_Return)  # the errand itself, which needs no envelope
        self._shoot("10-ofrece-reserva")
        self._view.act("sealed")
        self._say("me pidio mil pesos para no clausurar")
        self._settle()
        self._shoot("11-sobre-cerrado")
        self._file("12-folio-reservado")

    def _external(self) -> None:
        self._view.act("new")
        self._say("no hay luz en mi casa ni en la cuadra")
        self._press(Qt.Key.Key_Return)
        self._type("2")
        self._shoot("13-orientacion")
        self._view.act("park")
        self._settle()

    def _look_back(self) -> None:
        self._view.act("find")
        self._settle()
        self._press(Qt.Key.Key_Down)
        self._type("indep")
        self._settle()
        self._press(Qt.Key.Key_Return)
        self._settle()
        self._shoot("14-seguimiento")
        for action, name in (
            ("waiting", "15-por-enviar"),
            ("help", "16-ayuda"),
            ("palette", "17-acciones"),
        ):
            self._view.act(action)
            self._settle()
            self._shoot(name)

    # What a person does -----------------------------------------------------------------------
    def _say(self, text: str) -> None:
        self._view.capture.finder.field.setFocus()
        self._type(text)

    def _answer_all(self, key: str = "") -> None:
        questions = self._view.capture.questions
        while (focus := QApplication.focusWidget()) is not None and questions.isAncestorOf(focus):
            if key:
                self._type(key)
            self._press(Qt.Key.Key_Return)

    def _fill(self, path: str, text: str) -> None:
        capture = self._view.capture
        for form in (capture.place, capture.words, capture.who):
            if form.has(path):
                form.editor(path).setFocus()
                form.set_value(path, "")
        self._type(text)

    def _identify(self, phone: str, name: str) -> None:
        self._view.capture.who.editor("person.mode").setFocus()
        self._type("1")
        self._fill("person.name", name)
        self._fill("person.phone", phone)

    def _file(self, name: str) -> None:
        before = self._view.folio.folio.text()
        self._view.act("file")
        _until(lambda: self._view.folio.folio.text() != before)
        _until(lambda: self._view.folio.paper_words == _("Acuse: impreso"))
        self._shoot(name)

    def _type(self, text: str) -> None:
        for letter in text:
            _send(0, letter)

    def _press(self, key: Qt.Key) -> None:
        _send(key, "\r" if key == Qt.Key.Key_Return else "")

    def _settle(self) -> None:
        for _round in range(4):  # a layout settles, then what stands in it
            _until(lambda: self._program.background.idle)
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def _shoot(self, name: str) -> None:
        self._settle()
        self._seen(name, self._window)


def _send(key: int, text: str) -> None:
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        focus = QApplication.focusWidget()
        if focus is not None:
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(focus, event)


def _until(condition: Callable[[], object]) -> None:
    """Lets the window work until the condition holds. TimeoutError after `PATIENCE_MS`."""
    limit = QDeadlineTimer(PATIENCE_MS)
    while not condition():
        if limit.hasExpired():
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
