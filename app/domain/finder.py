"""From what a person says to the services it may be (feature 1).

Two hearings, added. Lexical: the words said, cut to their stems and forgiven their spelling,
against everything the catalogue says of each service. A service scores for its rare words, for
words heard near each other, and for how much of one of its usual phrases was said. What the person
wants weighs more than how they came to it. Learned: what the phrases of `resources/phrases` taught
of the same words (`finder_model`). Nothing leaves the machine.
"""

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial

from app.domain.catalog import Catalog, Service
from app.domain.danger_words import danger_said
from app.domain.finder_index import BODY_QUESTION, CERTAIN, FORM, NEAR, Document, FinderIndex
from app.domain.finder_model import FinderModel, Heard, shipped
from app.domain.money_words import money_asked, police_named
from app.domain.report import MatterKind
from app.domain.stop_words import SMALL, STOP, WISHES
from app.domain.text import words

OFFICIALS, POLICE = "OIC-01", "AIP-01"
UNSURE = 0.2  # below this score four of five first suggestions are wrong: to show, not to act on

_SPREAD = 2.0
_PHRASE = 1.5  # what a whole usual phrase adds to its words
_APART = 0.15  # what each word between two takes from their being heard together
_OWN_TEXTS = 0.5  # what a service's own texts add to those of one body
_WISHED, _WISH_LENGTH = 1.5, 7  # words after "quiero" and the like
_DENIED = 0.2  # "no es bache"
_LEXICAL = 0.3  # of the logarithm of the lexical score, beside one deviation of what was learned
_MONEY = 3.0
_SURENESS = 1.5  # fitted between writers: of suggestions shown as 0.9, some 95 % are right
_HIGHEST_SHOWN = 0.999
_WHY_SHARE, _MOST_WHY = 0.25, 4
_MOST_WORDS = 200  # a longer text has said by then what it is about

_BODY_SHARE = 0.4  # of the own texts' score, for a body to be worth a hint
_Scores = defaultdict[Document, float]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service that may be meant: `score` from 0 to 1, `why` the words that decided, as said.

    `hints`: answers that the words give by themselves, such as which outside body is meant.
    `sealed`: it would be kept in a sealed envelope, so it is said apart and not aloud.
    `danger`: the words speak of danger and the service can be an emergency: 911 goes first.
    """

    service: str
    score: float
    why: tuple[str, ...]
    hints: tuple[tuple[str, str], ...] = ()
    sealed: bool = False
    danger: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """What speaks most for a service, and the body its words name ("" for none).

    `score`: lexical at first, then the logarithm of that with what was learned added.
    """

    score: float
    document: Document
    body: str = ""


class Finder:
    """Ranks the services of one catalogue. What it needs is built when first asked for, some 130 ms
    for the index of the catalogue and 50 ms for what was learned: the model that ships unless
    another is given.
    """

    def __init__(self, catalog: Catalog, model: FinderModel | None = None) -> None:
        self._catalog = catalog
        self._given = model

    @cached_property
    def _index(self) -> FinderIndex:
        return FinderIndex(self._catalog)

    @cached_property
    def _emergencies(self) -> frozenset[str]:
        """The services that are, or by some rule become, an emergency."""
        services, rules = self._catalog.services, self._catalog.rules
        return frozenset(
            code
            for code, service in services.items()
            if service.priority_class == 0 or any(r.priority_class == 0 for r in rules[code])
        )

    @cached_property
    def _model(self) -> FinderModel:
        return self._given or shipped()

    def warm(self) -> None:
        """Builds all now, on whatever thread calls, so that the first key does not wait."""
        self._index, self._model  # noqa: B018 - asking for it builds it

    def suggest(self, text: str, limit: int = 3) -> tuple[Suggestion, ...]:
        """The likeliest services first; none when no word says anything."""
        said = words(text)[:_MOST_WORDS]
        meanings = {word: self._index.meanings(word) for word in said}
        asked = _asked(said, meanings)
        heard = self._model.hear(said)
        found = self._together(self._by_service(self._scores(said, meanings, asked)), heard)
        self._hear_money(text, said, found)
        ranked = sorted(found, key=lambda code: (-found[code].score, code))[:limit]
        sure = _sureness([f.score for f in found.values()])
        danger = self._emergencies if danger_said(text) else frozenset()
        weigh = partial(self._weights, heard, meanings, asked)
        return tuple(
            self._suggestion(f, sure(f.score), _why(text, weigh(f.document)), danger)
            for f in map(found.__getitem__, ranked)
        )

    def offers_sealed(self, text: str) -> tuple[str, ...]:
        """Services in a sealed envelope to offer beside the errand's own when money was asked for.

        An offer, never a question: the errand goes on with its own folio.
        """
        code = POLICE if police_named(text) else OFFICIALS
        service = self._catalog.services.get(code)
        return (code,) if service and _accuses(service) and money_asked(text) else ()

    def _by_service(self, scores: _Scores) -> dict[str, _Found]:
        """A service's own texts and those of the likeliest body behind it, taken together."""
        found = {d.service: _Found(s, d) for d, s in scores.items() if not d.body}
        bodies = sorted((d for d in scores if d.body), key=lambda d: -scores[d])
        for document in bodies[:1]:
            own = scores.get(self._index.own[document.service], 0.0)
            alone = scores[document]
            score = max(own, alone + _OWN_TEXTS * own)
            told_by = document if score > own else self._index.own[document.service]
            body = document.body if alone >= _BODY_SHARE * own else ""
            found[document.service] = _Found(score, told_by, body)
        return found

    def _together(self, found: dict[str, _Found], heard: Heard) -> dict[str, _Found]:
        """The lexical scores and what was learned, added; any service may have learned words."""
        if not heard.scores:
            return {
                code: replace(f, score=_LEXICAL * math.log1p(f.score)) for code, f in found.items()
            }
        together = {}
        for code, own in self._index.own.items():
            said = found.get(code) or _Found(0.0, own)
            score = _LEXICAL * math.log1p(said.score) + heard.scores.get(code, 0.0)
            together[code] = _Found(score, said.document, said.body)
        return together

    def _hear_money(self, text: str, said: list[str], found: dict[str, _Found]) -> None:
        """Money asked for is the matter itself, unless the person says what else they want."""
        if not WISHES.intersection(said) - {"reportar", "denunciar"}:
            for code in self.offers_sealed(text):
                before = found.get(code, _Found(0.0, self._index.own[code]))
                found[code] = replace(before, score=before.score + _MONEY)

    def _suggestion(
        self, found: _Found, shown: float, why: tuple[str, ...], danger: frozenset[str]
    ) -> Suggestion:
        hints = ((BODY_QUESTION, found.body),) if found.body else ()
        code = found.document.service
        sealed = self._catalog.services[code].sealed
        return Suggestion(code, shown, why, hints, sealed, code in danger)

    def _weights(
        self,
        heard: Heard,
        meanings: dict[str, dict[str, float]],
        asked: dict[str, float],
        document: Document,
    ) -> dict[str, float]:
        """How much each word said spoke for a document: in the catalogue's texts and as learned."""
        index, place = self._index, self._model.places.get(document.service)
        told = {
            word: max(
                (asked.get(s, 0.0) * index.rarity[s] for s in stems if document in index.words[s]),
                default=0.0,
            )
            for word, stems in meanings.items()
            if word not in STOP
        }
        most = max(told.values(), default=0.0) or 1.0
        return {
            word: weight / most + (0.0 if place is None else heard.share(word, place))
            for word, weight in told.items()
        }

    def _scores(
        self, said: list[str], meanings: dict[str, dict[str, float]], asked: dict[str, float]
    ) -> _Scores:
        index = self._index
        scores: _Scores = defaultdict(float)
        hits: defaultdict[int, float] = defaultdict(float)
        for stem, trust in asked.items():
            value = trust * index.rarity[stem]
            for document, amount in index.words[stem].items():
                scores[document] += _SPREAD * value * amount / (amount + 1)
            for position in index.holding[stem]:
                hits[position] += value
        phrases: _Scores = defaultdict(float)
        for position, hit in hits.items():
            phrase = index.phrases[position]
            value = phrase.weight * hit * hit / index.norms[position]
            phrases[phrase.document] = max(phrases[phrase.document], value)
        for document, value in phrases.items():
            scores[document] += _PHRASE * value
        for pair, trust in _heard_together(said, meanings).items():
            for document, amount in index.pairs.get(pair, {}).items():
                scores[document] += trust * index.pair_rarity[pair] * amount
        return scores


def _accuses(service: Service) -> bool:
    return service.kind is MatterKind.ACCUSATION_OF_OFFICIAL


def _asked(said: list[str], meanings: dict[str, dict[str, float]]) -> dict[str, float]:
    """The stems asked for, each with its trust: wished words count more, denied ones hardly."""
    asked: dict[str, float] = {}
    wished = 0
    for position, word in enumerate(said):
        denied = said[max(0, position - 2) : position] == ["no", "es"]
        due = _DENIED if denied else _WISHED if wished > 0 else 1.0
        wished = _WISH_LENGTH if word in WISHES else wished - 1
        if word not in STOP:
            for stem, likeness in meanings[word].items():
                asked[stem] = max(asked.get(stem, 0.0), due * likeness)
    return asked


def _heard_together(
    said: list[str], meanings: dict[str, dict[str, float]]
) -> dict[tuple[str, str], float]:
    """Every two stems said near each other, with a trust that falls with the words between."""
    certain = [
        [
            (stem, trust)
            for stem, trust in meanings[word].items()
            if trust >= CERTAIN and not stem.startswith(FORM)
        ]
        for word in said
        if word not in SMALL
    ]
    heard: dict[tuple[str, str], float] = {}
    for at, firsts in enumerate(certain):
        for apart, seconds in enumerate(certain[at + 1 : at + NEAR]):
            for first, trust in firsts:
                for second, other in seconds:
                    pair = (first, second) if first < second else (second, first)
                    due = trust * other / (1 + _APART * apart)
                    heard[pair] = max(heard.get(pair, 0.0), due)
    return heard


def _sureness(scores: list[float]) -> Callable[[float], float]:
    """From a score to how sure it is beside all others, from 0 to 1; never quite 1."""
    highest = max(scores, default=0.0)
    mass = sum(math.exp(_SURENESS * (score - highest)) for score in scores)
    return lambda score: min(
        _HIGHEST_SHOWN, round(math.exp(_SURENESS * (score - highest)) / mass, 3)
    )


def _why(text: str, weight: dict[str, float]) -> tuple[str, ...]:
    """The words of most weight, as they were said and in their order."""
    enough = max(weight.values(), default=0.0) * _WHY_SHARE
    chosen = [w for w in sorted(weight, key=lambda w: -weight[w]) if weight[w] > enough]
    decided = set(chosen[:_MOST_WHY])
    found: dict[str, str] = {}
    for piece in text.split():
        for word in words(piece):
            if word in decided:
                found.setdefault(word, piece.strip(".,;:¿?¡!()«»\"'"))
    return tuple(found.values())
