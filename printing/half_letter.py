"""Half of a letter sheet: head, foot and the room between, the same for every paper."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.base.i18n import _
from app.domain.receipt import Receipt
from printing import phrases
from printing.flow import LEADING, Block, Piece, fit, text_block
from printing.fonts import ASCENT
from printing.sheet import SOFT, Code, Column, Document, Item, Rule, Text

HEIGHT = 396.0
LEFT, RIGHT = 36.0, 576.0
WIDTH = RIGHT - LEFT
_TOP, _BOTTOM = 21.0, 380.0
_LABEL_WIDTH = 64.0
_COPY_WIDTH = 92.0
_QR_SIDE = 104.0
SMALL = 7.0


@dataclass(frozen=True, slots=True)
class Density:
    """How tightly a body is set: font sizes, gap between parts, most lines of free texts."""

    row: float
    gap: float
    unit: float
    free_lines: int


DENSITIES = (
    Density(9.5, 5.0, 17.0, 3),
    Density(9.0, 3.5, 16.0, 2),
    Density(8.5, 2.5, 15.0, 2),
    Density(8.0, 1.8, 14.0, 2),
    Density(7.5, 1.0, 14.0, 1),
    Density(7.0, 0.5, 14.0, 1),
    Density(6.5, 0.3, 14.0, 0),
)
"""From roomy to tight; a paper takes the first that fits. 14 points is the least of what the
citizen must read from afar: folio, unit, date, where to ask."""


@dataclass(slots=True)
class Half:
    """A half sheet: head and foot are set, the body goes between `top` and `bottom`.

    `own` is what only the citizen's copy carries, `last` where the copy is named.
    """

    items: list[Item]
    top: float
    bottom: float
    own: list[Item] = field(default_factory=list)
    last: float = _BOTTOM


@dataclass(slots=True)
class Body:
    """A body as one density set it: its items, the citizen's own, and where it ends."""

    items: list[Item]
    own: list[Item]
    bottom: float


def half(receipt: Receipt, title: str, foot: Sequence[Piece]) -> Half:
    """Set head and foot."""
    head = _head(receipt, title)
    low = max(item.bottom for item in head) + 4
    tail = _foot(foot, phrases.checker(receipt))
    return Half([*head, Rule(LEFT, RIGHT, low), *tail], low + 9, tail[0].top - 4, last=tail[1].top)


def set_body(frame: Half, compose: Callable[[float, Density], Body]) -> Half:
    """Fill the room with the loosest body that fits; the tightest when none does."""
    body = compose(frame.top, DENSITIES[0])
    for density in DENSITIES[1:]:
        if body.bottom <= frame.bottom:
            break
        body = compose(frame.top, density)
    frame.items.extend(body.items)
    frame.own.extend(body.own)
    return frame


def row(column: Column, label: str, value: Block, gap: float) -> None:
    """A small label at the left and its value beside it on one first baseline; nothing for none."""
    if not value.lines:
        return
    size = min(SMALL, value.size)
    drop = (value.size - size) * ASCENT
    name = text_block(label, size, _LABEL_WIDTH)
    column.items.append(Text(column.x, column.top + drop, name, SOFT))
    column.items.append(Text(column.x + _LABEL_WIDTH, column.top, value))
    column.top += value.height + gap


def rows(column: Column, density: Density, entries: Iterable[tuple[str, str, int]]) -> None:
    """`(label, text, most lines)` each on a row; what gets no line has none."""
    for label, text, lines in entries:
        if lines:
            row(column, label, fit([Piece(text)], (density.row,), row_width(), lines), density.gap)


def row_width() -> float:
    return WIDTH - _LABEL_WIDTH


def labelled(column: Column, label: str, block: Block, gap: float, tracking: float = 0.0) -> None:
    """A small label in capitals above a large text."""
    column.add(text_block(label, SMALL, column.width), 0.5, grey=SOFT)
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
        own.add(text_block(_("Clave de consulta"), 8, side.width))
        own.add(text_block(receipt.consult_key, 14, side.width, bold=True))
        side.top = own.top
    return side, own.items


def free_pieces(foot: Sequence[Piece]) -> list[Piece]:
    """The sentence every paper begins its foot with."""
    return [Piece(_("El servicio es gratuito."), bold=True), *foot]


def sheet(title: str, receipt: Receipt, frame: Half, copies: Sequence[str]) -> bytes:
    """One letter page: a half for each of `copies`, the first with what is the citizen's own."""
    document = Document(title)
    document.keep("half", frame.items)
    for index, copy in enumerate(copies):
        top = index * HEIGHT
        if receipt.training:
            document.watermark(_("SIN VALIDEZ"), top, HEIGHT)
        document.place("half", top)
        label = Text(RIGHT, frame.last, text_block(copy, SMALL, WIDTH), SOFT, right=True)
        document.draw([*(frame.own if index == 0 else ()), label], top)
    document.cut_line(HEIGHT)
    return document.finish()


def _head(receipt: Receipt, title: str) -> list[Text]:
    name = text_block(_(phrases.MUNICIPALITY), 12, 260, bold=True)
    shout = phrases.marks(receipt)
    pieces = [Piece(title), Piece(f" · {shout}" if shout else "", bold=True)]
    below = fit(pieces, (9, 8.5, 8), 260, 2)
    left = [Text(LEFT, _TOP, name), Text(LEFT, _TOP + name.height, below)]
    return [*left, *_right_head(receipt)]


def _right_head(receipt: Receipt) -> Iterator[Text]:
    top, width = _TOP + 1.5, 272.0
    where = fit([Piece(phrases.station(receipt))], (9, 8.5, 8), width, 2)
    said = " · ".join(p for p in (phrases.filed(receipt), phrases.channel(receipt)) if p)
    when = fit([Piece(said)], (9, 8.5, 8), width, 2)
    for block in (where, when):
        yield Text(RIGHT, top, block, right=True)
        top += block.height


def _foot(foot: Sequence[Piece], last: str) -> list[Text]:
    """Built from the bottom up: the checker's line, and the small print above it."""
    checker = fit([Piece(last)], (SMALL, 6.5, 6), WIDTH - _COPY_WIDTH, 1)
    small = fit(foot, (SMALL, 6.5), WIDTH, 4)
    low = _BOTTOM - SMALL * LEADING
    return [Text(LEFT, low - 2 - small.height, small), Text(LEFT, low, checker, SOFT)]
