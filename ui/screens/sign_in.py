"""Sign-in: the first thing painted, before anything heavy is loaded.

It asks Qt for as little as it can: the namespace `Qt` alone costs a sixth of a bare start.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QWidget

from app.base.i18n import _
from ui.theme import px
from ui.widgets.layout import column, row


class SignIn(QWidget):
    """Takes a user and a password, also while the home is still being opened: `asked` keeps them."""

    entered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.asked: tuple[str, str] | None = None
        self.user, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._button = QPushButton(_("Entrar"))
        self._button.setProperty("role", "primary")
        self._button.setAccessibleName(_("Entrar"))
        self._status = _label("", "small")
        self._status.setWordWrap(True)
        self._status.setMinimumHeight(px(34))
        self._station = _label("", "strong")
        self._station.setWordWrap(True)
        self._station.setMinimumHeight(px(18))
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self._card())
        middle.addStretch(1)
        body = column(self)
        body.addStretch(2)
        body.addLayout(middle)
        body.addStretch(3)
        self.user.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._enter)
        self._button.clicked.connect(self._enter)

    def _card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(px(380))
        body = column(card, space=8, margin=20)
        body.addWidget(_label(_("Ventanilla"), "title"))
        body.addWidget(_label(_("Atención Ciudadana · San Pedro Tlaquepaque"), "quiet"))
        body.addWidget(self._station)
        body.addSpacing(px(12))
        for name, field in ((_("Usuario"), self.user), (_("Contraseña"), self.password)):
            field.setAccessibleName(name)
            body.addWidget(_label(name, "label"))
            body.addWidget(field)
        body.addSpacing(px(12))
        body.addWidget(self._button)
        body.addWidget(self._status)
        return card

    @property
    def title(self) -> str:
        return _("Entrada")

    def name_station(self, station: str) -> None:
        """Which desk this is, once the home is open."""
        self._station.setText(station)

    def start(self) -> None:
        """Ready for the next person: nothing of the last one stays."""
        self.asked = None
        self.password.clear()
        self.user.clear()
        self.tell("")
        self._button.setEnabled(True)
        self.user.setFocus()

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """A sentence under the button; `wrong` when it says why nobody came in."""
        self._status.setText(text)
        self._status.setProperty("role", "error" if wrong else "small")
        self._status.style().unpolish(self._status)
        self._status.style().polish(self._status)
        self._status.setAccessibleName(text)

    def refuse(self, sentence: str) -> None:
        self.asked = None
        self._button.setEnabled(True)
        self.tell(sentence, wrong=True)
        self.password.selectAll()
        self.password.setFocus()

    def _enter(self) -> None:
        if not self.user.text().strip():
            self.user.setFocus()
        elif self._button.isEnabled():
            self._button.setEnabled(False)
            self.tell(_("Entrando…"))
            self.asked = (self.user.text(), self.password.text())
            self.entered.emit(*self.asked)


def _label(text: str, role: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("role", role)
    return made
