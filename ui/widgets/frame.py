"""What surrounds every screen: the bar above, the ways to go at the left, the line below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.base.i18n import _
from ui.shortcuts import key_of, text_of
from ui.theme import px
from ui.widgets.badge import SyncBadge
from ui.widgets.buttons import KeyButton, PlainButton
from ui.widgets.layout import column, row
from ui.widgets.shelf import Shelf
from ui.widgets.text import label


class TopBar(QFrame):
    """Whose desk this is, who sits at it, and how the link stands."""

    def __init__(
        self, office: str, station: str, person: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFixedHeight(px(52))
        self.badge = SyncBadge()
        line = row(self, space=14)
        line.setContentsMargins(px(16), 0, px(16), 0)
        self._brand = label(_("Ventanilla"), "brand")
        line.addWidget(self._brand)
        self._office = label(office, "quiet")
        line.addWidget(self._office)
        line.addStretch(1)
        self._station = label(station, "chip")
        for chip in (self.badge, self._station, label(person, "chip")):
            line.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)

    def be_compact(self, *, compact: bool) -> None:
        """Where there is little room, which desk this is matters more than the program's name."""
        self._brand.setText(self._station.text() if compact else _("Ventanilla"))
        self._office.setVisible(not compact)
        self._station.setVisible(not compact)

    def be_low(self, *, low: bool) -> None:
        self.setFixedHeight(px(42 if low else 52))


class NavBar(QFrame):
    """The screens one can go to, with their keys, and the shelf of parked drafts."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "nav")
        self.shelf = Shelf()
        self._buttons: dict[str, KeyButton] = {}
        body = column(self, space=2)
        body.setContentsMargins(px(8), px(10), px(8), px(10))
        for action, text in (
            ("new", _("Ventanilla")),
            ("call", _("Teléfono")),
            ("find", _("Seguimiento")),
            ("waiting", _("Por enviar")),
        ):
            button = KeyButton(text, key_of(action), "nav")
            button.setAccessibleName(_(text_of(action)))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._ask(action))
            self._buttons[action] = button
            body.addWidget(button)
        body.addSpacing(px(16))
        shelf = column(space=0)
        shelf.setContentsMargins(px(8), 0, 0, 0)
        shelf.addWidget(self.shelf)
        body.addLayout(shelf)
        body.addStretch(1)

    def _ask(self, action: str) -> "object":
        return lambda: self.asked.emit(action)

    def show_place(self, action: str) -> None:
        for name, button in self._buttons.items():
            button.setChecked(name == action)

    def be_compact(self, *, compact: bool) -> None:
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        self.setFixedWidth(max(widest + px(16), 0 if compact else px(196)))


class FootBar(QFrame):
    """What was kept and when; where help is."""

    help_asked = Signal()
    palette_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.setFixedHeight(px(30))
        self._kept, self._since = label("", "small"), label("", "small")
        line = row(self, space=18)
        line.setContentsMargins(px(16), 0, px(16), 0)
        line.addWidget(self._kept)
        line.addWidget(self._since)
        line.addStretch(1)
        for text, action, signal in (
            (_("F1 Ayuda y teclas"), "help", self.help_asked),
            (_("Ctrl+K Buscar acción"), "palette", self.palette_asked),
        ):
            button = PlainButton(text, "foot")
            button.setObjectName(action)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(signal)
            line.addWidget(button)

    def be_low(self, *, low: bool) -> None:
        self.setFixedHeight(px(24 if low else 30))

    def show_kept(self, text: str) -> None:
        self._kept.setText(text)

    def show_since(self, text: str) -> None:
        self._since.setText(text)
