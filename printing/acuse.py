"""The receipt as PDF: a letter sheet with the citizen's half and the office's."""

from app.base.errors import Refused
from app.base.i18n import _
from app.domain.receipt import Receipt, ReceiptKind
from printing import danger, guidance, phrases, sealed
from printing.body import Entry, Parts, labelled, set_half
from printing.flow import Piece, fit, text_block
from printing.half_letter import Density, Half, free_pieces, sheet
from printing.sheet import Column

HALF_LETTER = "media-carta"
ROLLS = ("80mm", "58mm")


def render(receipt: Receipt, layout: str = HALF_LETTER, *, notice: str = "") -> bytes:
    """The paper of a receipt as PDF; the same receipt always gives the same bytes.

    `notice` is the catalogue's short privacy notice, printed once it is validated. Orientation
    and sealed receipts give their own sheets; the sealed one is a single half.

    Raises:
        Refused: `paper_layout_absent` for the rolls, `paper_layout_unknown` for anything else.
    """
    if layout != HALF_LETTER:
        raise Refused(
            "paper_layout_absent" if layout in ROLLS else "paper_layout_unknown", layout=layout
        )
    title = _("Acuse {folio}").format(folio=receipt.folio)
    both = (_("1 de 2 · para usted"), _("2 de 2 · oficina"))
    match receipt.kind:
        case ReceiptKind.SEALED:
            return sheet(title, receipt, sealed.compose(receipt), ("",))
        case ReceiptKind.GUIDANCE:
            return sheet(title, receipt, guidance.compose(receipt, notice), both)
        case ReceiptKind.ACUSE:
            return sheet(title, receipt, compose(receipt, notice), both)


def compose(receipt: Receipt, notice: str) -> Half:
    """One half of the acuse."""
    title = _("Atención Ciudadana · Acuse de recibo")
    return set_half(receipt, title, _foot(receipt, notice), Parts(_committed, _rows))


def _foot(receipt: Receipt, notice: str) -> list[Piece]:
    again = _(
        "Si el problema sigue, puede reabrir este folio dentro de 10 días hábiles desde que se le"
        " avise que quedó."
    )
    say = f" {phrases.money(receipt)} {again} "
    return free_pieces([Piece(say), *phrases.privacy(receipt, notice)])


def _committed(main: Column, receipt: Receipt, density: Density) -> None:
    """Folio, unit with its reason, and the date or dates: what must be read from afar."""
    folio = text_block(receipt.folio, density.unit + 8, main.width, bold=True)
    labelled(main, _("FOLIO"), folio, density.gap, tracking=0.8)
    sizes = (density.unit, 15, 14)
    unit = fit([Piece(receipt.target_name, bold=True)], sizes, main.width, density.lines)
    labelled(main, _("LE TOCA A"), unit, 1)
    if receipt.reason:
        why = fit([Piece(receipt.reason)], (density.row,), main.width, density.lines)
        main.add(why, density.gap)
    if receipt.decide_by:
        _dated(
            main, _("El área se define a más tardar el"), phrases.day(receipt.decide_by), density
        )
    _dated(main, *phrases.deadline(receipt), density)


def _dated(main: Column, heading: str, when: str, density: Density) -> None:
    """What is promised, read as one sentence with the date under it."""
    main.add(text_block(heading, density.row, main.width))
    main.add(fit([Piece(when, bold=True)], (15, 14), main.width, 1), density.gap)


def _rows(receipt: Receipt, density: Density) -> tuple[Entry, ...]:
    free = density.free_lines
    two = max(1, min(free, 2))
    boxed = danger.is_danger(receipt)  # the box has the telephone already
    responsible = receipt.responsible_post if boxed else phrases.responsible(receipt)
    return (
        (_("Asunto"), phrases.matter(receipt), 1),
        (_("Dijo"), phrases.quoted(receipt), free),
        (_("Lugar"), receipt.place, two),
        (_("Responsable"), responsible, two),
        (_("Presentó"), phrases.presented_by(receipt), two),
        (_("En la fila"), phrases.queue(receipt), 1),
        (_("Unido a"), phrases.joined(receipt), 1),
        (_("Anexos"), phrases.attachments(receipt), two),
    )
