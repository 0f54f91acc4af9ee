"""The one text-flow helper: words into measured lines, shrunk or clipped only by measure.

A `Piece` is text in one weight; a `Block` is what it became at one size inside one width. Sizes,
widths and heights are in points. Nothing here draws.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from printing.fonts import unit_width

LEADING = 1.19
"""Line height in parts of the size: DejaVu's ascent and descent take 1.164."""
NO_BREAK = "\u00a0"
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one weight. `NO_BREAK` inside it keeps a telephone number on one line."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    pieces: tuple[Piece, ...]

    def width(self, size: float) -> float:
        return size * sum(unit_width(p.text, p.bold) for p in self.pieces)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines at one size; `clipped` when words were left out and an ellipsis says so."""

    lines: tuple[Line, ...]
    size: float
    clipped: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING

    @property
    def width(self) -> float:
        return max((line.width(self.size) for line in self.lines), default=0.0)


Word = tuple[Piece, ...]


def clean(text: str) -> str:
    """Composed text without what cannot be printed: control and direction marks become spaces."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():
        return composed
    return "".join(" " if unicodedata.category(c).startswith("C") else c for c in composed)


def flow(pieces: Iterable[Piece], size: float, width: float, most: int = 200) -> Block:
    """Fill lines greedily, stopping at `most`; a word longer than a line is cut where it ends.

    A «·» between parts is left out where the line ends after it.
    """
    room = width / size
    lines: list[Line] = []
    current: list[Word] = []
    used = 0.0
    for word in _cut(_words(pieces), room):
        needed = _width(word)
        space = unit_width(" ", current[-1][-1].bold) if current else 0.0
        if current and used + space + needed > room:
            lines.append(_line(_unseparated(current)))
            if len(lines) == most:
                return Block(tuple(lines), size)
            current, used, space = [], 0.0, 0.0
        current.append(word)
        used += space + needed
    if current:
        lines.append(_line(current))
    return Block(tuple(lines), size)


def fit(pieces: Sequence[Piece], sizes: Sequence[float], width: float, lines: int) -> Block:
    """The first of `sizes` at which the text takes at most `lines`; at the last one it is clipped."""
    for size in sizes:
        block = flow(pieces, size, width, lines + 1)
        if len(block.lines) <= lines:
            return block
    return _clip(block, width, lines)


def text_block(text: str, size: float, width: float, *, bold: bool = False) -> Block:
    return flow((Piece(text, bold),), size, width)


def _words(pieces: Iterable[Piece]) -> list[Word]:
    """Words, each of one or more fragments: a weight may change in the middle of a word."""
    words: list[list[Piece]] = [[]]
    for piece in pieces:
        for index, part in enumerate(_SPACES.split(clean(piece.text))):
            if index:
                words.append([])
            if part:
                words[-1].append(Piece(part, piece.bold))
    return [tuple(word) for word in words if word]


def _width(word: Word) -> float:
    return sum(unit_width(p.text, p.bold) for p in word)


def _cut(words: Iterable[Word], room: float) -> Iterable[Word]:
    for word in words:
        if _width(word) <= room:
            yield word
            continue
        for piece in word:
            yield from ((Piece(part, piece.bold),) for part in _slices(piece, room))


def _slices(piece: Piece, room: float) -> Iterable[str]:
    start, used = 0, 0.0
    for index, letter in enumerate(piece.text):
        step = unit_width(letter, piece.bold)
        if used + step > room and index > start:
            yield piece.text[start:index]
            start, used = index, 0.0
        used += step
    yield piece.text[start:]


def _unseparated(words: list[Word]) -> list[Word]:
    ends = len(words) > 1 and len(words[-1]) == 1 and words[-1][0].text == "·"
    return words[:-1] if ends else words


def _line(words: Sequence[Word]) -> Line:
    """Join words with spaces and merge neighbours of one weight into one piece."""
    flat: list[Piece] = []
    for index, word in enumerate(words):
        if index:
            flat.append(Piece(" ", flat[-1].bold))
        flat.extend(word)
    merged = (
        Piece("".join(p.text for p in group).replace(NO_BREAK, " "), bold)
        for bold, group in groupby(flat, key=lambda p: p.bold)
    )
    return Line(tuple(merged))


def _clip(block: Block, width: float, lines: int) -> Block:
    """Keep the first `lines`, the last of them shortened until an ellipsis fits."""
    kept = block.lines[:lines]
    text, bold = "".join(p.text for p in kept[-1].pieces), kept[-1].pieces[-1].bold
    while text and block.size * unit_width(text + "…", bold) > width:
        text = text[:-1]
    last = Line((Piece(text.rstrip(" ,.;:·") + "…", bold),))
    return Block((*kept[:-1], last), block.size, clipped=True)
