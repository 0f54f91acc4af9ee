"""The street that a citizen's words name."""

import re
from dataclasses import dataclass

from app.domain.catalog import Colonia
from app.domain.text import fold


@dataclass(frozen=True, slots=True)
class PlaceHint:
    """What the words say of the place; `candidates` when the colonia's name is shared.

    `rest`: the words without the place, so that "Parques de Santa María" is no park.
    """

    colonia: Colonia | None = None
    street: str = ""
    candidates: tuple[Colonia, ...] = ()
    rest: str = ""


_KIND = (
    r"calle|c\.|avenida|av\.?|calzada|calz\.?|boulevard|blvd\.?|bulevar|privada|priv\.?|andador|"
    r"camino|carretera|callejon|circuito|prolongacion|cerrada|paseo"
)
_DATE = r"\d{1,2}\s+de\s+\w+"  # streets are named for days: 5 de Febrero
_JOINING = r"(?:de|del|la|las|los|el|al|y)"
_CAPITAL = r"[A-ZÁÉÍÓÚÑ][\w.]*"
_PROPER = re.compile(
    rf"\b(?i:{_KIND})\s+(?:{_DATE}|(?:{_JOINING}\s+)*{_CAPITAL}(?:\s+(?:{_JOINING}\s+)*{_CAPITAL})*)"
)
_STOP = r"\d|#|n[uú]m|esquina|entre|casi|cruce|frente"
_NUMBERED = re.compile(rf"\b(?:{_KIND})\s+((?:[a-z]+\s+){{1,4}}?)(?=(?:{_STOP}))")
_NOT_NAMES = frozenset(
    (
        *("que", "esta", "estan", "muy", "con", "sin", "por", "para", "donde", "como", "ya", "no"),
        *("hay", "se", "lleva", "tiene", "es", "son", "va", "desde", "cerca", "atras", "abajo"),
        *("arriba", "completa", "entera", "empedrada", "principal", "hace"),
    )
)


def street_in(text: str) -> str:
    """The name of a street, with its kind, as it was written; "" when none is clear."""
    proper = _PROPER.search(text)
    if proper:
        return proper.group().strip(" .,")
    folded = fold(text)
    if len(folded) != len(text):  # a letter that folds into two: places would not agree
        return ""
    for match in _NUMBERED.finditer(folded):
        if not _NOT_NAMES.intersection(match[1].split()):
            return text[match.start() : match.end()].strip(" .,")
    return ""
