"""The municipality's catalogue as frozen values: units, services, questions, rules, colonias.

The files they come from and every column's meaning: `resources/catalog/README.md`. Reading and
checking them: `catalog_reader`. Conditions are parsed once, at reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.report import MatterKind


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit. `kind`: resolver, triage, sealed, intake."""

    code: str
    name: str
    kind: str
    parent: str
    responsible_post: str
    phone: str
    extension: str
    guard_phone: str
    hours: str
    office_hint: str
    valid_from: date
    verified: bool


@dataclass(frozen=True, slots=True)
class ExternalBody:
    """A body that is not municipal, and what to have at hand when going there."""

    code: str
    name: str
    phone: str
    at_hand: str
    matters: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """`kind`: yesno, choice (both with options), text, plate, number, time (private answers)."""

    id: str
    text: str
    kind: str
    options: tuple[Option, ...]
    help: str

    @property
    def is_choice(self) -> bool:
        """Whether its answers are codes (and so may stand in an event's body)."""
        return bool(self.options)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A service's question; `aloud` where the catalogue marks it with `*`."""

    id: str
    aloud: bool


@dataclass(frozen=True, slots=True)
class Service:
    """An entry of the catalogue. `sla_business_days`: None = own legal term, 0 = hours on duty."""

    code: str
    name: str
    kind: MatterKind
    group: str
    description: str
    default_unit: str
    sla_business_days: int | None
    priority_class: int
    questions: tuple[AskedQuestion, ...]
    duplicate_radius_m: int
    duplicate_window_days: int
    sealed: bool
    public: bool
    script: str
    closing_needs_evidence: bool
    commits: str
    public_place: str
    live_notice: bool
    synonyms: tuple[str, ...] = ()

    @property
    def asks_place(self) -> bool:
        return any(q.id == "CRUCES" for q in self.questions)


@dataclass(frozen=True, slots=True)
class Condition:
    """`field = values` or `field != values`; field is a question id, `colonia.agua`, `programa`."""

    field: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Whose a matter is, when `when` holds. Empty SLA or priority: None, the service's own."""

    id: str
    service: str
    when: tuple[Condition, ...]
    target_kind: str
    target: str
    sla_business_days: int | None
    priority_class: int | None
    notify: tuple[str, ...]
    reason: str
    valid_from: date
    valid_to: date | None
    reclassify_to: str


@dataclass(frozen=True, slots=True)
class Colonia:
    """A settlement. `key` = `cp|name|kind` is unique; `water`: SIAPA, AGU, mixto, desconocido."""

    cp: str
    name: str
    kind: str
    delegation: str
    water: str
    borders: bool
    shared_name: bool
    verified: bool
    neighbour: str
    tell_apart: str
    variants: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.cp}|{self.name}|{self.kind}"


@dataclass(frozen=True, slots=True)
class Holiday:
    day: date
    name: str
    source: str
    kind: str
    verified: bool


@dataclass(frozen=True, slots=True)
class StatusDef:
    """A state of the follow-up and where it may go (`status.csv`)."""

    code: str
    name: str
    citizen_name: str
    meaning: str
    who_sets: str
    public: bool
    next: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BounceReason:
    code: str
    name: str
    counts_against_rule: bool
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    code: str
    name: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrivacyNotice:
    version: str
    validated: bool
    short: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """A whole, checked catalogue. `version` names it for ever: `YYYY.n` + 8 hex of its contents."""

    version: str
    units: Mapping[str, Unit]
    bodies: Mapping[str, ExternalBody]
    questions: Mapping[str, Question]
    services: Mapping[str, Service]
    rules: Mapping[str, tuple[Rule, ...]]
    colonias: tuple[Colonia, ...]
    holidays: Mapping[date, Holiday]
    statuses: Mapping[str, StatusDef]
    bounce_reasons: Mapping[str, BounceReason]
    outcomes: Mapping[str, Outcome]
    notice: PrivacyNotice
    equivalents: tuple[frozenset[str], ...] = ()

    def target_name(self, target_kind: str, code: str) -> str:
        """The name a person reads for a rule's target (`unit` or `external`)."""
        return self.bodies[code].name if target_kind == "external" else self.units[code].name
