"""Whose a matter is, decided a second time from `resources/catalog/README.md` alone.

Imports nothing of the product: it reads the tables itself and applies the rules by brute force.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "catalog"
PROGRAM_WEIGHT = 10


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Verdict:
    rule: str
    kind: str
    target: str
    reason: str


def pairs(text: str) -> dict[str, str]:
    """`A=x;B=y` as the phrases' column `answers` writes it."""
    return dict(pair.split("=", 1) for pair in text.split(";") if pair)


def _weight(when: str, answers: Mapping[str, str], water: str) -> int | None:
    """How specific a rule is, or None where one of its conditions does not hold."""
    total = 0
    for condition in filter(None, when.split("&")):
        negated = "!=" in condition
        field, values = condition.split("!=" if negated else "=")
        if field == "programa":
            total += PROGRAM_WEIGHT
            continue
        given = water if field == "colonia.agua" else answers.get(field, "")
        if (given in values.split("/")) is negated:
            return None
        total += 1
    return total


@cache
def _rules() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in table("rules"):
        found.setdefault(row["service_code"], []).append(row)
    return found


def decide(service: str, answers: Mapping[str, str], water: str, day: date) -> Verdict:
    """The most specific rule in force; two equally specific ones would be an error of the tables."""
    standing: list[tuple[int, dict[str, str]]] = []
    for rule in _rules()[service]:
        begins, ends = rule["valid_from"], rule["valid_to"]
        if begins <= day.isoformat() and (not ends or day.isoformat() <= ends):
            weight = _weight(rule["when"], answers, water or "desconocido")
            if weight is not None:
                standing.append((weight, rule))
    best = max(weight for weight, _ in standing)
    winners = [rule for weight, rule in standing if weight == best]
    assert len(winners) == 1, [rule["id"] for rule in winners]
    (rule,) = winners
    return Verdict(rule["id"], rule["target_kind"], rule["target"], rule["reason"])
