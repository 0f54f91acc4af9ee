"""What acuse and orientation sheet share: warning, large texts beside the code, labelled rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.base.i18n import _
from app.domain.receipt import Receipt
from printing import danger, phrases
from printing.flow import Block, Piece, fit, flow, text_block
from printing.fonts import ASCENT
from printing.half_letter import LABEL, LEFT, RIGHT, WIDTH, Body, Density, Half, fill
from printing.sheet import SOFT, Code, Column, Item, Text

_LABEL_WIDTH = 64.0
_QR_SIDE = 104.0
_GUTTER = 14.0
_QUIET = 4.0
"""More paper that the code needs between its edge and the warning's frame."""
_ASK = 14.0
"""Points: where to ask must be read from afar."""

Entry = tuple[str, str, int]
"""A row: label, text and the most lines it may take; none at all leaves it out."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a sheet puts beside the code, and which rows under it."""

    large: Callable[[Column, Receipt, Density], None]
    rows: Callable[[Receipt, Density], Iterable[Entry]]


def set_half(receipt: Receipt, title: str, foot: Sequence[Piece], parts: Parts) -> Half:
    """One half of the sheet, set as loosely as its texts allow."""
    return fill(receipt, title, foot, lambda top, density: _body(receipt, parts, top, density))


def _body(receipt: Receipt, parts: Parts, top: float, density: Density) -> Body:
    warning = Column(LEFT, top, WIDTH)
    danger.add_box(warning, receipt, density)
    side, own = side_column(receipt, warning.top + (_QUIET if warning.items else 0))
    main = Column(LEFT, warning.top, side.x - LEFT - _GUTTER)
    parts.large(main, receipt, density)
    table = Table(LEFT, main.top + density.gap, WIDTH, side=side)
    for label, text, lines in parts.rows(receipt, density):
        if lines:
            row(table, label, fit([Piece(text)], (density.row,), table.room, lines), density.gap)
    row(table, _("Pregunte"), _ask(receipt, table.room, density), density.gap)
    items = [*warning.items, *main.items, *side.items, *table.items]
    return Body(items, own, max(table.top, side.top))


def _ask(receipt: Receipt, room: float, density: Density) -> Block:
    whole = flow(phrases.ask(receipt), _ASK, room, 2)
    if len(whole.lines) == 1:
        return whole
    most = min(density.lines, 2)
    return fit(phrases.ask(receipt, short=True), (_ASK,), room, most)


@dataclass(slots=True)
class Table(Column):
    """Labelled rows across the sheet, narrower while the side column runs beside them."""

    side: Column | None = None

    @property
    def room(self) -> float:
        """How wide a value may be on the row that begins at `top`."""
        beside = self.side is not None and self.top < self.side.top
        right = self.side.x - _GUTTER if self.side and beside else self.x + self.width
        return right - self.x - _LABEL_WIDTH


def row(column: Column, label: str, value: Block, gap: float) -> None:
    """A small label at the left and its value beside it on one first baseline; nothing for none."""
    if not value.lines:
        return
    size = min(LABEL, value.size)
    drop = (value.size - size) * ASCENT
    name = text_block(label, size, _LABEL_WIDTH)
    column.items.append(Text(column.x, column.top + drop, name, SOFT))
    column.items.append(Text(column.x + _LABEL_WIDTH, column.top, value))
    column.top += value.height + gap


def labelled(column: Column, label: str, block: Block, gap: float, tracking: float = 0.0) -> None:
    """A small label in capitals above a large text."""
    column.add(text_block(label, LABEL, column.width), 0.5, grey=SOFT)
    column.add(block, gap, tracking=tracking)


def side_column(receipt: Receipt, top: float) -> tuple[Column, list[Item]]:
    """The signed code, and under it the consultation key, which only the citizen's copy has.

    The key opens the detail of a matter: it leaves the office with its owner.
    """
    side = Column(RIGHT - _QR_SIDE, top, _QR_SIDE)
    if receipt.qr:
        side.items.append(Code(side.x, top + 2, _QR_SIDE, receipt.qr))
        side.top += _QR_SIDE + 9
    own = Column(side.x, side.top, _QR_SIDE)
    if receipt.consult_key:
        own.add(text_block(_("Clave de consulta"), 9, side.width))
        own.add(text_block(receipt.consult_key, 14, side.width, bold=True))
        side.top = own.top
    return side, own.items
