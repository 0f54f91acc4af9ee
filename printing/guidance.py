"""The orientation sheet: whose the matter is when it is not the municipality's, and what to take."""

from app.base.i18n import _
from app.domain.receipt import Receipt
from printing import phrases
from printing.body import Entry, Parts, labelled, set_half
from printing.flow import Piece, fit, text_block
from printing.half_letter import Density, Half, free_pieces
from printing.sheet import Column


def compose(receipt: Receipt, notice: str) -> Half:
    """One half: what the person must do now, with what at hand, and the folio that says so."""
    title = _("Atención Ciudadana · Constancia de orientación")
    return set_half(receipt, title, _foot(receipt, notice), Parts(_large, _rows))


def _foot(receipt: Receipt, notice: str) -> list[Piece]:
    return free_pieces([Piece(f" {phrases.money(receipt)} "), *phrases.privacy(receipt, notice)])


def _large(main: Column, receipt: Receipt, density: Density) -> None:
    _to_do(main, receipt, density)
    folio = text_block(receipt.folio, density.unit + 5, main.width, bold=True)
    labelled(main, _("FOLIO DE ORIENTACIÓN"), folio, density.gap, tracking=0.8)


def _to_do(main: Column, receipt: Receipt, density: Density) -> None:
    """Whose it is and that the person must go to them: nobody here will do it in their place."""
    sizes = (density.unit, 15, 14)
    body = fit([Piece(receipt.target_name, bold=True)], sizes, main.width, density.lines)
    labelled(main, _("LE TOCA A"), body, 0)
    go = fit([Piece(_call(receipt), bold=True)], sizes, main.width, density.lines)
    main.add(go, 2)
    ours = _("El municipio no atiende este asunto; esta hoja es constancia de orientación.")
    main.add(fit([Piece(ours)], (density.row + 0.5, density.row), main.width, 2), density.gap)
    at_hand = fit([Piece(receipt.at_hand, bold=True)], (11, 10, 9), main.width, density.lines)
    if at_hand.lines:
        labelled(main, _("TENGA A LA MANO"), at_hand, density.gap)


def _call(receipt: Receipt) -> str:
    if not receipt.target_phone:
        return _("Acuda usted directamente")
    return _("Llame usted al {number}").format(number=phrases.phone(receipt.target_phone))


def _rows(receipt: Receipt, density: Density) -> tuple[Entry, ...]:
    free = density.free_lines
    two = max(1, min(free, 2))
    return (
        (_("Por qué"), receipt.reason, density.lines),
        (_("Asunto"), phrases.guided(receipt), 1),
        (_("Dijo"), phrases.quoted(receipt), free),
        (_("Lugar"), receipt.place, two),
        (_("Presentó"), phrases.presented_by(receipt), two),
        (_("Anexos"), phrases.attachments(receipt), two),
        (_("Plazo"), _("Lo fija ese organismo"), 1),
    )
