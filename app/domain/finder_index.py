"""The catalogue's texts as weighted words, ready to be asked which services a word speaks for."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.catalog import Catalog, Service
from app.domain.stems import stem
from app.domain.text import words

_SAID, _TITLE, _DESCRIBED, _REASONED, _GROUPED, _BODY = 1.0, 1.0, 0.6, 0.3, 0.3, 0.5
_CLOSE = 84  # of 100, how alike an unknown word must be to a known one
_SHORTEST_GUESS = 4
_RELATED = 0.35
_STOP = frozenset(
    (
        *("a", "al", "algo", "ahi", "ai", "alla", "alli", "ante", "aqui", "asi", "aun", "aunque"),
        *("bien", "cada", "como", "con", "cual", "cuando", "cuanto", "de", "del", "dentro"),
        *("desde", "dice", "dicen", "dijo", "donde", "dos", "e", "el", "ella", "ellos", "en"),
        *("entre", "era", "es", "esa", "ese", "eso", "esos", "esas", "esta", "estaba", "estamos"),
        *("estan", "estar", "este", "esto", "estos", "estas", "estoy", "fue", "fui", "ha", "han"),
        *("hace", "hacen", "hasta", "hay", "haya", "he", "hola", "la", "las", "le", "les", "lo"),
        *("los", "luego", "mas", "me", "mi", "mis", "mucho", "muchos", "mucha", "muchas", "muy"),
        *("nada", "nadie", "ni", "nos", "nosotros", "o", "oiga", "otra", "otro", "para", "pa"),
        *("pero", "por", "porque", "pues", "que", "quien", "quiero", "se", "sea", "senor"),
        *("senora", "senorita", "si", "sido", "sin", "sobre", "solo", "son", "soy", "su", "sus"),
        *("tambien", "tan", "tanto", "te", "tengo", "tiene", "tienen", "todo", "todos", "toda"),
        *("todas", "tu", "un", "una", "uno", "unos", "unas", "usted", "ustedes", "va", "van"),
        *("vaya", "ver", "y", "ya", "yo", "dias", "buenas", "buenos", "tardes", "noches", "favor"),
        *("quisiera", "puede", "pueden", "vez", "veces", "mero", "nomas", "tantito", "ahorita"),
        *("joven", "gracias"),
    )
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One text of one service: its distinct stems and how much it counts."""

    service: str
    stems: frozenset[str]
    weight: float


class FinderIndex:
    """Built once from a catalogue; afterwards only read (but for a memory of misspelt words)."""

    def __init__(self, catalog: Catalog) -> None:
        self.phrases = tuple(_phrases(catalog))
        services: defaultdict[str, defaultdict[str, float]] = defaultdict(
            lambda: defaultdict(float)
        )
        self.holding: defaultdict[str, list[int]] = defaultdict(list)
        for position, phrase in enumerate(self.phrases):
            for each in phrase.stems:
                services[each][phrase.service] += phrase.weight
                self.holding[each].append(position)
        self.services = services
        count = len(catalog.services)
        self.rarity = {
            s: math.log(1 + (count - len(of) + 0.5) / (len(of) + 0.5)) for s, of in services.items()
        }
        self.norms = tuple(sum(self.rarity[s] for s in p.stems) for p in self.phrases)
        self._related = _related(catalog.equivalents)
        self._guessed: dict[str, tuple[tuple[str, float], ...]] = {}

    def meanings(self, word: str) -> dict[str, float]:
        """The stems of the catalogue that a folded word stands for, with a trust from 0 to 1."""
        if word in _STOP:
            return {}
        own = stem(word)
        found = {s: _RELATED for s in self._related.get(own, ()) if s in self.rarity}
        if own in self.rarity:
            found[own] = 1.0
        return found or dict(self._guess(own))

    def _guess(self, own: str) -> tuple[tuple[str, float], ...]:
        """The known stems most like an unknown one: typing mistakes that sound does not undo."""
        if len(own) < _SHORTEST_GUESS:
            return ()
        if own not in self._guessed:
            from rapidfuzz import fuzz, process

            close = process.extract(
                own, self.rarity.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=2
            )
            self._guessed[own] = tuple((s, (score - 50) / 62) for s, score, _ in close)
        return self._guessed[own]


def _phrases(catalog: Catalog) -> Iterator[Phrase]:
    outside = next((s.code for s in catalog.services.values() if _offers_bodies(s)), "")
    for service in catalog.services.values():
        reasons = (rule.reason for rule in catalog.rules[service.code])
        for texts, weight in (
            (service.synonyms, _SAID),
            ((service.name,), _TITLE),
            ((service.description,), _DESCRIBED),
            ((service.group,), _GROUPED),
            (reasons, _REASONED),
        ):
            yield from _each(service.code, texts, weight)
    for body in catalog.bodies.values() if outside else ():
        yield from _each(outside, (body.name, *re.split(r"[,;:]", body.matters)), _BODY)


def _each(service: str, texts: Iterable[str], weight: float) -> Iterator[Phrase]:
    for text in texts:
        said = words(text)
        stems = frozenset(stem(w) for w in said if w not in _STOP) or frozenset(map(stem, said))
        if stems:
            yield Phrase(service, stems, weight)


def _offers_bodies(service: Service) -> bool:
    """The service whose question is which outside body a matter belongs to."""
    return any(q.id == "ORGANISMO" for q in service.questions)


def _related(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    related: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        stems = {stem(word) for text in group for word in words(text)}
        for each in stems:
            related[each] |= stems - {each}
    return {s: frozenset(others) for s, others in related.items()}
