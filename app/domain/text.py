"""Words as they are compared: no accents, no capitals, no punctuation."""

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’´`]")
_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Lower case without accents, diaeresis or tildes (ñ becomes n); the rest stays."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words of a text in order; "pa'l" is one word."""
    return _WORD.findall(_APOSTROPHES.sub("", fold(text)))
