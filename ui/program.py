"""From a painted window to a working desk: opens the home, signs people in, closes in order."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from app.base.errors import VentanillaError
from app.base.i18n import _
from app.base.messages import explain
from app.bootstrap.station import OpenDesk
from app.domain.roles import Actor
from app.services import people
from app.services.desk import Desk
from ui import theme
from ui.background import Background
from ui.changes import Notifier
from ui.crash import CrashWatch
from ui.desk_view import DeskView
from ui.garbage import Garbage
from ui.link import LinkWatch
from ui.session import Session
from ui.window import Window

Open = Callable[[], AbstractContextManager[OpenDesk]]


class Program(QObject):
    """Owns the lanes, the notifier and the open home; the window only shows.

    `view` is the desk while somebody is signed in. `look` (theme, scale) overrides the settings.
    """

    def __init__(
        self,
        window: Window,
        background: Background,
        open_desk: Open,
        who: Callable[[Desk], Actor] | None,
        look: tuple[str, int] | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._manager = open_desk()
        self._who = who
        self._opened: OpenDesk | None = None
        self._entered: OpenDesk | None = None
        self._link: LinkWatch | None = None
        self.view: DeskView | None = None
        self._session: Session | None = None
        self._look = look
        self._theme, self._scale = look or ("light", 100)
        self.background = background
        self.notifier = Notifier(self)
        self.crash = CrashWatch(self._tell_defect, self)
        self._garbage = Garbage(self)
        window.sign_in.entered.connect(self._enter)
        window.closing.connect(self._keep)

    def start(self) -> None:
        _speak_spanish()
        self._window.furnish()
        self._window.sign_in.tell(_("Abriendo…"))
        self.background.run("read", self._open, self._ready, self._not_opened)

    def close(self) -> None:
        """Timers and loop, lanes, then the home: what was typed is on disk when this returns."""
        self._keep()
        if self._link is not None:
            self._link.stop()
        self.background.close()
        if self._entered is not None:
            self._manager.__exit__(None, None, None)
            self._entered = None
        self._garbage.close()
        self.crash.release()

    # Opening ----------------------------------------------------------------------------------
    def _open(self) -> OpenDesk:
        """On a lane. What is slow the first time (the finder, the colonias) is made here too."""
        opened = self._entered = self._manager.__enter__()
        opened.desk.finder.suggest("luz")
        opened.desk.colonias.complete("centro")
        return opened

    def _ready(self, opened: OpenDesk) -> None:
        self._opened = opened
        if self._look is None:
            settings = opened.desk.settings
            self._dress(settings.text("theme"), settings.number("scale"))
        self._link = LinkWatch(opened, self.background, self.notifier, self._failed, self)
        self._link.start()
        self._garbage.settle()
        self._window.sign_in.tell("")
        station = opened.desk.identity
        self._window.sign_in.name_station(f"{station.code} · {station.name}")
        if self._who is not None:
            self._seat(self._who(opened.desk))
        elif self._window.sign_in.asked is not None:
            self._enter(*self._window.sign_in.asked)

    def _not_opened(self, error: BaseException) -> None:
        if isinstance(error, VentanillaError):
            self._window.sign_in.refuse(explain(error))
        else:
            self.crash.report(error)

    # Signing in -------------------------------------------------------------------------------
    def _enter(self, user: str, password: str) -> None:
        if self._opened is None:
            return  # sign-in keeps what was asked until the home is open
        desk = self._opened.desk
        self.background.run(
            "read", lambda: people.sign_in(desk, user, password), self._seat, self._not_opened
        )

    def _seat(self, actor: Actor) -> None:
        if self._opened is None or self._link is None:
            return
        self._session = Session(
            self._opened.desk,
            actor,
            self.background,
            self.notifier,
            say=self._window.say,
            crash=self.crash.report,
            unsay=self._window.unsay,
        )
        view = DeskView(self._session, self._opened.printer, self._link)
        view.titled.connect(self._window.show_title)
        view.lock_asked.connect(self._lock)
        view.look_asked.connect(self._act)
        self.view = view
        self._window.enter(view, self._act)
        view.start()

    def _act(self, action: str) -> None:
        names = list(theme.THEMES)
        match action:
            case "theme":
                self._redress(names[(names.index(self._theme) + 1) % len(names)], self._scale)
            case "bigger":
                self._redress(self._theme, min(200, self._scale + 25))
            case "smaller":
                self._redress(self._theme, max(100, self._scale - 25))
            case _ if self.view is not None:
                self.view.act(action)

    def _lock(self) -> None:
        self._leave()
        self._session = None

    def _leave(self) -> None:
        self._keep()
        if self._session is not None:
            self._session.end()
        self.view = None
        self._window.leave()

    def _keep(self) -> None:
        if self.view is not None:
            self.view.leave()

    # Look -------------------------------------------------------------------------------------
    def _dress(self, name: str, scale: int) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and (name, scale) != (self._theme, self._scale):
            self._theme, self._scale = name, scale
            theme.apply(app, name, scale / 100)

    def _redress(self, name: str, scale: int) -> None:
        """Another look: the desk is built again, with the draft where it was."""
        if self.view is None or self._session is None:
            return
        draft, actor = self.view.capture.flow.draft, self._session.actor
        self._leave()
        self._dress(name, scale)
        self._seat(actor)
        self.view.capture.take_up(draft)

    # Trouble ----------------------------------------------------------------------------------
    def _failed(self, error: BaseException) -> None:
        if isinstance(error, VentanillaError):
            self._window.say(explain(error), "danger")
        else:
            self.crash.report(error)

    def _tell_defect(self) -> None:
        text = _(
            "Algo falló en el programa y quedó anotado. Lo guardado está a salvo; puede seguir."
        )
        self._window.say(text, "danger")


def _speak_spanish() -> None:
    """Qt's own words (menus of text fields) from its Spanish catalogue."""
    app = QApplication.instance()
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if app is not None and translator.load(QLocale("es_MX"), "qtbase", "_", folder):
        app.installTranslator(translator)
