"""The catalogue's texts as weighted words, ready to be asked which services a word speaks for."""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from app.domain.catalog import Catalog, Service
from app.domain.stems import form, stem
from app.domain.stop_words import SMALL, STOP
from app.domain.text import words

BODY_QUESTION = "ORGANISMO"
NEAR = 6  # words apart, at most, for two to be heard together
CERTAIN = 0.45  # from this trust on a stem is the word itself, not a relative of it
FORM = "="  # begins the name of a whole form, so that none is mistaken for a stem

_SAID, _TITLE, _DESCRIBED, _REASONED, _GROUPED = 1.0, 1.0, 0.6, 0.3, 0.3
_BODY, _BODY_REASON = 0.7, 0.6
_CLOSE = 84  # of 100, how alike an unknown word must be to a known one
_SHORTEST_GUESS = 4
_PAIRED = 0.5  # below this weight a text is no usual way of speaking
_BY_STEM, _BY_FORM, _BY_RELATION = 0.8, 0.5, 0.28


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """What speaks for a service: its own texts, or those of one `body` it orients people to.

    Compared by identity, which is quick: an index has one of each.
    """

    service: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text of a document, and how much it counts."""

    document: Document
    weight: float


Pair = tuple[str, str]


class FinderIndex:
    """Built once from a catalogue; afterwards only read (but for a memory of misspelt words)."""

    def __init__(self, catalog: Catalog) -> None:
        self.own = {code: Document(code) for code in catalog.services}
        self.phrases: list[Phrase] = []
        self.words: defaultdict[str, dict[Document, float]] = defaultdict(dict)
        self.pairs: defaultdict[Pair, dict[Document, float]] = defaultdict(dict)
        self.holding: defaultdict[str, list[int]] = defaultdict(list)
        for document, text, weight in _texts(catalog, self.own):
            self._add(document, words(text), weight)
        count = len(catalog.services)
        values = [_rarity(having, count) for having in range(count + 1)]
        self.rarity = {s: values[_services(of)] for s, of in self.words.items()}
        self.pair_rarity = {p: values[_services(of)] for p, of in self.pairs.items()}
        self.norms = [0.0] * len(self.phrases)
        for term, positions in self.holding.items():
            for position in positions:
                self.norms[position] += self.rarity[term]
        from rapidfuzz import fuzz, process  # here, so that no key typed later waits for it

        self._extract, self._ratio = process.extract, fuzz.ratio
        self._related = _related(catalog.equivalents)
        self._guessed: dict[str, dict[str, float]] = {}

    def meanings(self, word: str) -> dict[str, float]:
        """The terms of the catalogue that a folded word stands for, with a trust from 0 to 1.

        Terms are stems and, begun with `FORM`, whole forms: the same stem in the same form is
        trusted more than the stem alone.
        """
        own = stem(word)
        known = self._related.get(own, frozenset()) & self.rarity.keys()
        found = dict.fromkeys(known, _BY_RELATION)
        if own in self.rarity:
            found[own] = _BY_STEM
        found = found or dict(self._guess(own))
        if (whole := FORM + form(word)) in self.rarity:
            found[whole] = _BY_FORM
        return found

    def _add(self, document: Document, said: list[str], weight: float) -> None:
        telling = {word for word in said if word not in STOP} or set(said)
        for term in {stem(w) for w in telling} | {FORM + form(w) for w in telling}:
            amounts = self.words[term]
            amounts[document] = amounts.get(document, 0.0) + weight
            self.holding[term].append(len(self.phrases))
        self.phrases.append(Phrase(document, weight))
        if weight < _PAIRED:
            return
        for pair in pairs_of([stem(w) for w in said if w not in SMALL]):
            amounts = self.pairs[pair]
            amounts[document] = max(amounts.get(document, 0.0), weight)

    def _guess(self, own: str) -> dict[str, float]:
        """The known stems most like an unknown one: typing mistakes that sound does not undo."""
        if len(own) < _SHORTEST_GUESS:
            return {}
        if own not in self._guessed:
            close = self._extract(
                own, self.rarity.keys(), scorer=self._ratio, score_cutoff=_CLOSE, limit=2
            )
            self._guessed[own] = {s: (score - 50) / 62 for s, score, _ in close}
        return self._guessed[own]


def pairs_of(stems: list[str]) -> Iterator[Pair]:
    """Every two different stems that are near, in alphabetical order."""
    for at, first in enumerate(stems):
        for second in stems[at + 1 : at + NEAR]:
            if first != second:
                yield (first, second) if first < second else (second, first)


def _texts(
    catalog: Catalog, documents: dict[str, Document]
) -> Iterator[tuple[Document, str, float]]:
    """Every text that speaks for a service, and how much it counts."""
    outside = next((s.code for s in catalog.services.values() if _asks_body(s)), "")
    bodies = {code: Document(outside, code) for code in catalog.bodies if outside}
    for service in catalog.services.values():
        own = documents[service.code]
        yield from ((own, text, _SAID) for text in service.synonyms)
        yield own, service.name, _TITLE
        yield own, service.description, _DESCRIBED
        yield own, service.group, _GROUPED
        for rule in catalog.rules[service.code]:
            if service.code == outside and rule.target in bodies:
                yield bodies[rule.target], rule.reason, _BODY_REASON
            else:
                yield own, rule.reason, _REASONED
    for code, document in bodies.items():
        body = catalog.bodies[code]
        for text in (body.name, *re.split(r"[,;:]", body.matters)):
            yield document, text, _BODY


def _asks_body(service: Service) -> bool:
    """Whether a service is the one whose question is which outside body a matter belongs to."""
    return any(question.id == BODY_QUESTION for question in service.questions)


def _services(documents: Collection[Document]) -> int:
    """How many services the documents speak for."""
    return 1 if len(documents) == 1 else len({d.service for d in documents})


def _rarity(having: int, count: int) -> float:
    """How much a word says: the fewer of all services have it, the more (as in BM25)."""
    return math.log(1 + (count - having + 0.5) / (having + 0.5))


def _related(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    related: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        stems = {stem(word) for text in group for word in words(text)}
        for each in stems:
            related[each] |= stems - {each}
    return {s: frozenset(others) for s, others in related.items()}
