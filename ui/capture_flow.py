"""The conversation of one capture, without a widget: words, service, answers, place, person, folio.

Suggestions and the outlook are computed at once (memory only, a few milliseconds), so a key is
never ahead of what is on screen. Whatever touches the disk runs in the write lane.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.base.errors import Invalid, Refused
from app.domain.catalog import Colonia
from app.domain.colonias import PlaceHint
from app.domain.report import Channel, Draft
from app.services import capture, drafts, outlook
from app.services.capture import Filed
from app.services.outlook import Outlook, SuggestionView
from ui.forms import binding
from ui.session import Session

KEEP_MS = 1800  # at most two seconds of typing are lost: what is left is for the timer and the disk


class CaptureFlow(QObject):
    """Signals: `suggested(FinderAnswer)`, `looked(Outlook | None, certain)`, `replaced(Draft)`,
    `filled(path, value)` by the program itself, `kept()`, `filed(Filed)`, `refused(Invalid)`.
    """

    suggested = Signal(object)
    looked = Signal(object, bool)
    replaced = Signal(object)
    filled = Signal(str, str)
    kept = Signal()
    filed = Signal(object)
    refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.draft = Draft("")
        self._by_hand: set[str] = set()
        self._found: tuple[SuggestionView, ...] = ()
        self._hints: dict[str, str] = {}
        self._proposed: dict[str, str] = {}
        self._filing = False
        self._dirty = False
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def is_open(self) -> bool:
        """Whether there is something here that has no folio yet and is not being filed."""
        return not self._filing and not binding.is_empty(self.draft)

    # Begin ------------------------------------------------------------------------------------
    def begin(self, channel: Channel = Channel.IN_PERSON, like: Draft | None = None) -> None:
        """An empty draft; with the person and place of `like` when it is the same person."""
        draft = drafts.new_draft(self._session.desk, channel)
        if like is not None:
            draft = replace(draft, channel=like.channel, place=like.place, person=like.person)
        self.take_up(draft)

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft: a new one, a parked one, or one saved from a power cut."""
        self.keep()
        self.draft = draft
        self._found, self._hints = (), {}
        self._by_hand = {
            path for path in ("place.colonia", "place.street") if binding.get(draft, path)
        }
        self._dirty = False
        self._filing = False
        self.replaced.emit(draft)
        self._look()

    # The conversation -------------------------------------------------------------------------
    def say(self, text: str) -> None:
        """What the citizen says, as it is typed: suggests, fills the words, the colonia, the street."""
        answer = outlook.suggest(self._session.desk, text)
        self._found = answer.suggestions
        if "text" not in self._by_hand:
            self._set(replace(self.draft, text=text))
            self.filled.emit("text", text)
        self._fill_place(answer.hint)
        self.suggested.emit(answer)
        self._look()

    def _fill_place(self, hint: PlaceHint) -> None:
        if hint.colonia is not None and "place.colonia" not in self._by_hand:
            self._use_colonia(hint.colonia)
        if hint.street and "place.street" not in self._by_hand:
            self._set(binding.put(self.draft, "place.street", hint.street))
            self.filled.emit("place.street", hint.street)

    def choose(self, service: str) -> None:
        """The service was picked; answers to another one's questions no longer count."""
        if service != self.draft.service:
            self._set(replace(self.draft, service=service, answers={}))
            self._hints = {k: v for s in self._found if s.service == service for k, v in s.hints}
        self._look()

    def answer(self, question: str, value: str) -> None:
        self._set(replace(self.draft, answers={**self.draft.answers, question: value}))
        self._look()

    def put(self, path: str, value: str) -> None:
        """A field was changed by hand."""
        self._by_hand.add(path)
        self._set(binding.put(self.draft, path, value))
        if path == "place.colonia":
            self._look()

    def use_colonia(self, colonia: Colonia) -> None:
        """A colonia was taken from the list."""
        self._by_hand.add("place.colonia")
        self._use_colonia(colonia)
        self._look()

    def settle_colonia(self) -> None:
        """The field was left: a name that is on the list counts as picked from it.

        A name that several share stays as an official name without its postal code, so that
        saving asks which one.
        """
        place = self.draft.place
        if not place.colonia_libre.strip():
            return
        try:
            found = self._session.desk.colonias.resolve(place.colonia_libre)
        except Refused:
            name = place.colonia_libre
            self._set(replace(self.draft, place=replace(place, colonia=name, colonia_libre="")))
            return
        if found is not None:
            self._use_colonia(found)
            self._look()

    def _use_colonia(self, colonia: Colonia) -> None:
        place = replace(self.draft.place, colonia=colonia.name, cp=colonia.cp, colonia_libre="")
        self._set(replace(self.draft, place=place))
        self.filled.emit("place.colonia", colonia.name)

    def _look(self) -> None:
        """Whose it is as it stands; before a service is picked, the best suggestion's."""
        desk, certain = self._session.desk, bool(self.draft.service)
        if not certain:
            best = self._found[0] if self._found else None
            draft = replace(self.draft, service=best.service if best else "")
            draft = replace(draft, answers=dict(best.hints) if best else {})
            self.looked.emit(outlook.outlook(desk, draft), False)
            return
        asked = outlook.outlook(desk, self.draft)
        self._proposed = self._proposals(asked)
        seen = outlook.outlook(desk, self._as_shown())
        self.looked.emit(replace(seen, asks=asked.asks) if seen and asked else seen, True)

    def _proposals(self, asked: Outlook | None) -> dict[str, str]:
        """What each open question shows as chosen: said in the words, else the usual answer."""
        found: dict[str, str] = {}
        for ask in asked.asks if asked else ():
            value = self._hints.get(ask.question.id, "")
            known = any(option.value == value for option in ask.options)
            found[ask.question.id] = value if known else ask.preselected
        return {name: value for name, value in found.items() if value}

    @property
    def proposed(self) -> dict[str, str]:
        """Question id → the answer shown as chosen before anybody chose."""
        return self._proposed

    def _as_shown(self) -> Draft:
        """What is seen chosen on the screen counts, in the panel and when it is saved."""
        return replace(self.draft, answers={**self._proposed, **self.draft.answers})

    def _set(self, draft: Draft) -> None:
        if draft == self.draft:
            return
        self.draft = draft
        self._dirty = True
        if not self._timer.isActive():
            self._timer.start()

    # Keep and file ----------------------------------------------------------------------------
    def keep(self) -> None:
        """Store the draft now, if anything in it is not stored yet."""
        self._timer.stop()
        if not self._dirty or self._filing or binding.is_empty(self.draft):
            return
        self._dirty = False
        desk, actor, draft = self._session.desk, self._session.actor, self.draft
        self._session.change(lambda: drafts.keep(desk, actor, draft), self.kept.emit)

    def file(self) -> None:
        """F9: once per draft, however often it is pressed."""
        if self._filing:
            return
        self._timer.stop()
        self.settle_colonia()
        self._look()
        self._filing = True
        desk, actor, draft = (
            self._session.desk,
            self._session.actor,
            binding.as_filed(self._as_shown()),
        )
        self._session.write(
            lambda: capture.file_report(draft, actor=actor, desk=desk), self._filed, self._refused
        )

    def _filed(self, filed: Filed) -> None:
        self._dirty = False
        self._session.notifier.tell(filed.changes)
        self.filed.emit(filed)

    def _refused(self, error: BaseException) -> None:
        self._filing = False
        self._dirty = True
        self.keep()
        if isinstance(error, Invalid):
            self.refused.emit(error)
        else:
            self._session.failed(error)
