"""The right side of capture: whose it is, what to say, and the keys that end it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.i18n import _
from app.domain.catalog import Catalog
from app.services.outlook import Outlook
from printing import phrases
from ui import words
from ui.shortcuts import key_of
from ui.widgets.buttons import KeyButton, PlainButton
from ui.widgets.card import Card
from ui.widgets.layout import column
from ui.widgets.panel import VerdictPanel
from ui.widgets.scroll import Column
from ui.widgets.text import Said


class CaptureSide(QWidget):
    """`file` and `park` are its two buttons; `sent_elsewhere(body)` when it is not of this side."""

    sent_elsewhere = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = VerdictPanel()
        self._script = Card(_("Diga"))
        self._sentence = Said(_("Guion"))
        self._script.body.addWidget(self._sentence)
        self._guard = Card(role="waiting")
        self._guard_text = Said(_("Aviso en vivo"))
        self._guard.body.addWidget(self._guard_text)
        upper = Column()
        self._body = ""
        self._hushed = False
        self._elsewhere = PlainButton("")
        self._elsewhere.clicked.connect(lambda: self.sent_elsewhere.emit(self._body))
        for part in (self._guard, self.panel, self._elsewhere, self._script):
            upper.body.addWidget(part)
        upper.body.addStretch(1)
        self.file = KeyButton(_("Guardar e imprimir"), key_of("file"), "primary")
        self.park = KeyButton(_("Apartar"), key_of("park"))
        for button in (self.file, self.park):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.park.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        body = column(self, space=10)
        body.addWidget(upper, 1)
        body.addWidget(self.file)
        body.addWidget(self.park)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def hush(self, *, quiet: bool) -> None:
        """Whether the sentence to say stands elsewhere, in the banner of danger."""
        self._hushed = quiet
        self._script.setVisible(bool(self._sentence.text()) and not quiet)

    def be_low(self, *, low: bool) -> None:
        for card in (self.panel, self._guard, self._script):
            card.be_low(low=low)

    def show_outlook(self, outlook: Outlook | None, catalog: Catalog, *, certain: bool) -> None:
        bodies = outlook.elsewhere if outlook and certain else ()
        self._body = bodies[0] if bodies else ""
        self._elsewhere.setVisible(bool(bodies))
        if bodies:
            text = _("Orientar a {body}").format(body=catalog.bodies[self._body].name)
            self._elsewhere.setText(text)
            self._elsewhere.setAccessibleName(text)
        self.panel.show_verdict(words.verdict(outlook, certain=certain))
        script = outlook.script if outlook and certain else ""
        self._sentence.say(f"«{script}»" if script else "")
        self._script.setVisible(bool(script) and not self._hushed)
        live = bool(outlook and certain and outlook.decision.live_notice)
        self._guard.setVisible(live)
        if live and outlook is not None:
            phone = phrases.phone(outlook.guard_phone) or _(
                "sin teléfono de guardia en el catálogo"
            )
            text = _("Al guardar, avise a la guardia: {phone}").format(phone=phone)
            self._guard_text.say(text)
