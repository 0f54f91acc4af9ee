"""The shipped catalogue, read once a process, and its phrases."""

import csv
from datetime import date
from functools import cache
from typing import NamedTuple

import resources
from app.domain.catalog import Catalog
from app.domain.catalog_reader import read

ANY_DAY = date(2026, 11, 22)  # no dated programme is in force


@cache
def catalog() -> Catalog:
    return read(resources.path("catalog"))


class Expected(NamedTuple):
    """One row of `phrases_dev.csv`: what is said, what is answered, where it must go."""

    phrase: str
    service: str
    answers: dict[str, str]
    water: str
    target: str
    day: date


@cache
def phrases() -> tuple[Expected, ...]:
    with resources.path("catalog", "phrases_dev.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_expected(row) for row in csv.DictReader(file))


def _expected(row: dict[str, str]) -> Expected:
    answers = dict(pair.split("=", 1) for pair in row["answers"].split(";") if pair)
    day = date.fromisoformat(row["fecha"]) if row["fecha"] else ANY_DAY
    return Expected(
        row["phrase"],
        row["service_code"],
        answers,
        row["colonia_agua"] or "desconocido",
        row["expected_target"],
        day,
    )
