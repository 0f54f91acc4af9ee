"""What stands where on a page, first as plain values that can be measured, then as PDF.

Positions are points from the top left corner of the area being laid out, growing downwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.base.i18n import _
from printing.flow import LEADING, Block
from printing.fonts import ASCENT, BOLD, face, register
from printing.qr import runs

LETTER = (612.0, 792.0)
INK = 0.07
SOFT = 0.33
"""Greys: 0 is black. SOFT still reads 8:1 on white paper."""


@dataclass(frozen=True, slots=True)
class Text:
    """A block with its top left corner (or top right, when `right`) at `x`, `top`."""

    x: float
    top: float
    block: Block
    grey: float = INK
    right: bool = False
    tracking: float = 0.0

    @property
    def bottom(self) -> float:
        return self.top + self.block.height


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line from `x` to `x2` at `top`."""

    x: float
    x2: float
    top: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """An outlined box, its line centred on the edges."""

    x: float
    top: float
    width: float
    height: float
    weight: float = 0.8


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled grey box."""

    x: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code whose dark modules fill `side` points; leave four modules of paper around it."""

    x: float
    top: float
    side: float
    text: str


Item = Text | Rule | Frame | Bar | Code


@dataclass(slots=True)
class Column:
    """Stacks blocks downwards; `top` is where the next one goes."""

    x: float
    top: float
    width: float
    items: list[Item] = field(default_factory=list)

    def add(
        self, block: Block, gap: float = 0.0, *, grey: float = INK, tracking: float = 0.0
    ) -> None:
        """Place a block and leave `gap` points under it."""
        self.items.append(Text(self.x, self.top, block, grey, tracking=tracking))
        self.top += block.height + gap


class Document:
    """A PDF being drawn. The same items give the same bytes, whenever and wherever."""

    def __init__(self, title: str) -> None:
        register()
        self._buffer = BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=LETTER, pageCompression=1, invariant=1)
        self._canvas.setTitle(title)
        self._canvas.setAuthor(_("Gobierno de San Pedro Tlaquepaque"))
        self._canvas.setCreator("Ventanilla")

    def draw(self, items: Iterable[Item], top: float = 0.0) -> None:
        """Draw items of an area whose upper edge is `top` points below the page's."""
        base = LETTER[1] - top
        for item in items:
            match item:
                case Text():
                    self._text(item, base)
                case Rule():
                    self._canvas.setStrokeGray(INK)
                    self._canvas.setLineWidth(item.weight)
                    self._canvas.line(item.x, base - item.top, item.x2, base - item.top)
                case Frame():
                    self._canvas.setStrokeGray(INK)
                    self._canvas.setLineWidth(item.weight)
                    low = base - item.top - item.height
                    self._canvas.rect(item.x, low, item.width, item.height)
                case Bar():
                    self._canvas.setFillGray(0.55)
                    low = base - item.top - item.height
                    self._canvas.rect(item.x, low, item.width, item.height, stroke=0, fill=1)
                case Code():
                    self._code(item, base)

    def keep(self, name: str, items: Iterable[Item]) -> None:
        """Remember items under a name, to be placed more than once and stored once."""
        self._canvas.beginForm(name, 0, 0, *LETTER)
        self.draw(items)
        self._canvas.endForm()

    def place(self, name: str, top: float) -> None:
        """Put what was kept with its upper edge `top` points below the page's."""
        self._canvas.saveState()
        self._canvas.translate(0, -top)
        self._canvas.doForm(name)
        self._canvas.restoreState()

    def cut_line(self, top: float) -> None:
        """A dashed line across the page with scissors at its beginning."""
        pen, y = self._canvas, LETTER[1] - top
        pen.setStrokeGray(SOFT)
        pen.setLineWidth(0.7)
        pen.setDash(3, 3)
        pen.line(30, y, LETTER[0] - 18, y)
        pen.setDash()
        pen.setFillGray(SOFT)
        pen.setFont(face(bold=False), 9)
        pen.drawString(18, y - 3.2, "✂")

    def watermark(self, text: str, top: float, height: float) -> None:
        """Large pale letters across an area, under everything drawn later."""
        pen = self._canvas
        pen.saveState()
        pen.setFillGray(0.9)
        pen.translate(LETTER[0] * 0.42, LETTER[1] - top - height / 2)
        pen.rotate(20)
        pen.setFont(BOLD, 56)
        pen.drawCentredString(0, -20, text)
        pen.restoreState()

    def next_page(self) -> None:
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The whole document. Draw nothing after this."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _text(self, item: Text, base: float) -> None:
        block = item.block
        pen = self._canvas.beginText()
        pen.setFillGray(item.grey)
        pen.setCharSpace(item.tracking)
        y = base - item.top - block.size * (ASCENT + (LEADING - 1.164) / 2)
        for line in block.lines:
            x = item.x - line.width(block.size) if item.right else item.x
            pen.setTextOrigin(x, y)
            for piece in line.pieces:
                pen.setFont(face(piece.bold), block.size)
                pen.textOut(piece.text)
            y -= block.size * LEADING
        self._canvas.drawText(pen)

    def _code(self, item: Code, base: float) -> None:
        shape = self._canvas.beginPath()
        low = base - item.top - item.side
        for x, y, width, height in runs(item.text, item.side):
            shape.rect(item.x + x, low + y, width, height)
        self._canvas.setFillGray(0)
        self._canvas.drawPath(shape, stroke=0, fill=1)
