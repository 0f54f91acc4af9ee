"""The signed-in window: the frame, the screens in it, and where each action leads."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.base import dates
from app.base.i18n import _
from app.base.ports import Printer
from app.domain.changes import Changes
from app.domain.report import Channel, Draft
from app.services import drafts, followup
from app.services.capture import Filed
from app.services.standing import Standing
from app.store.drafts import KeptDraft
from app.store.rows import ReportRow
from ui import filed_words
from ui.able import Here, able
from ui.background import Latest
from ui.draft_shelf import DraftShelf
from ui.forms import binding
from ui.link import LinkWatch
from ui.live_calls import LiveCalls
from ui.paper import Paper
from ui.screens.capture import CaptureScreen
from ui.screens.folio import FolioScreen
from ui.session import Session
from ui.theme import px
from ui.widgets.badge import Link
from ui.widgets.frame import FootBar, NavBar, TopBar
from ui.widgets.layout import column, row
from ui.widgets.live_notice import Call, LiveNoticeCard

COMPACT_BELOW, LOW_BELOW = 1100, 540
_PLACES = {"capture": "new", "folio": "new", "follow_up": "find", "waiting": "waiting"}


class DeskView(QWidget):
    """Everything after sign-in. `act(name)` does one of the actions of `ui.shortcuts`."""

    titled = Signal(str)
    lock_asked = Signal()
    look_asked = Signal(str)

    def __init__(
        self, session: Session, printer: Printer, link: LinkWatch, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._session = session
        self._link = link
        self._last: Draft | None = None
        self._report_id = ""
        self._recovered = ""
        self._row = Latest(session.background)
        self._clock = QElapsedTimer()
        self.paper = Paper(session, printer, self)
        self._calls = LiveCalls(session, self)
        self.capture = CaptureScreen(session)
        self.folio = FolioScreen()
        self._screens: dict[str, QWidget] = {"capture": self.capture, "folio": self.folio}
        self._before = "capture"
        self._now = "capture"
        self._actions: dict[str, Callable[[], None]] = self._table()
        self._lay_out()
        self._drafts = DraftShelf(session, self.nav.shelf, self)
        self._connect()

    def _table(self) -> dict[str, Callable[[], None]]:
        return {
            "new": lambda: self._new(Channel.IN_PERSON),
            "call": lambda: self._new(Channel.PHONE),
            "find": self._find,
            "waiting": lambda: self._go("waiting"),
            "send": self._send,
            "file": self._file,
            "park": self.capture.park,
            "same": self._same,
            "print": self._print,
            "sealed": lambda: self._sealed(self.capture.sealed_offer()),
            "help": lambda: self._go("help"),
            "palette": lambda: self._go("palette"),
            "lock": self.lock_asked.emit,
            "back": self._back,
        }

    def _lay_out(self) -> None:
        desk, actor = self._session.desk, self._session.actor
        office = f"{desk.settings.text('office')} · San Pedro Tlaquepaque"
        self.top = TopBar(office, f"{desk.identity.code} · {desk.identity.name}", actor.name)
        self.nav, self.foot = NavBar(), FootBar()
        self._stack = QStackedWidget()
        for screen in self._screens.values():
            self._stack.addWidget(screen)
        body = column(self, space=0)
        body.addWidget(self.top)
        middle = row(space=0)
        middle.addWidget(self.nav)
        self.notice = LiveNoticeCard()
        screens = column(space=0)
        self._above = QWidget()
        self._edges = column(self._above)
        self._edges.addWidget(self.notice)
        self._above.hide()
        screens.addWidget(self._above)
        screens.addWidget(self._stack, 1)
        middle.addLayout(screens, 1)
        body.addLayout(middle, 1)
        body.addWidget(self.foot)

    def _connect(self) -> None:
        self.top.badge.asked.connect(lambda: self.act("waiting"))
        self.nav.asked.connect(self.act)
        self._drafts.taken.connect(self._take_up)
        self._drafts.left_behind.connect(self._recover)
        self.foot.help_asked.connect(lambda: self.act("help"))
        self.foot.palette_asked.connect(lambda: self.act("palette"))
        self.capture.filed.connect(self._filed)
        self.capture.parked.connect(lambda: self._session.say(_("Quedó apartado."), "calm"))
        self.capture.sealed_asked.connect(self._sealed)
        self.capture.noted.connect(self._noted)
        self.folio.next_asked.connect(lambda: self.act("new"))
        self.folio.same_asked.connect(lambda: self.act("same"))
        self.folio.print_asked.connect(lambda: self.act("print"))
        self.folio.history_asked.connect(lambda: self.act("find"))
        self.notice.told.connect(self._calls.told)
        self.notice.unanswered.connect(self._calls.unanswered)
        self._calls.changed.connect(self._show_call)
        self.paper.changed.connect(self._show_paper)
        self._link.changed.connect(self._show_link)
        self._session.notifier.changed.connect(self._changed)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_since)

    def start(self) -> None:
        """On screen: a blank form, what a power cut left, the shelf, the calls still to make."""
        self._tick.start()
        self.capture.begin()
        self._go("capture")
        self._drafts.refresh(recover=True)
        self._calls.refresh()
        self.paper.hand_over()
        self._link.refresh()

    def leave(self) -> None:
        """Before the window closes or locks: nothing typed is lost."""
        self.capture.flow.keep()
        self._tick.stop()

    def act(self, action: str) -> None:
        done = self._actions.get(action)
        if done is not None:
            done()

    def _able(self, action: str) -> bool:
        """Whether an action of the palette leads anywhere from where it was opened."""
        followed = getattr(self._screens.get("follow_up"), "folio", "")
        here = Here(
            self._before,
            open=self.capture.flow.is_open,
            filed=self._last is not None,
            offered=bool(self.capture.sealed_offer()),
            followed=bool(followed),
        )
        return able(action, here)

    # Going about ------------------------------------------------------------------------------
    def _go(self, name: str) -> None:
        if name != self._now and self._now not in ("help", "palette"):
            self._before = self._now
        self._now = name
        screen = self._screen(name)
        self._stack.setCurrentWidget(screen)
        self.nav.show_place(self._place(name))
        start = getattr(screen, "start", None)
        if start is not None:
            start()
        self.titled.emit(str(getattr(screen, "title", "")))
        self._show_since()

    def _place(self, name: str) -> str:
        phone = self.capture.flow.draft.channel is Channel.PHONE
        return "call" if name == "capture" and phone else _PLACES.get(name, "")

    def _screen(self, name: str) -> QWidget:
        if name not in self._screens:
            self._screens[name] = self._build(name)
            self._stack.addWidget(self._screens[name])
        return self._screens[name]

    def _build(self, name: str) -> QWidget:
        match name:
            case "follow_up":
                from ui.screens.follow_up import FollowUpScreen

                found = FollowUpScreen(self._session)
                found.print_asked.connect(self._print_folio)
                return found
            case "waiting":
                from ui.screens.waiting import WaitingScreen

                waiting = WaitingScreen(self._session)
                waiting.send_asked.connect(self._send)
                waiting.papers.again.connect(self.paper.again)
                waiting.papers.came_out.connect(self.paper.came_out)
                self.paper.troubled.connect(waiting.papers.show_trouble)
                self._link.changed.connect(waiting.show_link)
                self.paper.refresh()
                self._link.refresh()
                return waiting
            case "help":
                from ui.screens.help_sheet import HelpSheet

                sheet = HelpSheet()
                sheet.closed.connect(self._back)
                return sheet
            case _:
                from ui.screens.palette import Palette

                palette = Palette(self._able)
                palette.asked.connect(self._from_palette)
                return palette

    def _from_palette(self, action: str) -> None:
        self._back()
        if action in self._actions:
            self.act(action)
        else:  # how everything looks is not the desk's to change
            self.look_asked.emit(action)

    def _back(self) -> None:
        """Esc: to the screen before, and from there to the conversation. Nothing is thrown away."""
        if self._now in ("help", "palette"):
            self._go(self._before)
        elif self._now != "capture":
            self._go("capture")
            self.capture.finder.field.setFocus()
        else:
            self.capture.flow.keep()
            self.capture.finder.field.setFocus()

    def _new(self, channel: Channel, like: Draft | None = None) -> None:
        away = self._now not in ("capture", "folio") and like is None
        if not (away and self.capture.flow.is_open):
            self.capture.begin(channel, like)
        self._go("capture")
        self.capture.finder.field.setFocus()

    def _same(self) -> None:
        current = self.capture.flow.draft
        like = self._last if self._now == "folio" and self._last else current
        self._new(like.channel, like)

    def _find(self) -> None:
        from ui.screens.follow_up import FollowUpScreen

        folio = self.folio.folio.text() if self._now == "folio" else ""
        self._go("follow_up")
        screen = self._screens["follow_up"]
        if folio and isinstance(screen, FollowUpScreen):
            screen.start(folio)

    def _sealed(self, service: str) -> None:
        """The errand stays on the shelf with its own folio to come; nothing ties the two."""
        if not service:
            return
        channel = self.capture.flow.draft.channel
        self.capture.flow.keep()
        draft = drafts.new_draft(self._session.desk, channel)
        self.capture.take_up(replace(draft, service=service))
        self._go("capture")

    # Drafts -----------------------------------------------------------------------------------
    def _recover(self, kept: KeptDraft) -> None:
        """What a power cut left; never over something already begun."""
        if not binding.is_empty(self.capture.flow.draft):
            return
        self.capture.take_up(kept.draft)
        when = dates.moment(dates.local(kept.kept_at))
        text = _("Recuperamos lo que estaba escribiendo ({when}).").format(when=when)
        self._session.unsay(self._recovered)
        self._recovered = text
        self._session.say(text, "calm")

    def _take_up(self, draft: Draft) -> None:
        self.capture.take_up(draft)
        self._go("capture")

    def _noted(self, what: str) -> None:
        if what == "kept":
            if not self.capture.flow.is_open:
                return  # it was parked, and the next one is blank
            time = dates.local(self._session.now())
            self.foot.show_kept(_("Borrador guardado {time:%H:%M:%S}").format(time=time))
            return
        self._session.unsay(self._recovered)  # that draft is filed, or on the shelf
        self._clock.restart()
        self.foot.show_kept("")
        self._show_since()
        self._drafts.leave_out(self.capture.flow.draft.id)

    def _show_since(self) -> None:
        going = self._now == "capture" and not binding.is_empty(self.capture.flow.draft)
        if not going:
            self._clock.restart()
            self.foot.show_since("")
            return
        minutes, seconds = divmod(self._clock.elapsed() // 1000, 60)
        text = _("Capturando hace {m}:{s:02}").format(m=minutes, s=seconds)
        self.foot.show_since(text)

    # Filed, printed, sent ---------------------------------------------------------------------
    def _file(self) -> None:
        if self._now == "capture":
            self.capture.flow.file()

    def _filed(self, filed: Filed, draft: Draft) -> None:
        report = filed.report
        self._report_id = report.report_id
        self._last = None if report.sealed else replace(draft, id="")
        self.folio.show_filed(
            filed_words.folio_words(report, self._session.desk.settings.text("ask_phone"))
        )
        self._go("folio")
        self.paper.print(report.report_id)
        self._calls.refresh()

    def _print(self) -> None:
        from ui.screens.follow_up import FollowUpScreen

        screen = self._screens.get(self._now)
        if self._now == "folio" and self._report_id:
            self.paper.print(self._report_id)
        elif isinstance(screen, FollowUpScreen) and screen.folio:
            self._print_folio(screen.folio)

    def _print_folio(self, folio: str) -> None:
        desk, actor = self._session.desk, self._session.actor

        def print_first(rows: tuple[ReportRow, ...]) -> None:
            for found in rows:
                self.paper.print(found.report_id)
                self._session.say(
                    _("Se imprime otra vez el acuse {folio}.").format(folio=folio), "calm"
                )

        self._session.read(lambda: followup.find(desk, actor, folio, limit=1), print_first)

    def _show_paper(self, report_id: str, text: str) -> None:
        if report_id == self._report_id:
            self.folio.show_paper(text)

    def _send(self) -> None:
        self._link.send_now()
        self._session.say(_("Intentando enviar…"), "calm")

    def _show_link(self, link: Link, _standing: Standing) -> None:
        self.top.badge.show_link(link, self._session.now())
        self._calls.online = link.online

    def _show_call(self, call: Call | None) -> None:
        self.notice.show_call(call)
        self._above.setVisible(call is not None)
        if call is not None and call.report_id == self._report_id and self._now == "folio":
            self.notice.who.setFocus()  # the call comes before the next person

    def _changed(self, changes: Changes) -> None:
        if self._report_id and (changes.sync or changes.reports):
            self._refresh_word()

    def _refresh_word(self) -> None:
        desk, actor, folio = self._session.desk, self._session.actor, self.folio.folio.text()

        def show(rows: tuple[ReportRow, ...]) -> None:
            for found in rows:
                self.folio.steps.show_word(found.safe_word)

        self._row.run(
            lambda: followup.find(desk, actor, folio, limit=1), show, self._session.failed
        )

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        compact = self.width() < px(COMPACT_BELOW)
        self.top.be_compact(compact=compact)
        self.nav.be_compact(compact=compact)
        low = self.height() < px(LOW_BELOW)
        self.top.be_low(low=low)
        self.foot.be_low(low=low)
        self._edges.setContentsMargins(px(14), px(8 if low else 14), px(14), 0)
