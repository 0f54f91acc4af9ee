"""«Primero 911»: said before anything else when an answer means danger. Never only a colour."""

from PySide6.QtWidgets import QWidget

from app.base.i18n import _
from ui.widgets.card import Card
from ui.widgets.text import label


class Alarm(Card):
    """The banner over the form; the folio is finished afterwards all the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(role="danger", parent=parent)
        self.setAccessibleName(_("Primero 911"))
        self.body.addWidget(label(_("⚠ PRIMERO 911"), "alarm"))
        text = _(
            "Diga: «Deme solo calle y cruce, yo aviso; usted marque al 911». "
            "Después termine el folio: se entrega siempre."
        )
        self.body.addWidget(label(text, wrap=True))
        self.setAccessibleDescription(text)
        self.hide()
