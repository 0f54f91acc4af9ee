"""The capture screen: one column that follows the conversation, and the answer always in sight."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.base.errors import FieldError, Invalid
from app.base.i18n import _
from app.base.messages import field_sentence, sentence
from app.base.messages.capture import FIELD_NAMES
from app.domain.report import Channel, Draft
from app.services.capture import Filed
from app.services.outlook import FinderAnswer, Outlook
from ui import words
from ui.capture_flow import CaptureFlow
from ui.forms import binding
from ui.forms.capture import FIELDS_OF_MODE, PLACE, WHO, WORDS
from ui.forms.colonia import ColoniaField
from ui.forms.view import FormView
from ui.screens.capture_side import CaptureSide
from ui.session import Session
from ui.theme import px
from ui.widgets.alarm import Alarm
from ui.widgets.buttons import WrapButton
from ui.widgets.card import Card
from ui.widgets.finder import FinderBox
from ui.widgets.layout import column, row
from ui.widgets.questions import Questions
from ui.widgets.rows import Row
from ui.widgets.scroll import Column

COMPACT_BELOW = 900
LOW_BELOW = 500
ORIENTATION, ORIENTATION_BODY = "ATC-02", "ORGANISMO"


class CaptureScreen(QWidget):
    """Binds the flow to its widgets; decides nothing itself."""

    filed = Signal(object, object)
    parked = Signal()
    sealed_asked = Signal(str)
    noted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._session = session
        self.flow = CaptureFlow(session, self)
        self._alarm = Alarm()
        self.finder = FinderBox()
        self.questions = Questions()
        offer = _("Levantar también una denuncia reservada")
        self._offer = WrapButton(f"{offer} · Alt+R")
        self._offer.setAccessibleName(offer)
        self._offer.hide()
        self._offered = self._envelope = ""
        self._hurt = False
        self.place, self.words, self.who = FormView(PLACE), FormView(WORDS), FormView(WHO)
        self.side = CaptureSide()
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        return _("Llamada") if self.flow.draft.channel is Channel.PHONE else _("Captura")

    def _lay_out(self) -> None:
        self._first = Card()
        for widget in (self.finder, self._offer, self.questions):
            self._first.body.addWidget(widget)
        self._column = Column()
        for part in (self._first, self.place, self.words, self.who):
            self._column.body.addWidget(part)
        self._column.body.addStretch(1)
        left = column(space=12)
        left.addWidget(self._alarm)
        left.addWidget(self._column, 1)
        self._line = row(self, space=14, margin=14)
        self._line.addLayout(left, 1)
        self._line.addWidget(self.side)

    def _connect(self) -> None:
        flow, finder = self.flow, self.finder
        finder.typed.connect(flow.say)
        finder.picked.connect(self._picked)
        finder.reopened.connect(lambda: flow.say(finder.field.text()))
        flow.suggested.connect(self._suggest)
        flow.looked.connect(self._look)
        flow.replaced.connect(self._show_draft)
        flow.filled.connect(self._fill)
        flow.kept.connect(lambda: self.noted.emit("kept"))
        flow.filed.connect(self._filed)
        flow.refused.connect(self._refused)
        self.questions.answered.connect(flow.answer)
        self.questions.finished.connect(self._after_questions)
        for form in (self.place, self.words, self.who):
            form.edited.connect(self._edited)
            form.left.connect(self._left)
        colonia = self._colonia()
        colonia.use(self._session.desk.colonias.complete)
        colonia.picked.connect(flow.use_colonia)
        self.place.finished.connect(self.words.enter)
        self.words.finished.connect(self.who.enter)
        self.who.finished.connect(self.side.file.setFocus)
        self.side.file.clicked.connect(flow.file)
        self.side.park.clicked.connect(self.park)
        self.side.sent_elsewhere.connect(self._elsewhere)
        self._offer.clicked.connect(lambda: self.sealed_asked.emit(self._offered))

    def _colonia(self) -> ColoniaField:
        editor = self.place.editor("place.colonia")
        assert isinstance(editor, ColoniaField)  # noqa: S101 - the spec says so
        return editor

    # From the person --------------------------------------------------------------------------
    def begin(self, channel: Channel = Channel.IN_PERSON, like: Draft | None = None) -> None:
        self.flow.begin(channel, like)
        self.finder.field.setFocus()

    def take_up(self, draft: Draft) -> None:
        self.flow.take_up(draft)
        self.finder.field.setFocus()

    def park(self) -> None:
        """Ctrl+S: the draft goes to the shelf, whole, and the window is free for the next person."""
        if binding.is_empty(self.flow.draft):
            return
        self.flow.keep()
        self.begin(self.flow.draft.channel)
        self.parked.emit()

    def sealed_offer(self) -> str:
        """The service of the sealed track that the words give reason to offer, or empty."""
        return self._offered

    def _elsewhere(self, body: str) -> None:
        """The problem is across the border: an orientation to whoever it belongs to."""
        self.questions.clear()
        self.flow.choose(ORIENTATION)
        self.flow.answer(ORIENTATION_BODY, body)
        self.finder.settle(self._service_row(ORIENTATION))
        self._after_questions()

    def _service_row(self, service: str) -> Row:
        name = self._session.desk.catalog.services[service].name
        return Row(name, key="1", value=service, strong=True)

    def _picked(self, service: object) -> None:
        if self.flow.draft.service != service:
            self.questions.clear()
        self.flow.choose(str(service))
        self._settle_finder()
        self.questions.enter()

    def _after_questions(self) -> None:
        (self.words if self.place.isHidden() else self.place).enter()

    def _edited(self, path: str, value: str) -> None:
        self.flow.put(path, value)
        for form in (self.place, self.words, self.who):
            form.clear_failure(path)
        if path == "person.mode":
            self._show_identity()
        elif path == "place.colonia":
            self.place.remark(path, "")

    def _left(self, path: str) -> None:
        if path == "place.colonia":
            self.flow.settle_colonia()
            self._remark_colonia()
        self.flow.keep()

    # From the flow ----------------------------------------------------------------------------
    def _suggest(self, answer: FinderAnswer) -> None:
        self._hurt = any(s.danger for s in answer.suggestions[:1])
        if self._in_envelope():
            return
        rows = tuple(words.suggestion_row(s, i) for i, s in enumerate(answer.suggestions, 1))
        self.finder.offer(rows)
        self._envelope = next(iter(answer.sealed_offer), "")

    def _offer_envelope(self, outlook: Outlook | None) -> None:
        """Only beside something else: a matter that goes into an envelope anyway offers none."""
        already = outlook is not None and outlook.decision.sealed
        self._offered = "" if already else self._envelope
        self._offer.setVisible(bool(self._offered))

    def _in_envelope(self) -> bool:
        """Whether this is the sealed folio itself: what is typed then suggests nothing else."""
        service = self._session.desk.catalog.services.get(self.flow.draft.service)
        return service is not None and service.sealed

    def _look(self, outlook: Outlook | None, certain: bool) -> None:  # noqa: FBT001 - a Qt signal's
        self.side.show_outlook(outlook, self._session.desk.catalog, certain=certain)
        self._offer_envelope(outlook)
        if not certain or outlook is None:
            self.questions.clear()
            self._sound(self._hurt, "")
            self.place.show()
            return
        draft, catalog = self.flow.draft, self._session.desk.catalog
        proposed = self.flow.proposed
        self.questions.show_asks(outlook.asks, draft.answers, proposed)
        answers = {**proposed, **draft.answers}
        danger = words.is_danger(answers, catalog.questions, outlook)
        self._sound(danger or self._hurt, outlook.script)
        service = catalog.services[draft.service]
        self.place.setVisible(service.asks_place or bool(draft.place.colonia))

    def _sound(self, danger: bool, script: str) -> None:  # noqa: FBT001 - one private caller's answer
        """In danger there is one thing to say, and it stands in the banner."""
        self._alarm.say(words.safety(script))
        self._alarm.setVisible(danger)
        self.side.hush(quiet=danger)

    def _settle_finder(self) -> None:
        draft = self.flow.draft
        for one in self.finder.list.rows():
            if one.value == draft.service:
                self.finder.settle(one)
                return

    def _show_draft(self, draft: Draft) -> None:
        self.finder.start(" ".join(draft.text.split()))
        self.questions.clear()
        self._envelope = ""
        self._offer_envelope(None)
        self._hurt = False
        for form in (self.place, self.words, self.who):
            form.fail({})
        for form, spec in ((self.place, PLACE), (self.words, WORDS), (self.who, WHO)):
            for field in spec.fields():
                form.set_value(field.path, binding.get(draft, field.path))
        if draft.service:
            self.finder.settle(self._service_row(draft.service))
        self._show_identity()
        self._remark_colonia()
        self.noted.emit("began")

    def _fill(self, path: str, value: str) -> None:
        form = self.words if path == "text" else self.place
        form.set_value(path, value)
        if path == "place.colonia":
            self._remark_colonia()

    def _remark_colonia(self) -> None:
        place = self.flow.draft.place
        free = bool(place.colonia_libre.strip())
        self.place.remark("place.colonia", _("fuera de la lista") if free else place.cp)

    def _show_identity(self) -> None:
        self.who.show_only({"person.mode"} | FIELDS_OF_MODE[self.flow.draft.person.mode])

    def _filed(self, filed: Filed) -> None:
        draft = self.flow.draft
        self._show_draft(Draft(""))
        self.filed.emit(filed, draft)

    def _refused(self, error: Invalid) -> None:
        found = {e.field: _beside(e) for e in error.errors}
        renamed = {"place.cp": "place.colonia", "place.crossings": "place.crossings.0"}
        shown = {renamed.get(path, path): sentence for path, sentence in found.items()}
        placed = [form.fail(shown) for form in (self.place, self.words, self.who)]
        known = {f.path for spec in (PLACE, WORDS, WHO) for f in spec.fields()}
        rest = [
            field_sentence(e) for e in error.errors if renamed.get(e.field, e.field) not in known
        ]
        if rest:
            self._session.say("\n".join(rest), "danger")
        if not any(placed):
            self.finder.field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact, low = self.width() < px(COMPACT_BELOW), self.height() < px(LOW_BELOW)
        self.side.setFixedWidth(px(280 if compact else 372))
        self.side.be_low(low=low)
        for card in (self._alarm, self._first, self.place, self.words, self.who):
            card.be_low(low=low)
        edge = px(8 if low else 14)
        self._line.setContentsMargins(px(14), edge, px(14), edge)


def _beside(error: FieldError) -> str:
    """What is wrong, without the field's name: it stands right under it."""
    name = FIELD_NAMES.get(error.field, error.field)
    return sentence(error.code, field=_(name), **dict(error.facts))
