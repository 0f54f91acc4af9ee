"""What a learned finder hears in a text: stems, forms, pieces of sound, and two stems in a row."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from app.domain.stems import form, sound, stem
from app.domain.stop_words import SMALL

_STEM, _FORM, _PIECE, _PAIR = "s", "=", "c", "b"  # begin a feature's name and keep kinds apart
_PIECES = (3, 4, 5)
_PIECE_COUNTS = 0.25  # what a piece counts of a whole word: spelling must not drown the words

Features = tuple[tuple[str, float], ...]


@lru_cache(maxsize=20_000)
def of_word(word: str) -> Features:
    """The features of one folded word, with how much each counts; none for a small word."""
    if word in SMALL:
        return ()
    pieces: dict[str, float] = {_STEM + stem(word): 1.0, _FORM + form(word): 1.0}
    heard = f"_{sound(word)}_"
    for size in _PIECES:
        for at in range(len(heard) - size + 1):
            name = _PIECE + heard[at : at + size]
            pieces[name] = pieces.get(name, 0.0) + _PIECE_COUNTS
    return tuple(pieces.items())


def of_pair(first: str, second: str) -> Features:
    """The feature of two folded words said in a row; none when both are small."""
    if first in SMALL and second in SMALL:
        return ()
    return ((f"{_PAIR}{stem(first)} {stem(second)}", 1.0),)


def of_text(said: list[str]) -> dict[str, float]:
    """All features of a text's folded words; a word or pair said twice counts once."""
    found: dict[str, float] = {}
    for name, amount in _each(said):
        found[name] = found.get(name, 0.0) + amount
    return found


def whole_word(word: str) -> str:
    """The feature that says that a folded word as such is known, however it is inflected."""
    return _STEM + stem(word)


def _each(said: list[str]) -> Iterator[tuple[str, float]]:
    for word in dict.fromkeys(said):
        yield from of_word(word)
    for first, second in dict.fromkeys(pairwise(said)):
        yield from of_pair(first, second)
