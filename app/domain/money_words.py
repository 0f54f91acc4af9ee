"""Whether a person's own words say that someone asked for money on the side.

Nobody is asked; what is said is heard (README of the catalogue, "Si alguien pidió dinero").
"""

import re

from app.domain.text import words

_ALWAYS = re.compile(
    r"\b(?:moches?|sobornos?|soborn\w+|coyotes?|coyotaje|coima|extorsion\w*|"
    r"pa(?:ra)? ?l? ?(?:el )?(?:refresco|chesco|chicle)|por debajo del agua|bajo la mesa|"
    r"por (?:fuera|fuerita)|por abajito|con (?:dinero|lana|feria) (?:si |todo )?(?:sale|se)|"
    r"untar(?:le)? la mano|sin recibo)\b"
)
_BITE = re.compile(r"\bmordidas?\b")
_ANIMAL = re.compile(r"\b(?:perr\w+|gat\w+|animal\w*|ratas?|caballos?|viboras?|can)\b")
_AMOUNT = (
    r"(?:dinero|lana|feria|billete|una? cuota|cuota|(?:\w+ )?(?:cien|ciento\w*|mil|pesos|"
    r"\w+cientos|\d{2,})|algo (?:a cambio|de dinero))"
)
_ASKED = re.compile(
    r"\b(?:pid(?:io|ieron|e|en|iendo)|exig(?:io|ieron|e|en|iendo)|quer(?:ia|ian)|quieren?|"
    r"sac(?:o|aron)|quit(?:o|aron)|baj(?:o|aron))(?:me|nos|le|les)? (?:\w+ ){0,3}?"
    rf"(?:{_AMOUNT}|aparte)\b"
)
_PERSONAL = re.compile(r"\b(?:me|nos|le|les)\b")
_SELLS = re.compile(r"\b(?:vend\w+|compr\w+|prest\w+)\b")
_FOR_COPIES = re.compile(r"\bpid(?:en|an|e|io|ieron) (?:dinero )?para (?:las|unas|los) \w+")
_WITH = re.compile(rf"\bcon {_AMOUNT}(?: \w+)? (?:me|no me|nos|lo|se|sale)\b")
_POLICE = re.compile(
    r"\b(?:polic\w+|poli|polis|patrull\w+|uniformad\w+|tamarindos?|cuicos?|azules|comisari\w+)\b"
)


def money_asked(text: str) -> bool:
    """Whether the words say that a payment outside the rules was asked for or offered."""
    said = " ".join(words(text))
    if _ALWAYS.search(said) or _WITH.search(said) or _FOR_COPIES.search(said):
        return True
    if _BITE.search(said) and not _ANIMAL.search(said):
        return True
    asked = _ASKED.search(said)
    return bool(asked and _PERSONAL.search(said) and not _SELLS.search(said))


def police_named(text: str) -> bool:
    """Whether the words name the police."""
    return bool(_POLICE.search(" ".join(words(text))))
