"""The framed box at the top of a paper whose matter may hurt somebody before anyone comes."""

from app.base.i18n import _
from app.domain.receipt import Receipt, ReceiptKind
from printing import phrases
from printing.flow import Piece, fit
from printing.half_letter import LEFT, WIDTH, Density
from printing.sheet import Column, Frame

_SECURE = "asegurar"
_PAD = 7.0
_WEIGHT = 1.8

Line = tuple[Piece, tuple[float, ...], int]
"""A text, the sizes it may take and the most lines."""


def is_danger(receipt: Receipt) -> bool:
    """Whether a guard must be called, or was: also a reprint made after it answered.

    Due the day it was filed means duty hours; another body's matter has no date of ours.
    """
    guarded = phrases.same_day(receipt) or (not receipt.due and receipt.commits == _SECURE)
    return receipt.live_notice_pending or guarded


def add_box(column: Column, receipt: Receipt, density: Density) -> None:
    """911 first and largest, then the unit's own telephone; nothing when there is no danger.

    Until somebody answered, the paper says so and promises no help.
    """
    if not is_danger(receipt):
        return
    inner = Column(column.x + _PAD, column.top + _PAD / 2, WIDTH - 2 * _PAD)
    for piece, sizes, lines in _said(receipt, density):
        inner.add(fit([piece], sizes, inner.width, lines))
    height = inner.top + _PAD / 2 - column.top
    column.items += [Frame(LEFT, column.top, WIDTH, height, _WEIGHT), *inner.items]
    column.top += height + 4 + density.gap


def _said(receipt: Receipt, density: Density) -> list[Line]:
    first = Piece(_("Si hay peligro en este momento, marque 911"), bold=True)
    lines: list[Line] = [(first, (density.unit + 1,), 1)]
    most = min(density.lines, 2)
    ours = receipt.kind is ReceiptKind.ACUSE
    if ours and receipt.target_phone not in {"", receipt.ask_phone}:  # no switchboard in danger
        number = phrases.phone(receipt.target_phone)
        say = _("{unit}: {number}").format(unit=receipt.target_name, number=number)
        lines.append((Piece(say, bold=True), (density.unit - 3, 11, 10, 9), most))
    if receipt.live_notice_pending:
        whose = _("el área") if ours else _("la guardia del municipio")
        say = _("Al imprimir esta hoja, {whose} todavía no lo sabe.").format(whose=whose)
        lines.append((Piece(say, bold=True), (max(density.row, 8),), 1))
    return lines
