"""What a reader of the paper sees: text with its size and place, read back from the PDF."""

import re
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from pypdfium2 import PdfDocument

from printing.half_letter import HEIGHT, Half
from printing.sheet import LETTER, Code, Text


@dataclass(frozen=True)
class Box:
    name: str
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box", slack: float = 0.05) -> bool:
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
        )


def boxes(frame: Half) -> list[Box]:
    """Where each line of text and the code stand, from the layout itself."""
    found = []
    for item in [*frame.items, *frame.own]:
        if isinstance(item, Code):
            found.append(Box("QR", item.x, item.top, item.x + item.side, item.top + item.side))
        if isinstance(item, Text):
            height = item.block.height / max(1, len(item.block.lines))
            for index, line in enumerate(item.block.lines):
                text = "".join(p.text for p in line.pieces)
                width = line.width(item.block.size) + item.tracking * len(text)
                left = item.x - width if item.right else item.x
                top = item.top + index * height
                found.append(Box(text, left, top, left + width, top + height))
    return found


def faults(frame: Half) -> list[str]:
    """Every pair of texts that overlap and every text that leaves its half of the page."""
    found = boxes(frame)
    bad = [
        f"{one.name!r} overlaps {two.name!r}"
        for index, one in enumerate(found)
        for two in found[index + 1 :]
        if one.touches(two)
    ]
    out = [
        f"{box.name!r} leaves the page"
        for box in found
        if box.left < 18 or box.right > LETTER[0] - 18 or box.top < 12 or box.bottom > HEIGHT - 12
    ]
    return bad + out


def text(document: bytes) -> str:
    """All words of a PDF in one line, as another program than ours reads them."""
    pdf = PdfDocument(document)
    try:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()
    return re.sub(r"\s+", " ", " ".join(pages))


def sizes(document: bytes) -> list[tuple[float, str]]:
    """(font size in points, text) of each run as drawn."""
    found: list[tuple[float, str]] = []

    def visit(
        run: str, _matrix: list[float], _text: list[float], _font: object, size: float
    ) -> None:
        if run.strip():
            found.append((size, run.strip()))

    for page in PdfReader(BytesIO(document)).pages:
        page.extract_text(visitor_text=visit)
    return found


def scan(document: bytes, folder: Path) -> list[str]:
    """What a camera reads from the printed page: 300 dots an inch, then a QR reader."""
    (folder / "page.pdf").write_bytes(document)
    subprocess.run(
        ["pdftoppm", "-r", "300", "-gray", "-singlefile", folder / "page.pdf", folder / "page"],
        check=True,
        timeout=60,
    )
    seen = subprocess.run(
        ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", folder / "page.pgm"],
        check=False,
        capture_output=True,
        timeout=60,
    )
    return seen.stdout.decode().split()
