"""Learning from phrases which services a feature of a text speaks for.

Multinomial naive Bayes over features weighed by their rarity, each phrase of one length, every
service as likely as another: what people report most in one office says nothing of what this
person says. The same phrases in the same order give the same bytes.
"""

import csv
import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.catalog import Catalog
from app.domain.finder_features import of_text
from app.domain.finder_model import FIRST_LETTER, HIGHEST
from app.domain.text import words

HELD_BACK = "h1"  # the writer whose phrases are for measuring and never learned

_SMOOTH = 0.005
_ROUND = 3  # decimals of what the file says in numbers


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the service that it speaks for."""

    service: str
    text: str


def of_catalogue(catalog: Catalog) -> Iterator[Example]:
    """What the catalogue itself says of each service."""
    for code, service in catalog.services.items():
        reasons = (rule.reason for rule in catalog.rules[code])
        for text in (*service.synonyms, service.name, service.description, *reasons):
            yield Example(code, text)


def of_phrases(folder: Path) -> Iterator[Example]:
    """The phrases of a folder with a CSV for each service, but for the writer held back."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["writer"] != HELD_BACK:
                    yield Example(path.stem, row["phrase"])


def fingerprint(examples: Iterable[Example]) -> str:
    """A hash of what is learned from; equal for equal data in the same order."""
    rows = json.dumps([[e.service, e.text] for e in examples], ensure_ascii=False)
    return hashlib.sha256(rows.encode()).hexdigest()


def train(examples: Iterable[Example]) -> str:
    """The text of the model's file (see `finder_model`). A thousand phrases take some 1 s."""
    learned = tuple(examples)
    heard = [of_text(words(example.text)) for example in learned]
    having = Counter(name for features in heard for name in features)
    rarity = {n: 1 + math.log((1 + len(heard)) / (1 + have)) for n, have in having.items()}
    services = sorted({example.service for example in learned})
    amounts: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    totals: dict[str, float] = dict.fromkeys(services, _SMOOTH * len(having))
    for example, features in zip(learned, heard, strict=True):
        due = {name: amount * rarity[name] for name, amount in features.items()}
        length = math.hypot(*due.values()) or 1.0
        for name, value in due.items():
            amounts[name][example.service] += value / length
        totals[example.service] += sum(due.values()) / length
    weights = {n: {s: math.log1p(v / _SMOOTH) for s, v in of.items()} for n, of in amounts.items()}
    lean = [round(math.log(totals[service]), _ROUND) for service in services]
    return _written(services, lean, rarity, weights, fingerprint(learned))


def _written(
    services: list[str],
    lean: list[float],
    rarity: dict[str, float],
    weights: dict[str, dict[str, float]],
    data: str,
) -> str:
    step = max((w for of in weights.values() for w in of.values()), default=1.0) / HIGHEST
    rarity_step = max(rarity.values(), default=1.0) / HIGHEST
    header = {
        "data": data,
        "services": services,
        "lean": lean,
        "step": round(step, 2 * _ROUND),
        "rarity_step": round(rarity_step, 2 * _ROUND),
    }
    places = {service: _letter(place) for place, service in enumerate(services)}
    lines = [json.dumps(header)]
    for name in sorted(weights):
        pairs = (places[s] + _letter(weights[name][s] / step) for s in sorted(weights[name]))
        lines.append(f"{name}\t{_letter(rarity[name] / rarity_step)}{''.join(pairs)}")
    return "\n".join(lines) + "\n"


def _letter(number: float) -> str:
    return chr(FIRST_LETTER + round(number))
