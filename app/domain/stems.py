"""Spanish words cut to what they have in common, however they are spelt.

Two steps: `sound` writes a word as it is heard, so that "vache", "recojer" and "guele" meet
"bache", "recoger" and "huele"; `stem` drops the ending, so that "tiran", "tirando" and "tiradas"
meet. Mexican pronunciation: s, z and soft c are one sound; ll and y; b and v; h is silent.
"""

import re
from functools import lru_cache

_SOUNDS = (
    (re.compile(r"^[hg]u(?=[ei])"), "w"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<!c)h"), ""),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"qu(?=[ei])"), "k"),
    (re.compile(r"sc(?=[ei])|c(?=[ei])|z|x"), "s"),
    (re.compile(r"c(?!h)|q"), "k"),
    (re.compile(r"v"), "b"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"n(?=[pb])"), "m"),
    (re.compile(r"ao(?=s?$)"), "ado"),
    (re.compile(r"(.)\1+"), r"\1"),
)

_PLURAL = re.compile(r"(?:(?<=[^aeiou])es|(?<=[aeiou])s)$")
_SHORTEST = 3
_ENDINGS = (
    *("iendose", "andose", "iendo", "yendo", "ando", "andola", "andolo"),
    *("aron", "ieron", "yeron", "aban", "ian", "aba", "ia", "an", "en"),
    *("ados", "adas", "idos", "idas", "ado", "ada", "ido", "ida", "adero", "adera"),
    *("arlos", "arlas", "arlo", "arla", "arse", "erse", "irse", "ar", "er", "ir"),
    *("itos", "itas", "ito", "ita", "isimo", "isima", "ote", "ota", "asos", "aso"),
    *("asion", "ision", "miento", "mente", "amos", "emos", "imos", "aste", "iste"),
    *("ara", "era", "ira", "aran", "eran", "iran", "enme", "enos", "ennos", "enle"),
    *("io", "a", "e", "o", "i"),
)
_INFLECTED = re.compile(rf"(.{{{_SHORTEST},}}?)(?:{'|'.join(_ENDINGS)})")  # the longest ending goes


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """How a folded word sounds: equal for spellings that are heard alike."""
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


@lru_cache(maxsize=20_000)
def form(word: str) -> str:
    """How a folded word sounds in the singular, its ending kept: tells "sala" from "sale"."""
    return _PLURAL.sub("", sound(word) or word)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What a folded word shares with its other forms; short words keep their vowels."""
    if word.isdigit():
        return word
    heard = sound(word) or word
    if len(heard) <= _SHORTEST:
        return heard
    heard = _PLURAL.sub("", heard)
    match = _INFLECTED.fullmatch(heard)
    return match[1] if match else heard
