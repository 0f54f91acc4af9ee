"""The receipt as PDF: a letter sheet with the citizen's half and the office's."""

from app.base.errors import Refused
from app.base.i18n import _
from app.domain.receipt import Receipt, ReceiptKind
from printing import guidance, phrases, sealed
from printing.flow import Piece, fit, text_block
from printing.half_letter import (
    LEFT,
    WIDTH,
    Body,
    Density,
    Half,
    free_pieces,
    half,
    labelled,
    row,
    row_width,
    rows,
    set_body,
    sheet,
    side_column,
)
from printing.sheet import INK, Column, Frame, Text

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
    both = (_("1 de 2 (ciudadanía)"), _("2 de 2 (oficina)"))
    match receipt.kind:
        case ReceiptKind.SEALED:
            return sheet(title, receipt, sealed.compose(receipt), ("",))
        case ReceiptKind.GUIDANCE:
            return sheet(title, receipt, guidance.compose(receipt, notice), both)
        case ReceiptKind.ACUSE:
            return sheet(title, receipt, compose(receipt, notice), both)


def compose(receipt: Receipt, notice: str) -> Half:
    """One half of the acuse, set as loosely as its texts allow."""
    frame = half(receipt, _("Atención Ciudadana · Acuse de recibo"), _foot(receipt, notice))
    return set_body(frame, lambda top, density: _body(receipt, top, density))


def _foot(receipt: Receipt, notice: str) -> list[Piece]:
    say = _(
        " Si alguien le pide dinero, denúncielo sin dar su nombre en el Órgano de Control Interno."
        " Si el problema sigue, puede reabrir este folio dentro de 10 días hábiles. "
    )
    return free_pieces([Piece(say), *phrases.privacy(receipt, notice)])


def _body(receipt: Receipt, top: float, density: Density) -> Body:
    side, own = side_column(receipt, top)
    main = Column(LEFT, top, side.x - LEFT - 14)
    _committed(main, receipt, density)
    table = Column(LEFT, max(main.top, side.top) + density.gap, WIDTH)
    if receipt.live_notice_pending:
        _pending_notice(table, density)
    _rows(table, receipt, density)
    return Body([*main.items, *side.items, *table.items], own, table.top)


def _committed(main: Column, receipt: Receipt, density: Density) -> None:
    """Folio, unit with its reason, and the date or dates: what must be read from afar."""
    folio = text_block(receipt.folio, 25, main.width, bold=True)
    labelled(main, _("FOLIO"), folio, density.gap, tracking=0.8)
    sizes = (density.unit, 15, 14)
    unit = fit([Piece(receipt.target_name, bold=True)], sizes, main.width, 3)
    labelled(main, _("LE TOCA A"), unit, 1)
    if receipt.reason:
        main.add(fit([Piece(receipt.reason)], (density.row,), main.width, 3), density.gap)
    if receipt.decide_by:
        decided = text_block(phrases.day(receipt.decide_by), 14, main.width, bold=True)
        labelled(main, _("EL ÁREA SE DEFINE A MÁS TARDAR"), decided, density.gap)
    _due(main, receipt, density)


def _due(main: Column, receipt: Receipt, density: Density) -> None:
    """The date, and in smaller letters on its line what is due by then."""
    label, when = phrases.deadline(receipt)
    date = fit([Piece(when, bold=True)], (15, 14), main.width, 1)
    commits = text_block(phrases.word(phrases.COMMITMENTS, receipt.commits), 10, main.width)
    labelled(main, label, date, 0)
    if date.width + 6 + commits.width > main.width:
        main.add(commits, density.gap)
        return
    drop = main.top - commits.height - (date.size - commits.size) * 0.25
    main.items.append(Text(main.x + date.width + 6, drop, commits, INK))
    main.top += density.gap


def _pending_notice(table: Column, density: Density) -> None:
    """Until somebody answered the unit's telephone, no help is promised."""
    say = _(
        "AVISO PENDIENTE: el área aún no lo sabe; la estamos llamando."
        " Si hay peligro, llame al 911."
    )
    block = fit([Piece(say, bold=True)], (9, 8.5, 8), table.width - 12, 1)
    table.items.append(Frame(table.x, table.top, table.width, block.height + 5))
    table.items.append(Text(table.x + 6, table.top + 2.5, block))
    table.top += block.height + 5 + density.gap + 1


def _rows(table: Column, receipt: Receipt, density: Density) -> None:
    free = density.free_lines
    two = max(1, min(free, 2))
    entries = (
        (_("Asunto"), phrases.matter(receipt), 1),
        (_("Dijo"), phrases.quoted(receipt), free),
        (_("Lugar"), receipt.place, two),
        (_("Responsable"), phrases.responsible(receipt), two),
        (_("Presentó"), phrases.presented_by(receipt), two),
        (_("En la fila"), phrases.queue(receipt), 1),
        (_("Unido a"), phrases.joined(receipt), 1),
        (_("Anexos"), phrases.attachments(receipt), two),
    )
    rows(table, density, entries)
    row(table, _("Pregunte"), fit(phrases.ask(receipt), (14,), row_width(), 2), density.gap)
