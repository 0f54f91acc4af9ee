"""Finding a colonia the way people write it: no accents, with typos, by variant or postal code."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.base.errors import Refused
from app.domain.catalog import Colonia
from app.domain.place_hint import PlaceHint, street_in
from app.domain.text import fold, words

__all__ = ["ColoniaIndex", "PlaceHint"]

_SAME = {
    "col": "",
    "colonia": "",
    "fracc": "",
    "frac": "",
    "fraccionamiento": "",
    "1ra": "1",
    "1a": "1",
    "primera": "1",
    "2da": "2",
    "2a": "2",
    "segunda": "2",
    "3ra": "3",
    "3a": "3",
    "tercera": "3",
    "cuatro": "4",
    "secc": "seccion",
    "sec": "seccion",
    "sta": "santa",
    "sto": "santo",
    "gral": "general",
    "fco": "francisco",
    "jard": "jardines",
    "res": "residencial",
    "cond": "condominio",
    "hda": "hacienda",
}
_SMALL = frozenset(("de", "del", "la", "las", "el", "los", "y", "al", "seccion"))
_CUES = frozenset(
    ("colonia", "col", "fraccionamiento", "fracc", "barrio", "pueblo", "condominio", "coto")
)
_ELSEWHERE = frozenset(
    ("desde", "vivo", "vengo", "venimos", "viene")
)  # the person's, not the place
_CAPITALISED = re.compile(r"(?<=[\wáéíóúñ,;] )[A-ZÁÉÍÓÚÑ]\w+")  # not a sentence's first word
_CLOSE_WORD = 75  # of 100, rapidfuzz's ratio
_LONGEST_NAME = 8  # words


@dataclass(frozen=True, slots=True)
class _Name:
    """One way of saying a colonia: `tokens` compared, `key` them joined; not `whole` when its
    small words were left out.
    """

    colonia: Colonia
    tokens: tuple[str, ...]
    key: str
    whole: bool


class ColoniaIndex:
    """The list of colonias, searchable. Building it takes some 5 ms; threads may share it."""

    def __init__(self, colonias: Iterable[Colonia]) -> None:
        self._colonias = {colonia.key: colonia for colonia in colonias}
        self._names = tuple(_ways_of_saying(self._colonias.values()))
        self._vocabulary = tuple(dict.fromkeys(t for name in self._names for t in name.tokens))
        self._by_key: defaultdict[str, dict[str, Colonia]] = defaultdict(dict)
        whole = {name.key for name in self._names if name.whole}
        for name in self._names:
            if name.whole or name.key not in whole:  # "Álamo" is not "El Álamo" without its article
                self._by_key[name.key][name.colonia.key] = name.colonia
        self._exact: dict[str, Colonia] = {}
        for colonia in self._colonias.values():
            exact = [colonia.key, self.label(colonia)]
            if colonia.kind != "Colonia":  # which people also call what is not one
                exact.append(f"{colonia.kind} {colonia.name}")
            for text in exact:
                self._exact.setdefault(" ".join(words(text)), colonia)

    @staticmethod
    def label(colonia: Colonia) -> str:
        """The name, with what tells it apart from others of that name."""
        return f"{colonia.name} ({colonia.tell_apart})" if colonia.tell_apart else colonia.name

    def complete(self, text: str, limit: int = 8) -> tuple[Colonia, ...]:
        """The colonias that what was typed so far may mean, likeliest first."""
        typed = _tokens(text)
        if not typed:
            return ()
        ranks = self._direct(typed, text.strip()) or dict(self._close(typed))
        best = sorted(ranks, key=lambda key: (ranks[key], self._colonias[key].name, key))
        return tuple(self._colonias[key] for key in best[:limit])

    def resolve(self, name: str, cp: str = "") -> Colonia | None:
        """The colonia of that exact name, variant, label or key; None when it is not on the list.

        Accents and capitals do not matter, typos do: nothing is guessed here. A postal code that
        is not the colonia's counts against names that a neighbouring municipality shares.

        Raises:
            Refused: `colonia_ambigua`, several have that name and `cp` does not decide.
        """
        named = list(self._by_key.get(" ".join(_tokens(name)), {}).values())
        fitting = [c for c in named if c.cp == cp] if cp else named
        if len(fitting) == 1:
            return fitting[0]
        told_apart = self._exact.get(" ".join(words(name)))
        if told_apart and (told_apart.tell_apart or not fitting) and cp in ("", told_apart.cp):
            return told_apart
        if not fitting:
            return named[0] if len(named) == 1 and not named[0].shared_name else None
        choices = "; ".join(f"{c.kind} {self.label(c)}, {c.cp}" for c in fitting)
        raise Refused("colonia_ambigua", name=name, choices=choices)

    def in_text(self, text: str) -> PlaceHint:
        """The colonia and the street a citizen's words name, if they clearly name any.

        A name of one word is only believed after "colonia" and the like, or for a town written
        as a name: "Hidalgo" is also a street and "La Arena" also lies on the pavement. Where other
        colonias share the name, here or next door, they come as `candidates`; none is chosen.
        """
        street = street_in(text)
        left = text.replace(street, ",", 1) if street else text
        pieces = [(piece, words(piece)) for piece in left.split()]
        said = [word for _, found in pieces for word in found]
        proud = {fold(word) for word in _CAPITALISED.findall(text)}
        trust, length, at, key = max(self._named_in(said, proud), default=(0, 0, 0, ""))
        best = tuple(self._by_key[key].values()) if key else ()
        town = len(best) == 1 and bool(best[0].delegation)
        sure = len(best) == 1 and (trust > 1 or town or not best[0].shared_name)
        named = range(-at, -at + length)
        return PlaceHint(
            best[0] if sure else None,
            street,
            () if sure else best,
            _without(pieces, named) if length or street else text,
        )

    def _named_in(self, said: list[str], proud: set[str]) -> Iterator[tuple[int, int, int, str]]:
        """Every name in the words: how far it is to be believed, its length, where, its key."""
        mapped = [_SAME.get(word, word) for word in said]
        for start in range(len(said)):
            if not mapped[start]:
                continue
            for end in range(min(len(said), start + _LONGEST_NAME), start, -1):
                key = " ".join(token for token in mapped[start:end] if token)
                named = self._by_key.get(key)
                if not named:
                    continue
                town = all(c.delegation for c in named.values())
                trust = _trust(said[:start], key, proud, town=town)
                if trust:
                    yield trust, end - start, -start, key
                    break

    def _direct(self, typed: tuple[str, ...], raw: str) -> dict[str, float]:
        ranks: dict[str, float] = {}
        for name in self._names:
            rank = _rank(name, typed, raw)
            if rank is not None:
                key = name.colonia.key
                ranks[key] = min(rank, ranks.get(key, rank))
        return ranks

    def _close(self, typed: tuple[str, ...]) -> Iterator[tuple[str, float]]:
        """Names in which every typed word has a word nearly like it, or that are alike unspaced."""
        from rapidfuzz import fuzz

        main = tuple(t for t in typed if t not in _SMALL) or typed
        likeness = {
            word: {
                v: max(fuzz.ratio(word, v), fuzz.ratio(word, v[: len(word) + 1]))
                for v in self._vocabulary
            }
            for word in main
        }
        worst: dict[str, float] = {}
        for name in self._names:
            each = [max(likeness[word][token] for token in name.tokens) for word in main]
            unspaced = fuzz.ratio("".join(typed), "".join(name.tokens))
            score = max(sum(each) / len(each) if min(each) >= _CLOSE_WORD else 0, unspaced)
            if score >= _CLOSE_WORD:
                key = name.colonia.key
                worst[key] = min(100 - score, worst.get(key, 100))
        yield from worst.items()


def _ways_of_saying(colonias: Iterable[Colonia]) -> Iterator[_Name]:
    for colonia in colonias:
        for text in dict.fromkeys((colonia.name, *colonia.variants)):
            tokens = _tokens(text)
            yield _Name(colonia, tokens, " ".join(tokens), whole=True)
            main = tuple(t for t in tokens if t not in _SMALL)
            if main and main != tokens:
                yield _Name(colonia, main, " ".join(main), whole=False)


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(token for word in words(text) if (token := _SAME.get(word, word)))


def _rank(name: _Name, typed: tuple[str, ...], raw: str) -> float | None:
    """How directly what was typed leads to a name: smaller is better, None is not at all."""
    joined = " ".join(typed)
    if name.key == joined:
        return 0
    if raw.isdigit() and name.colonia.cp.startswith(raw):
        return 1
    if name.key.startswith(joined):
        return 2
    if all(any(token.startswith(t) for token in name.tokens) for t in typed):
        return 3 if name.tokens[0].startswith(typed[0]) else 4
    return None


def _without(pieces: list[tuple[str, list[str]]], named: range) -> str:
    """The pieces of a text that hold none of its `named` words."""
    kept: list[str] = []
    at = 0
    for piece, found in pieces:
        if not any(position in named for position in range(at, at + len(found))):
            kept.append(piece)
        at += len(found)
    return " ".join(kept)


def _trust(before: list[str], key: str, proud: set[str], *, town: bool) -> int:
    """How far a name in running words is meant as one: 0 not, 1 perhaps, 2 it was said so."""
    cues = [word for word in before[-3:] if word not in _SMALL and word != "en"]
    if cues and cues[-1] in _CUES:
        return 2
    if _ELSEWHERE.intersection(cues):
        return 0
    main = [token for token in key.split() if token not in _SMALL and not token.isdigit()]
    meant = proud.issuperset(main) or before[-1:] == ["en"]
    return int(len(main) > 1 or (town and bool(main) and meant))
