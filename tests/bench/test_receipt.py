"""`receipt`: the acuse against the same words and code drawn by reportlab and segno alone."""

from io import BytesIO
from itertools import groupby

import pytest
import segno
from reportlab.pdfgen.canvas import Canvas

from printing import acuse
from printing.fonts import face, register
from printing.sheet import LETTER, Code, Text
from tests.bench.measure import result, side_by_side
from tests.printing.examples import ORDINARY, QR
from tests.printing.reading import text

TIMES = 60
LARGEST = 60_000  # bytes


def bare_words() -> tuple[list[tuple[float, float, str, float, str]], Code]:
    """What the page says and where: `(x, y, face, size, words)`, found once beforehand."""
    frame = acuse.compose(ORDINARY, "")
    words = []
    for item in frame.items:
        if isinstance(item, Text):
            for index, line in enumerate(item.block.lines):
                y = item.top + (index + 1) * item.block.size * 1.19
                for piece in line.pieces:
                    words.append((item.x, y, face(piece.bold), item.block.size, piece.text))
    return words, next(item for item in frame.items if isinstance(item, Code))


def bare_pdf(words: list[tuple[float, float, str, float, str]], code: Code) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=LETTER, pageCompression=1, invariant=1)
    matrix = segno.make_qr(QR, error="m", boost_error=False).matrix
    module = code.side / len(matrix)
    for base in (LETTER[1], LETTER[1] / 2):
        for x, y, name, size, said in words:
            canvas.setFont(name, size)
            canvas.drawString(x, base - y, said)
        shape = canvas.beginPath()
        for number, row in enumerate(matrix):
            column = 0
            for dark, group in groupby(row):
                length = len(list(group))
                if dark:
                    low = base - code.top - (number + 1) * module
                    x = code.x + column * module
                    shape.rect(x, low, length * module, module)
                column += length
        canvas.drawPath(shape, stroke=0, fill=1)
    canvas.save()
    return buffer.getvalue()


@pytest.mark.bench
def test_receipt(record) -> None:
    register()
    words, code = bare_words()
    size = len(acuse.render(ORDINARY))
    mine, bare = side_by_side(lambda: acuse.render(ORDINARY), lambda: bare_pdf(words, code), TIMES)
    assert ORDINARY.folio in text(bare_pdf(words, code))
    record(
        result(
            "receipt", mine, bare,
            goal=f"ratio ≤ 1.7; ≤ 60 kB (it has {size / 1000:.0f} kB)",
            met=lambda _value, ratio, _at: ratio <= 1.7 and size <= LARGEST,
        )
    )  # fmt: skip
