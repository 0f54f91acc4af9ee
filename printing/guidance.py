"""The orientation sheet: whose the matter is when it is not the municipality's, and what to take."""

from app.base.i18n import _
from app.domain.receipt import Receipt
from printing import phrases
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
    side_column,
)
from printing.sheet import Column


def compose(receipt: Receipt, notice: str) -> Half:
    """One half with the body's name, its telephone and what to have at hand."""
    title = _("Atención Ciudadana · Constancia de orientación")
    frame = half(receipt, title, _foot(receipt, notice))
    return set_body(frame, lambda top, density: _body(receipt, top, density))


def _foot(receipt: Receipt, notice: str) -> list[Piece]:
    say = _(
        " Este folio hace constar la orientación; el trámite se hace ante el organismo indicado."
        " Si alguien le pide dinero, denúncielo sin dar su nombre en el Órgano de Control Interno. "
    )
    return free_pieces([Piece(say), *phrases.privacy(receipt, notice)])


def _body(receipt: Receipt, top: float, density: Density) -> Body:
    side, own = side_column(receipt, top)
    main = Column(LEFT, top, side.x - LEFT - 14)
    _whose(main, receipt, density)
    table = Column(LEFT, max(main.top, side.top) + density.gap, WIDTH)
    _rows(table, receipt, density)
    return Body([*main.items, *side.items, *table.items], own, table.top)


def _whose(main: Column, receipt: Receipt, density: Density) -> None:
    folio = text_block(receipt.folio, 25, main.width, bold=True)
    labelled(main, _("FOLIO DE ORIENTACIÓN"), folio, density.gap, tracking=0.8)
    body = fit([Piece(receipt.target_name, bold=True)], (density.unit, 15, 14), main.width, 3)
    labelled(main, _("NO ES DEL MUNICIPIO: LE TOCA A"), body, 1)
    if receipt.reason:
        main.add(fit([Piece(receipt.reason)], (density.row,), main.width, 3), density.gap)
    if receipt.target_phone:
        number = fit(
            [Piece(phrases.phone(receipt.target_phone), bold=True)], (16, 14), main.width, 2
        )
        labelled(main, _("TELÉFONO"), number, density.gap)


def _rows(table: Column, receipt: Receipt, density: Density) -> None:
    free = density.free_lines
    at_hand = fit([Piece(receipt.at_hand, bold=True)], (11, 10, 9), row_width(), 2)
    row(table, _("Tenga a la mano"), at_hand, density.gap)
    two = max(1, min(free, 2))
    entries = (
        (_("Asunto"), phrases.matter(receipt), 1),
        (_("Dijo"), phrases.quoted(receipt), free),
        (_("Lugar"), receipt.place, two),
        (_("Presentó"), phrases.presented_by(receipt), two),
        (_("Anexos"), phrases.attachments(receipt), two),
        (_("Plazo"), _("lo fija ese organismo"), 1),
    )
    rows(table, density, entries)
    row(table, _("¿Dudas?"), fit(phrases.ask(receipt), (14,), row_width(), 2), density.gap)
