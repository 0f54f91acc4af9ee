"""The two typefaces of every paper, embedded so that any printer shows the same accents."""

from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources import path

REGULAR = "DejaVuSans"
BOLD = "DejaVuSans-Bold"
ASCENT = 0.93
"""Height of the tallest accented capital above the baseline, in parts of the size."""


@cache
def register() -> None:
    """Make both faces known to reportlab, once a process (13 ms each to parse)."""
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, path("fonts", f"{name}.ttf")))


def face(bold: bool) -> str:  # noqa: FBT001 - the one question about a face
    return BOLD if bold else REGULAR


@lru_cache(maxsize=8192)
def unit_width(text: str, bold: bool) -> float:  # noqa: FBT001 - part of the cache's key
    """Width of `text` at size 1 in points; widths grow in proportion to the size."""
    register()
    return float(pdfmetrics.stringWidth(text, face(bold), 1))
