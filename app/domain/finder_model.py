"""What the finder learned from phrases: which services each feature of a text speaks for.

The file is text, one feature a line, so that two versions can be compared: its name, a tab, a
letter for its rarity, then pairs of letters, a service's and a weight's. A first line of JSON
says how to read the letters and from which data they were made.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import resources
from app.domain.finder_features import Features, of_pair, of_word, whole_word
from app.domain.stop_words import STOP

FIRST_LETTER = 33  # the code of "!", the letter for the number 0
HIGHEST = 93  # the number of "~"

_CALM = 0.3  # one rare word, said by the way, must not drown all the others
_REMEMBERED = 2_000  # words and pairs, some 3 kB each


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text says to the model.

    `scores`: for every service it knows, in standard deviations over the mean of all; empty when
    not one telling word is known. `parts`: what each word gave to each service, in the order of
    `scores`, before `spread`, the standard deviation, was taken out of it.
    """

    scores: dict[str, float]
    parts: dict[str, list[float]]
    spread: float = 1.0

    def share(self, word: str, place: int) -> float:
        """What a folded word gave to the service at a place; negative when it spoke against it."""
        part = self.parts.get(word)
        return (part[place] - sum(part) / len(part)) / self.spread if part else 0.0


class FinderModel:
    """Read from its file's text; afterwards only read (but for a memory of words heard)."""

    def __init__(self, text: str) -> None:
        header, _, body = text.partition("\n")
        told = json.loads(header)
        self.data: str = told["data"]
        self.services: tuple[str, ...] = tuple(told["services"])
        self._lean: list[float] = told["lean"]
        self._step: float = told["step"]
        self._rarity_step: float = told["rarity_step"]
        self._rows: dict[str, str] = dict(
            line.split("\t") for line in body.removesuffix("\n").split("\n")
        )
        self.places = {service: place for place, service in enumerate(self.services)}
        self._memory: dict[Features, list[float]] = {}

    def hear(self, said: list[str]) -> Heard:
        """What the folded words of a text speak for."""
        telling = {word for word in said if word not in STOP}
        if not any(whole_word(word) in self._rows for word in telling):
            return Heard({}, {})
        parts = {word: self._remembered(of_word(word)) for word in dict.fromkeys(said)}
        pairs = [self._remembered(of_pair(*pair)) for pair in dict.fromkeys(pairwise(said))]
        given = filter(None, (*parts.values(), *pairs))
        totals = list(map(sum, zip(*given, strict=True)))
        middle = sum(totals) / len(totals)
        spread = _spread(totals) or 1.0
        scores = {s: (t - middle) / spread for s, t in zip(self.services, totals, strict=True)}
        return Heard(scores, parts, spread)

    def _remembered(self, features: Features) -> list[float]:
        known = self._memory.get(features)
        if known is None:
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            known = self._memory[features] = self._weigh(features)
        return known

    def _weigh(self, features: Features) -> list[float]:
        """The weights of some features added up, a number for each service; empty for none."""
        totals: list[float] = []
        mass = 0.0
        for name, amount in features:
            row = self._rows.get(name)
            if row is None:
                continue
            totals = totals or [0.0] * len(self.services)
            due = amount * (ord(row[0]) - FIRST_LETTER) * self._rarity_step
            mass += due
            due *= self._step
            for at in range(1, len(row), 2):
                totals[ord(row[at]) - FIRST_LETTER] += due * (ord(row[at + 1]) - FIRST_LETTER)
        if not mass:
            return []
        given = [t - mass * lean for t, lean in zip(totals, self._lean, strict=True)]
        calmer = math.pow(_spread(given) or 1.0, -_CALM)
        return [value * calmer for value in given]


def _spread(values: Sequence[float]) -> float:
    """The standard deviation (`statistics.pstdev` is ten times slower)."""
    middle = sum(values) / len(values)
    return math.dist(values, [middle] * len(values)) / math.sqrt(len(values))


@cache
def shipped() -> FinderModel:
    """The model that ships with the program, read once a process (some 50 ms)."""
    return FinderModel(resources.path("finder.txt").read_text(encoding="utf-8"))
