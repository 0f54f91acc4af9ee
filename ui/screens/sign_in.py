"""Sign-in: the first thing painted, before anything heavy is loaded."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.base.i18n import _
from ui.theme import px
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card, column
from ui.widgets.text import label


class SignIn(QWidget):
    """Takes a user and a password, also while the home is still being opened: `asked` keeps them."""

    entered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.asked: tuple[str, str] | None = None
        self.user, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._button = KeyButton(_("Entrar"), "Enter", "primary")
        self._status = label("", "small", wrap=True)
        self._status.setMinimumHeight(px(34))
        self._status.setAlignment(Qt.AlignmentFlag.AlignTop)
        card = Card()
        card.setFixedWidth(px(380))
        card.body.addWidget(label(_("Ventanilla"), "title"))
        card.body.addWidget(label(_("Atención Ciudadana · San Pedro Tlaquepaque"), "quiet"))
        card.body.addSpacing(px(12))
        for name, field in ((_("Usuario"), self.user), (_("Contraseña"), self.password)):
            field.setAccessibleName(name)
            card.body.addWidget(label(name, "label"))
            card.body.addWidget(field)
        card.body.addSpacing(px(12))
        self._button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        card.body.addWidget(self._button)
        card.body.addWidget(self._status)
        body = column(self)
        body.addStretch(2)
        body.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addStretch(3)
        self.user.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self._enter)
        self._button.clicked.connect(self._enter)

    @property
    def title(self) -> str:
        return _("Entrada")

    def start(self) -> None:
        """Ready for the next person: nothing of the last one stays."""
        self.asked = None
        self.password.clear()
        self.user.clear()
        self.tell("")
        self._button.setEnabled(True)
        self.user.setFocus()

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """A sentence under the fields; `wrong` when it says why nobody came in."""
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
            return
        if self._button.isEnabled():
            self._button.setEnabled(False)
            self.tell(_("Entrando…"))
            self.asked = (self.user.text(), self.password.text())
            self.entered.emit(*self.asked)
