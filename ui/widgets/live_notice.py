"""«Aviso en vivo»: the guard's telephone stays in sight until somebody there was told."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from app.base.i18n import _
from printing import phrases
from ui.theme import px
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.layout import row
from ui.widgets.text import Said, label

NARROW = 900


@dataclass(frozen=True, slots=True)
class Call:
    """A guard to be called. `phone` may be empty; `again_at` is when to try again, or empty;
    `supervisor`: nobody answered twice, somebody above must know.
    """

    report_id: str
    folio: str
    unit: str
    phone: str
    offline: bool
    again_at: str = ""
    supervisor: bool = False


class LiveNoticeCard(Card):
    """Asks for one of two marks: told (and who took it), or nobody answered."""

    told = Signal(str, str)
    unanswered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(role="danger", parent=parent)
        self._report_id = ""
        self._title = Said(_("Aviso en vivo"), "alarm")
        self._line = Said(_("Qué hacer"))
        self.who = QLineEdit()
        self.who.setAccessibleName(_("Recibió"))
        self.who.setPlaceholderText(_("cabina"))
        self.who.setMaxLength(120)
        done = KeyButton(_("Avisado"), "Enter", "primary")
        nobody = KeyButton(_("No contestan"), "Alt+N")
        nobody.setShortcut(QKeySequence("Alt+N"))
        self.body.setSpacing(px(4))
        self.body.addWidget(self._title)
        self._lines = row(space=8)
        self._lines.addWidget(self._line, 3)
        answers = row(space=8)
        answers.addWidget(label(_("¿Quién contestó?"), "label"))
        answers.addWidget(self.who, 2)
        answers.addWidget(done)
        answers.addWidget(nobody)
        self._lines.addLayout(answers, 4)
        self.body.addLayout(self._lines)
        self.who.returnPressed.connect(self._told)
        done.clicked.connect(self._told)
        nobody.clicked.connect(lambda: self.unanswered.emit(self._report_id))
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what to know stands above what to answer."""
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._lines.setDirection(way)
        self._lines.setSpacing(px(4 if narrow else 8))
        across = self.body.contentsMargins().left()
        self.body.setContentsMargins(
            across, px(6 if narrow else 14), across, px(6 if narrow else 14)
        )

    def show_call(self, call: Call | None) -> None:
        """None when there is nobody left to call."""
        self.setVisible(call is not None)
        if call is None:
            self._report_id = ""
            return
        if call.report_id != self._report_id:
            self.who.clear()
        self._report_id = call.report_id
        phone = phrases.phone(call.phone)
        if phone:
            title = _("⚠ Llame ya al {phone} · {unit}")
        else:
            title = _("⚠ Avise ya: {unit} · busque su teléfono en el directorio de la oficina")
        self._title.say(title.format(phone=phone, unit=call.unit))
        self._line.say(self._advice(call))

    @staticmethod
    def _advice(call: Call) -> str:
        parts = [_("Folio {folio}").format(folio=call.folio)]
        if call.offline:
            parts.append(_("SIN RED: el área todavía no lo sabe."))
        if call.supervisor:
            parts.append(_("No contestan: avise ahora a su supervisor."))
        elif call.again_at:
            parts.append(
                _("No contestaron. Vuelva a llamar a las {time}.").format(time=call.again_at)
            )
        return " · ".join(parts)

    def _told(self) -> None:
        if self.who.text().strip():
            self.told.emit(self._report_id, self.who.text().strip())
        else:
            self.who.setFocus()
