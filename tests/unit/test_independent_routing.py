"""Routing checked by an evaluator of its own, written from the README of the catalogue.

Nothing of the program is used in it: its own reading of the files, its own conditions, its own
choice of the winner. Where both agree on every phrase and on thousands of random answers, they
agree because the README says so.
"""

import csv
import random
from datetime import date
from functools import cache
from typing import Any

import pytest

import resources
from app.domain.routing import Facts, route
from tests.unit.shipped import Expected, catalog, phrases

Row = dict[str, str]
WATERS = ("SIAPA", "AGU", "mixto", "desconocido")
DAYS = [
    date(2026, 1, 1), date(2026, 1, 3), date(2026, 1, 5), date(2026, 1, 7), date(2026, 1, 8),
    date(2026, 11, 22), date(2027, 2, 28), date(2027, 3, 1), date(2027, 6, 30), date(2027, 7, 1),
]  # fmt: skip


@cache
def rows(name: str) -> list[Row]:
    with resources.path("catalog", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_true(condition: str, answers: dict[str, str], water: str) -> bool:
    negated = "!=" in condition
    name, _, listed = condition.partition("!=" if negated else "=")
    if name == "programa":
        return True  # the rule is in force, or it would not have been looked at
    said = water if name == "colonia.agua" else answers.get(name)
    return (said not in listed.split("/")) if negated else (said in listed.split("/"))


def specificity(rule: Row) -> int:
    conditions = rule["when"].split("&") if rule["when"] else []
    return sum(10 if c.startswith("programa=") else 1 for c in conditions)


def winner(service: str, answers: dict[str, str], water: str, day: date) -> Row:
    fitting = []
    for rule in rows("rules.csv"):
        conditions = rule["when"].split("&") if rule["when"] else []
        if (
            rule["service_code"] == service
            and date.fromisoformat(rule["valid_from"]) <= day
            and (not rule["valid_to"] or day <= date.fromisoformat(rule["valid_to"]))
            and all(is_true(c, answers, water) for c in conditions)
        ):
            fitting.append(rule)
    best = max(map(specificity, fitting))
    won = [rule for rule in fitting if specificity(rule) == best]
    assert len(won) == 1, f"tie: {[r['id'] for r in won]}"
    return won[0]


def expected_decision(
    service: str, answers: dict[str, str], water: str, day: date
) -> dict[str, Any]:
    rule = winner(service, answers, water, day)
    entry = next(s for s in rows("services.csv") if s["code"] == service)
    external = rule["target_kind"] == "external"
    term = rule["sla_business_days"] or ("" if external else entry["sla_business_days"])
    kinds = {u["code"]: u["kind"] for u in rows("units.csv")}
    return {
        "rule_id": rule["id"],
        "target_kind": rule["target_kind"],
        "target": rule["target"],
        "reason": rule["reason"],
        "sla_business_days": int(term) if term else None,
        "priority_class": int(rule["priority_class"] or entry["priority_class"]),
        "notify": tuple(filter(None, rule["notify"].split(";"))),
        "reclassify_to": rule["reclassify_to"],
        "sealed": entry["sealed"] == "yes"
        or (kinds.get(rule["target"]) == "sealed" and not external),
    }


def products_decision(
    service: str, answers: dict[str, str], water: str, day: date
) -> dict[str, Any]:
    decision = route(catalog(), service, Facts(answers, water, day=day))
    names = expected_decision(service, answers, water, day)
    return {name: getattr(decision, name) for name in names}


@pytest.mark.parametrize("row", phrases(), ids=lambda row: row.phrase[:40])
def test_every_phrase_goes_where_it_must(row: Expected):
    product = products_decision(row.service, row.answers, row.water, row.day)
    assert product["target"] == row.target
    assert product == expected_decision(row.service, row.answers, row.water, row.day)


def test_all_phrases_were_there():
    assert len(phrases()) == len(rows("phrases_dev.csv")) == 519
    assert {row.service for row in phrases()} == {s["code"] for s in rows("services.csv")}


@pytest.mark.parametrize("service", [s["code"] for s in rows("services.csv")])
def test_random_answers_to_every_service(service: str):
    chance = random.Random(f"answers to {service}")
    options = {
        q["id"]: [o.split(":")[0] for o in q["options"].split("|")] for q in rows("questions.csv")
    }
    entry = next(s for s in rows("services.csv") if s["code"] == service)
    names = [q.rstrip("*") for q in entry["questions"].split(";")]
    for _ in range(60):
        some = chance.sample(names, chance.randint(0, len(names)))
        answers = {name: chance.choice([*options[name], "no_sabe"]) for name in some}
        case = (service, answers, chance.choice(WATERS), chance.choice(DAYS))
        assert products_decision(*case) == expected_decision(*case)


def test_every_rule_can_win():
    """A rule that never wins is a promise the catalogue does not keep."""
    never = {rule["id"] for rule in rows("rules.csv")}
    for service in {rule["service_code"] for rule in rows("rules.csv")}:
        chance = random.Random(f"winners of {service}")
        fields: dict[str, set[str]] = {"colonia.agua": set(WATERS)}
        for rule in (r for r in rows("rules.csv") if r["service_code"] == service and r["when"]):
            for condition in rule["when"].split("&"):
                name, _, listed = condition.replace("!=", "=").partition("=")
                fields.setdefault(name, {""}).update(listed.split("/"))
        for _ in range(3000):
            answers = {
                name: chance.choice(sorted(values)) for name, values in sorted(fields.items())
            }
            water = answers.pop("colonia.agua") or "desconocido"
            facts = Facts(answers, water, day=chance.choice(DAYS))
            never.discard(route(catalog(), service, facts).rule_id)
            if not any(id_.startswith(f"{service}.") for id_ in never):
                break
    # No colonia is without a water operator, so these defaults only stand in case.
    assert never <= {"AGU-01.00", "AGU-02.00", "AGU-04.00", "AGU-08.00", "AGU-09.00"}
