"""Prints how often the finder is right, for the tables of `docs/routing.md`.

Each writer is measured with a model that learned from the others only, and the writer held back
with the model that ships.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import resources
from app.domain.catalog import Catalog
from app.domain.catalog_reader import read
from app.domain.colonias import ColoniaIndex
from app.domain.finder import Finder
from app.domain.finder_model import FinderModel
from app.domain.finder_training import HELD_BACK, Example, of_catalogue, train

CONFUSIONS = 20


@dataclass(frozen=True)
class Said:
    service: str
    text: str
    style: str
    writer: str


def phrases() -> Iterator[Said]:
    for path in sorted(resources.path("phrases").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Said(path.stem, row["phrase"], row["style"], row["writer"])
    with resources.path("catalog", "phrases_dev.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Said(row["service_code"], row["phrase"], "", "phrases_dev")


def measure(catalog: Catalog, finder: Finder, said: list[Said], confused: Counter[str]) -> None:
    """One line of the table for each style, and one for all."""
    colonias = ColoniaIndex(catalog.colonias)
    unit = {code: next(r for r in of if not r.when).target for code, of in catalog.rules.items()}
    asked, first, third, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for each in said:
        codes = [s.service for s in finder.suggest(colonias.in_text(each.text).rest)]
        best = codes[0] if codes else "ATC-01"
        for style in {each.style, "todas"} - {""}:
            asked[style] += 1
            first[style] += best == each.service
            third[style] += each.service in codes
            right[style] += unit[best] == unit[each.service]
        if best != each.service:
            confused[f"{each.service} → {best}"] += 1
    for style, count in sorted(asked.items()):
        shares = (f"{100 * of[style] / count:.1f}" for of in (first, third, right))
        print(f"| {said[0].writer} | {style} | {count:,} | {' | '.join(shares)} |", flush=True)


def main() -> None:
    """Takes some two minutes."""
    catalog = read(resources.path("catalog"))
    every = list(phrases())
    learnable = [p for p in every if p.writer not in {HELD_BACK, "phrases_dev"}]
    confused: Counter[str] = Counter()
    for writer in sorted({p.writer for p in every}):
        others = (Example(p.service, p.text) for p in learnable if p.writer != writer)
        finder = Finder(catalog, FinderModel(train([*of_catalogue(catalog), *others])))
        measure(catalog, finder, [p for p in every if p.writer == writer], confused)
    for pair, times in confused.most_common(CONFUSIONS):
        print(f"| {pair} | {times} |")


if __name__ == "__main__":
    main()
