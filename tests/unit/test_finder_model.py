"""What the finder learns from phrases, and that the model that ships is made from those there."""

import csv
from functools import cache
from pathlib import Path
from statistics import fmean

import pytest

import resources
from app.domain.colonias import ColoniaIndex
from app.domain.finder import Finder
from app.domain.finder_model import FinderModel, shipped
from app.domain.finder_training import (
    HELD_BACK,
    Example,
    fingerprint,
    of_catalogue,
    of_phrases,
    train,
)
from app.domain.text import words
from tests.unit.shipped import catalog

FEW = (
    Example("ALU-01", "en la noche no se ve nada en mi cuadra"),
    Example("ALU-01", "el foco del poste no prende"),
    Example("PAV-01", "hay un hoyo enorme y se ponchan las llantas"),
    Example("ASE-01", "no ha pasado el camión de la basura"),
)
LARGEST = 2_500_000  # bytes in the repository; some 60 ms to read
# Of a writer from whom nothing was learned: floors that only keep what has been reached.
TOP_1, TOP_3 = 0.85, 0.94


def best(model: FinderModel, text: str) -> str:
    scores = model.hear(words(text)).scores
    return max(scores, key=lambda code: scores[code]) if scores else ""


def test_a_few_phrases_are_learned():
    model = FinderModel(train(FEW))
    assert model.services == ("ALU-01", "ASE-01", "PAV-01")
    assert best(model, "de noche nadie ve") == "ALU-01"
    assert best(model, "se me poncharon") == "PAV-01"
    assert best(model, "la vasura") == "ASE-01"


def test_words_never_heard_say_nothing():
    model = FinderModel(train(FEW))
    assert model.hear(words("xqztw wyvern")).scores == {}
    assert model.hear([]).scores == {}


def test_a_word_gives_most_where_it_was_learned():
    model = FinderModel(train(FEW))
    heard = model.hear(words("el foco"))
    given = {code: heard.share("foco", place) for code, place in model.places.items()}
    assert max(given, key=lambda code: given[code]) == "ALU-01"
    assert heard.share("nunca", 0) == 0


def test_the_same_phrases_give_the_same_bytes():
    assert train(FEW) == train(iter(FEW))
    assert train(FEW) != train(FEW[1:])


def test_the_model_that_ships_was_made_from_the_data_that_ships():
    """When this fails: `PYTHONPATH=. .venv/bin/python packaging/train_finder.py`."""
    learned = [*of_catalogue(catalog()), *of_phrases(resources.path("phrases"))]
    assert shipped().data == fingerprint(learned)
    assert set(shipped().services) == set(catalog().services)
    assert resources.path("finder.txt").stat().st_size <= LARGEST


def files() -> list[Path]:
    return sorted(resources.path("phrases").glob("*.csv"))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def held_back() -> list[tuple[str, str]]:
    """Service and phrase of the writer for measuring."""
    return [
        (path.stem, row["phrase"])
        for path in files()
        for row in rows_of(path)
        if row["writer"] == HELD_BACK
    ]


def test_every_service_has_phrases_and_the_held_back_are_not_learned():
    learned = list(of_phrases(resources.path("phrases")))
    assert {example.service for example in learned} == set(catalog().services)
    assert {service for service, _ in held_back()} == set(catalog().services)
    rows = sum(len(rows_of(path)) for path in files())
    assert len(learned) == rows - len(held_back())


def test_phrases_of_a_writer_never_learned():
    finder, colonias = Finder(catalog()), ColoniaIndex(catalog().colonias)
    places = []
    for service, text in held_back()[::5]:
        codes = [s.service for s in finder.suggest(colonias.in_text(text).rest)]
        places.append(codes.index(service) if service in codes else 3)
    assert fmean(place == 0 for place in places) >= TOP_1
    assert fmean(place < 3 for place in places) >= TOP_3


@pytest.mark.parametrize("said", ["hola", "buenas tardes", "oiga joven, muy buenos días"])
def test_a_greeting_is_no_matter(said):
    assert Finder(catalog()).suggest(said) == ()
