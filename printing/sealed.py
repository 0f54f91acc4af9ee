"""The neutral sheet of a sealed matter: a folio, a date and whom to ask. Nothing else, once.

Whoever picks it up must not learn what it is about: no reason, rule, service, unit's reply, code
or consultation key, and no office copy.
"""

from app.base.i18n import _
from app.domain.receipt import Receipt
from printing import phrases
from printing.body import labelled
from printing.flow import text_block
from printing.half_letter import LEFT, WIDTH, Half
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
    for line in _ask(receipt):
        column.add(text_block(line, _CONTACT, WIDTH), 6)
    return Half(column.items)


def _ask(receipt: Receipt) -> tuple[str, str, str]:
    """As the clerk says it; by the switchboard where the office has no number of its own."""
    number = phrases.phone(receipt.target_phone or receipt.ask_phone)
    how = _("al {number}").format(number=number) if number else _("en persona")
    whom = receipt.target_name or _("Órgano de Control Interno")
    return (
        _("Con este folio puede preguntar {how}.").format(how=how),
        _("Pida hablar con: {whom}.").format(whom=whom),
        _("Guarde esta hoja."),
    )
