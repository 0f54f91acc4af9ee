"""From what a person says to the services it may be (feature 1).

Lexical: the words said, cut to their stems and forgiven their spelling, against everything the
catalogue says of each service. A service scores for its rare words and for how much of one of
its usual phrases was said. Nothing is learned from examples and nothing leaves the machine.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from app.domain.catalog import Catalog
from app.domain.finder_index import FinderIndex
from app.domain.money_words import money_asked, police_named
from app.domain.report import MatterKind
from app.domain.text import words

_PHRASE = 1.5  # what a whole usual phrase adds to its words
_SPREAD = 2.0
_HALF_SURE = 12.0  # the raw score that is shown as one half
_WHY_SHARE = 0.25
_MOST_WHY = 4
_DENIED = 0.2
_MOST_WORDS = 200  # a longer text has said by then what it is about


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service that may be meant: `score` from 0 to 1, `why` the words that decided, as said."""

    service: str
    score: float
    why: tuple[str, ...]


class Finder:
    """Ranks the services of one catalogue. The index is built when first needed (some 50 ms)."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _index(self) -> FinderIndex:
        return FinderIndex(self._catalog)

    def suggest(self, text: str, limit: int = 3) -> tuple[Suggestion, ...]:
        """The likeliest services first; none when no word says anything."""
        said = _weighed(words(text)[:_MOST_WORDS])
        meanings = {word: self._index.meanings(word) for word in said}
        asked: dict[str, float] = {}
        for word, trust in said.items():
            for stem, likeness in meanings[word].items():
                asked[stem] = max(asked.get(stem, 0.0), trust * likeness)
        scores = self._scores(asked)
        best = sorted(scores, key=lambda code: (-scores[code], code))[:limit]
        return tuple(
            Suggestion(code, _shown(scores[code]), self._why(code, text, meanings, asked))
            for code in best
        )

    def offers_sealed(self, text: str) -> tuple[str, ...]:
        """Services in a sealed envelope to offer beside the errand's own when money was asked for.

        An offer, never a question: the errand goes on with its own folio.
        """
        if not money_asked(text):
            return ()
        wanted = "AIP-01" if police_named(text) else "OIC-01"
        service = self._catalog.services.get(wanted)
        sealed = service is not None and service.kind is MatterKind.ACCUSATION_OF_OFFICIAL
        return (wanted,) if sealed else ()

    def _scores(self, asked: dict[str, float]) -> dict[str, float]:
        index = self._index
        scores: defaultdict[str, float] = defaultdict(float)
        hits: defaultdict[int, float] = defaultdict(float)
        for stem, trust in asked.items():
            value = trust * index.rarity[stem]
            for code, amount in index.services[stem].items():
                scores[code] += _SPREAD * value * amount / (amount + 1)
            for position in index.holding[stem]:
                hits[position] += value
        phrases: defaultdict[str, float] = defaultdict(float)
        for position, hit in hits.items():
            phrase = index.phrases[position]
            value = phrase.weight * hit * hit / index.norms[position]
            phrases[phrase.service] = max(phrases[phrase.service], value)
        for code, value in phrases.items():
            scores[code] += _PHRASE * value
        return scores

    def _why(
        self, code: str, text: str, meanings: dict[str, dict[str, float]], asked: dict[str, float]
    ) -> tuple[str, ...]:
        """The words, as they were said and in their order, that spoke most for a service."""
        index = self._index
        weight = {
            word: max(
                (asked[s] * index.rarity[s] for s in stems if code in index.services[s]),
                default=0.0,
            )
            for word, stems in meanings.items()
        }
        enough = max(weight.values(), default=0.0) * _WHY_SHARE
        chosen = [w for w in sorted(weight, key=lambda w: -weight[w]) if weight[w] > enough]
        decided = set(chosen[:_MOST_WHY])
        found: dict[str, str] = {}
        for piece in text.split():
            for word in words(piece):
                if word in decided:
                    found.setdefault(word, piece.strip(".,;:¿?¡!()«»\"'"))
        return tuple(found.values())


def _weighed(said: list[str]) -> dict[str, float]:
    """Each distinct word with the trust it is due: what is denied ("no es bache") counts little."""
    trusts: dict[str, float] = {}
    for position, word in enumerate(said):
        denied = said[max(0, position - 2) : position] == ["no", "es"]
        trusts[word] = max(trusts.get(word, 0.0), _DENIED if denied else 1.0)
    return trusts


def _shown(raw: float) -> float:
    return round(1 - math.pow(2, -raw / _HALF_SURE), 3)
