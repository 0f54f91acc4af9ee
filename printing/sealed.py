"""The neutral sheet of a sealed matter: a folio, a date and whom to ask. Nothing else, once.

Whoever picks it up must not learn what it is about: no reason, rule, service, unit's reply, code
or consultation key, and no office copy.
"""

from app.base.i18n import _
from app.domain.receipt import Receipt
from printing import phrases
from printing.flow import Piece, flow, text_block
from printing.half_letter import HEIGHT, LEFT, WIDTH, Half, labelled
from printing.sheet import Column, Rule

_CONTACT = 14.0


def compose(receipt: Receipt) -> Half:
    """The only half there is of a sealed receipt."""
    column = Column(LEFT, 30, WIDTH)
    column.add(text_block(_(phrases.MUNICIPALITY), 12, WIDTH, bold=True))
    column.add(text_block(_("Constancia de recepción"), 9, WIDTH))
    if shout := phrases.marks(receipt):
        column.add(text_block(shout, 10, WIDTH, bold=True))
    column.items.append(Rule(LEFT, LEFT + WIDTH, column.top + 4))
    column.top += 26
    folio = text_block(receipt.folio, 28, WIDTH, bold=True)
    labelled(column, _("FOLIO"), folio, 16, tracking=0.8)
    labelled(column, _("FECHA"), text_block(phrases.filed(receipt), _CONTACT, WIDTH), 16)
    labelled(column, _("PARA PREGUNTAR POR ESTE FOLIO"), flow(_contact(receipt), 14, WIDTH), 16)
    return Half(column.items, column.top, HEIGHT)


def _contact(receipt: Receipt) -> list[Piece]:
    """Whom to ask; by the switchboard where the office has no number of its own."""
    pieces = [Piece(receipt.target_name or _("Órgano de Control Interno"), bold=True)]
    if receipt.target_phone:
        return [*pieces, Piece(f", {phrases.phone(receipt.target_phone)}")]
    if receipt.ask_phone:
        return [*pieces, Piece(_(", por el conmutador ")), Piece(phrases.phone(receipt.ask_phone))]
    return pieces
