"""«Primero 911»: said before anything else when an answer means danger. Never only a colour."""

from PySide6.QtWidgets import QWidget

from app.base.i18n import _
from ui.widgets.card import Card
from ui.widgets.text import Said, label


class Alarm(Card):
    """The banner over the form, with the one thing to say; the folio is finished afterwards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(role="danger", parent=parent)
        self.setAccessibleName(_("Primero 911"))
        self._say = Said(_("Diga"), "strong")
        self._after = label(
            _("Después termine la captura: el folio siempre se entrega."), wrap=True
        )
        self.body.addWidget(label(_("⚠ PRIMERO 911"), "alarm"))
        self.body.addWidget(self._say)
        self.body.addWidget(self._after)
        self.say("")
        self.hide()

    def say(self, safety: str) -> None:
        """`safety`: what the person must do or keep from, in whole sentences; may be empty."""
        parts = (_("Marque al 911."), safety, _("Deme solo calle y cruce; yo aviso."))
        text = _("Diga: «{words}»").format(words=" ".join(part for part in parts if part))
        self._say.say(text)
        self.setAccessibleDescription(text)

    def be_low(self, *, low: bool) -> None:
        super().be_low(low=low)
        self._after.setVisible(not low)
