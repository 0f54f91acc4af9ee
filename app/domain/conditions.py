"""The rule language of `rules.csv`, column `when` (resources/catalog/README.md).

when      := nothing | condition { "&" condition }
condition := field "=" values | field "!=" values
values    := value { "/" value }
field     := question id | colonia.agua | programa
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.catalog import Condition

WATER = "colonia.agua"
PROGRAM = "programa"
WATERS = ("SIAPA", "AGU", "mixto", "desconocido")

_PROGRAM_WEIGHT = 10
_CONDITION = re.compile(r"(?P<field>[^=!]*)(?P<sign>!?=)(?P<values>.*)", re.DOTALL)
_FIELD = re.compile(r"[A-Z][A-Z0-9_]*|colonia\.agua|programa")
_VALUE = re.compile(r"[A-Za-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a matter when it is routed: answers by question, the colonia's water
    operator (one of `WATERS`) and the local day.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    water: str = "desconocido"
    day: date = field(kw_only=True)

    def value(self, name: str) -> str:
        """The answer to a question or the water operator; "" when there is none."""
        return self.water if name == WATER else self.answers.get(name, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a `when`: `offset` counts characters from 0."""

    offset: int
    code: str
    facts: tuple[tuple[str, str], ...] = ()


class BadCondition(ValueError):
    """A `when` that cannot be read; `faults` has every reason."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults[0].code)
        self.faults = faults


def parse(text: str) -> tuple[Condition, ...]:
    """The conditions of a `when`, all of which must hold; empty for the default rule.

    Raises:
        BadCondition: it is not in the language; names every fault with its offset.
    """
    conditions: list[Condition] = []
    faults: list[Fault] = []
    at = 0
    for part in text.split("&") if text else ():
        condition = _parse_one(part, at, faults)
        if condition and any(c.field == condition.field for c in conditions):
            faults.append(Fault(at, "when_field_twice", (("field", condition.field),)))
        if condition:
            conditions.append(condition)
        at += len(part) + 1
    if faults:
        raise BadCondition(tuple(faults))
    return tuple(conditions)


def _parse_one(part: str, at: int, faults: list[Fault]) -> Condition | None:
    match = _CONDITION.fullmatch(part)
    if match is None:
        faults.append(Fault(at, "when_syntax", (("text", part),)))
        return None
    name, negated = match["field"], match["sign"] == "!="
    before = len(faults)
    if not _FIELD.fullmatch(name):
        faults.append(Fault(at, "when_field", (("field", name),)))
    if name == PROGRAM and negated:
        faults.append(Fault(at + len(name), "when_program_negated"))
    values = match["values"].split("/")
    offset = at + match.start("values")
    for position, value in enumerate(values):
        if not _VALUE.fullmatch(value):
            faults.append(Fault(offset, "when_value", (("value", value),)))
        elif value in values[:position]:
            faults.append(Fault(offset, "when_value_twice", (("value", value),)))
        offset += len(value) + 1
    return Condition(name, tuple(values), negated) if len(faults) == before else None


def unparse(conditions: tuple[Condition, ...]) -> str:
    """The text of a `when`; `parse(unparse(c)) == c`."""
    return "&".join(
        f"{c.field}{'!=' if c.negated else '='}{'/'.join(c.values)}" for c in conditions
    )


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether it is true of the facts. Without an answer, `=` is false and `!=` true.

    `programa` is true: the rule it stands in is only looked at while it is in force.
    """
    if condition.field == PROGRAM:
        return True
    return (facts.value(condition.field) in condition.values) is not condition.negated


def weight(conditions: tuple[Condition, ...]) -> int:
    """How specific a rule is: 1 a condition, 10 a dated programme."""
    return sum(_PROGRAM_WEIGHT if c.field == PROGRAM else 1 for c in conditions)
