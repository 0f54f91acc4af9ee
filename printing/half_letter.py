"""Half of a letter sheet: head, foot and the room between, the same for every paper."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from app.base.i18n import _
from app.domain.receipt import Receipt
from printing import phrases
from printing.flow import LEADING, Piece, fit, text_block
from printing.fonts import ASCENT
from printing.sheet import SOFT, Document, Item, Rule, Text

HEIGHT = 396.0
LEFT, RIGHT = 36.0, 576.0
WIDTH = RIGHT - LEFT
_TOP, _BOTTOM = 21.0, 380.0
_COPY_WIDTH = 92.0
LABEL = 8.0
_CHECKER = 7.0
_LAST = _BOTTOM - LABEL * LEADING
_FOOT_LINES = 8


@dataclass(frozen=True, slots=True)
class Density:
    """How tightly a paper is set: font sizes, gap between parts, most lines of texts.

    `small` is the size of the small print at the foot; `free_lines` are a person's words',
    `lines` the catalogue's.
    """

    row: float
    gap: float
    unit: float
    free_lines: int
    small: float
    lines: int = 3


DENSITIES = (
    Density(10.0, 5.0, 17.0, 3, 8.5),
    Density(9.5, 4.0, 17.0, 3, 8.5),
    Density(9.5, 3.0, 16.0, 2, 8.0),
    Density(9.0, 2.5, 15.0, 2, 8.0),
    Density(8.5, 1.8, 14.0, 2, 8.0),
    Density(8.0, 1.0, 14.0, 1, 7.5),
    Density(7.5, 0.5, 14.0, 1, 7.0),
    Density(7.0, 0.3, 14.0, 0, 7.0),
    Density(7.0, 0.3, 14.0, 0, 7.0, lines=1),
)
"""From roomy to tight; a paper takes the first that fits. No text of ours needs the last; it
keeps a catalogue with endless names from breaking a page. 14 points is the least of what the
citizen must read from afar: folio, unit, date, where to ask."""


@dataclass(slots=True)
class Half:
    """A half sheet; `own` is what only the citizen's copy carries."""

    items: list[Item]
    own: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Body:
    """A body as one density set it: its items, the citizen's own, and where it ends."""

    items: list[Item]
    own: list[Item]
    bottom: float


Compose = Callable[[float, Density], Body]


def fill(receipt: Receipt, title: str, foot: Sequence[Piece], compose: Compose) -> Half:
    """Head, foot and between them the loosest body that fits; the tightest when none does."""
    head = _head(receipt, title)
    low = max(item.bottom for item in head) + 4
    for density in DENSITIES:
        tail = _foot(foot, phrases.checker(receipt), density.small)
        body = compose(low + 9, density)
        if body.bottom <= tail[0].top - density.gap:
            break
    return Half([*head, Rule(LEFT, RIGHT, low), *tail, *body.items], body.own)


def free_pieces(foot: Sequence[Piece]) -> list[Piece]:
    """The sentence every paper begins its foot with."""
    return [Piece(_("El servicio es gratuito."), bold=True), *foot]


def sheet(title: str, receipt: Receipt, frame: Half, copies: Sequence[str]) -> bytes:
    """One letter page: a half for each of `copies`, the first with what is the citizen's own.

    A single half has no office copy to be cut off.
    """
    document = Document(title)
    document.keep("half", frame.items)
    for index, copy in enumerate(copies):
        top = index * HEIGHT
        if receipt.training:
            document.watermark(_("SIN VALIDEZ"), top, HEIGHT)
        document.place("half", top)
        label = Text(RIGHT, _LAST, text_block(copy, LABEL, WIDTH), SOFT, right=True)
        document.draw([*(frame.own if index == 0 else ()), label], top)
    if len(copies) > 1:
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


def _foot(foot: Sequence[Piece], last: str, small: float) -> list[Text]:
    """Built from the bottom up: the checker's line, and the small print above it."""
    checker = fit([Piece(last)], (_CHECKER,), WIDTH - _COPY_WIDTH, 1)
    sentences = fit(foot, (small,), WIDTH, _FOOT_LINES)
    drop = (LABEL - _CHECKER) * ASCENT
    return [
        Text(LEFT, _LAST - 2 - sentences.height, sentences),
        Text(LEFT, _LAST + drop, checker, SOFT),
    ]
