"""Words as they are compared: no accents, no capitals, no punctuation."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’´`]")
_MARKS = re.compile("[\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}]+")
_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Lower case without accents, diaeresis or tildes (ñ becomes n); the rest stays."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = _MARKS.sub("", plain)  # all there is in Spanish; other writings have other marks
    return plain if plain.isascii() else "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words of a text in order; "pa'l" is one word."""
    return _WORD.findall(fold(_APOSTROPHES.sub("", text)))
