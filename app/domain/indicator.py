"""The promise, measured: matters channelled correctly at the first attempt (feature 28).

*Accepted by the first unit named, within its deadline to answer, and never corrected afterwards
÷ all municipal matters whose deadline to answer has passed.* Triage first counts as a miss, and
so does silence. Beside it, never inside: orientations, sealed, voided and joined matters.

Computed from the central's events alone (`report.routed`, `report.status`) and from the filings
they are about, so that anyone with the journal can count again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain.catalog import Catalog
from app.domain.journal import Event

ASIDE = frozenset({"anulado", "adherido"})


@dataclass(slots=True)
class Course:
    """What the events say of one matter, up to a moment."""

    folio: str
    service: str
    unit: str
    rule: str
    external: bool
    sealed: bool
    routed_at: datetime
    answer_by: datetime
    accepted_at: datetime | None = None
    corrected: bool = False
    aside: str = ""
    forgiven: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Indicator:
    """`value` is a percentage with one decimal, None while no deadline has passed."""

    num: int
    den: int
    oriented: int = 0
    sealed: int = 0
    voided: int = 0
    joined: int = 0
    waiting: int = 0
    by_unit: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    by_service: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    by_month: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def value(self) -> float | None:
        return percent(self.num, self.den)


def percent(num: int, den: int) -> float | None:
    """One decimal, cut and never rounded up: 99.96 is not 100."""
    return num * 1000 // den / 10 if den else None


def courses(events: Iterable[Event], catalog: Catalog, at: datetime) -> dict[str, Course]:
    """The course of each matter by report id, from the central's events up to `at`.

    A return for a reason that does not count against the rule (`bounce_reasons.csv`) corrects
    nothing.
    """
    forgiven = frozenset(
        code for code, why in catalog.bounce_reasons.items() if not why.counts_against_rule
    )
    found: dict[str, Course] = {}
    for event in events:
        when = datetime.fromisoformat(event.wall)
        if when > at or event.report_id is None:
            continue
        if event.kind == "report.routed" and event.report_id not in found:
            found[event.report_id] = _begin(event, when, forgiven)
        elif event.kind == "report.status" and event.report_id in found:
            _go_on(found[event.report_id], event.body, when)
    return found


def _begin(event: Event, when: datetime, forgiven: frozenset[str]) -> Course:
    body = event.body
    return Course(
        folio=body["folio"],
        service=body["service"],
        unit=body["target"],
        rule=body["rule"],
        external=body["target_kind"] == "external",
        sealed=body["service"] == "reservado",
        routed_at=when,
        answer_by=datetime.fromisoformat(body["answer_by"]),
        forgiven=forgiven,
    )


def _go_on(course: Course, body: Mapping[str, Any], when: datetime) -> None:
    to = body["to"]
    if to == "aceptado" and course.accepted_at is None:
        course.accepted_at = when
    elif to == "reencauzado" or (to == "devuelto" and body["reason"] not in course.forgiven):
        course.corrected = True
    elif to == "canalizado":  # back to the same unit, which gets its time again
        course.answer_by = datetime.fromisoformat(body["answer_by"])
    if to in ASIDE:
        course.aside = to
    elif body["from"] in ASIDE:
        course.aside = ""


def is_hit(course: Course, catalog: Catalog) -> bool:
    """Whether the first unit named, not triage, accepted in time and nobody corrected it."""
    unit = catalog.units.get(course.unit)
    return (
        unit is not None
        and unit.kind != "triage"
        and course.accepted_at is not None
        and course.accepted_at <= course.answer_by
        and not course.corrected
    )


def count(found: Mapping[str, Course], catalog: Catalog, at: datetime) -> Indicator:
    """Hits and all whose deadline has passed, whole and by unit, service and month of receipt."""
    beside = {"oriented": 0, "sealed": 0, "voided": 0, "joined": 0, "waiting": 0}
    tables: tuple[dict[str, tuple[int, int]], ...] = ({}, {}, {})
    num = den = 0
    for course in found.values():
        if name := _beside(course, at):
            beside[name] += 1
            continue
        hit = int(is_hit(course, catalog))
        num, den = num + hit, den + 1
        keys = (course.unit, course.service, course.routed_at.strftime("%Y-%m"))
        for table, key in zip(tables, keys, strict=True):
            hits, all_of_them = table.get(key, (0, 0))
            table[key] = (hits + hit, all_of_them + 1)
    by_unit, by_service, by_month = tables
    return Indicator(num, den, **beside, by_unit=by_unit, by_service=by_service, by_month=by_month)


def _beside(course: Course, at: datetime) -> str:
    """Why a matter is not in the figure; "" when it is."""
    if course.sealed:
        return "sealed"
    if course.aside:
        return "voided" if course.aside == "anulado" else "joined"
    if course.external:
        return "oriented"
    return "waiting" if course.answer_by > at else ""
