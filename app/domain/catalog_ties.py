"""Every answer combination must have exactly one winner on every day: no tie, no gap.

Only what can matter is tried: for each service, the values its rules name plus "anything else",
on the first day of each stretch in which the same rules are in force.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product

from app.domain.catalog import Catalog, Condition, Rule
from app.domain.catalog_table import Row, Table
from app.domain.conditions import PROGRAM, WATER, WATERS, Facts, holds, weight
from app.domain.routing import in_force

OTHER = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two rules that win together, on what day and with which answers."""

    first: Rule
    second: Rule
    facts: Facts


@dataclass(frozen=True, slots=True)
class Gap:
    """A day, after the service's first, on which no default rule is in force."""

    service: str
    day: date


def check_winners(catalog: Catalog, rules: Table) -> None:
    """Notes one mistake for each pair of rules that tie and each service with a gap."""
    rows = {row.cells["id"]: row for row in rules.rows}
    for code in catalog.services:
        told: set[tuple[str, str]] = set()
        for trouble in troubles(catalog.rules[code]):
            if isinstance(trouble, Gap):
                _tell_gap(rows[catalog.rules[code][0].id], trouble)
            elif (pair := (trouble.first.id, trouble.second.id)) not in told:
                told.add(pair)
                _tell_tie(rows[trouble.second.id], trouble)


def troubles(rules: tuple[Rule, ...]) -> Iterator[Tie | Gap]:
    """Every gap and every tie of one service's rules."""
    for day in _stretches(rules):
        active = [r for r in rules if in_force(r, day)]
        if not any(not r.when for r in active):
            yield Gap(rules[0].service, day)
        yield from _ties(active, day)


def _stretches(rules: tuple[Rule, ...]) -> list[date]:
    """The first day of each stretch in which the rules in force do not change."""
    begin = min(r.valid_from for r in rules if not r.when)
    days = {r.valid_from for r in rules}
    days |= {r.valid_to + timedelta(days=1) for r in rules if r.valid_to}
    return sorted({begin} | {day for day in days if day > begin})


def _ties(active: list[Rule], day: date) -> Iterator[Tie]:
    for first, second in combinations(active, 2):
        if weight(first.when) != weight(second.when) or _exclude(first.when, second.when):
            continue
        heavier = [r for r in active if weight(r.when) > weight(first.when)]
        for facts in combinations_of([first, second, *heavier], day):
            if all(holds(c, facts) for c in (*first.when, *second.when)) and not any(
                all(holds(c, facts) for c in r.when) for r in heavier
            ):
                yield Tie(first, second, facts)
                break


def _exclude(first: tuple[Condition, ...], second: tuple[Condition, ...]) -> bool:
    """Whether two conditions on one field can be seen at a glance never to hold together."""
    return any(
        a.field == b.field and _apart(a, b) for a in first for b in second if a.field != PROGRAM
    )


def _apart(a: Condition, b: Condition) -> bool:
    if a.negated and b.negated:
        return False
    if a.negated or b.negated:
        named, excluded = (b, a) if a.negated else (a, b)
        return set(named.values) <= set(excluded.values)
    return not set(a.values) & set(b.values)


def combinations_of(rules: list[Rule], day: date) -> Iterator[Facts]:
    """Facts for every combination of the values the rules name, and "anything else"."""
    domains: dict[str, dict[str, None]] = {}
    for condition in (c for r in rules for c in r.when if c.field != PROGRAM):
        everything = WATERS if condition.field == WATER else (OTHER, *condition.values)
        domains.setdefault(condition.field, {}).update(dict.fromkeys(everything))
    names = tuple(domains)
    for values in product(*domains.values()):
        answers = dict(zip(names, values, strict=True))
        yield Facts(answers, answers.pop(WATER, WATERS[-1]), day=day)


def _tell_gap(row: Row, gap: Gap) -> None:
    row.wrong("valid_to", "rule_gap", service=gap.service, day=gap.day.isoformat())


def _tell_tie(row: Row, tie: Tie) -> None:
    shown = {**tie.facts.answers, WATER: tie.facts.water}
    answers = "; ".join(f"{name}={value}" for name, value in shown.items() if value)
    row.wrong("when", "rule_tie", other=tie.first.id, answers=answers or "—")
