"""Whose a matter is: the most specific rule in force decides, and says why (feature 22, 23)."""

from dataclasses import dataclass
from datetime import date

from app.base.errors import Refused
from app.domain.catalog import Catalog, Rule, Service
from app.domain.conditions import Facts, holds, weight

__all__ = ["Decision", "Facts", "in_force", "route", "winners"]

_OUTSIDE = "ext:"


@dataclass(frozen=True, slots=True)
class Decision:
    """Who is competent, why and by when.

    `sla_business_days`: None = no date (an external body, or an own legal term), 0 = hours on
    duty. `notify`: units that keep their part, and `ext:CODE` bodies that are told without
    personal data. `duty_unit`: whose guard is called when `live_notice`.
    """

    rule_id: str
    service: str
    target_kind: str
    target: str
    reason: str
    sla_business_days: int | None
    priority_class: int
    notify: tuple[str, ...]
    reclassify_to: str
    sealed: bool
    live_notice: bool
    duty_unit: str = ""

    @property
    def external(self) -> bool:
        return self.target_kind == "external"


def route(catalog: Catalog, service: str, facts: Facts) -> Decision:
    """The decision for a service and what is known; never guesses and never ends in nothing.

    Raises:
        Refused: the catalogue has no such service.
    """
    if service not in catalog.services:
        raise Refused("route_service_unknown", service=service)
    rule = winners(catalog, service, facts)[0]
    return decide(catalog, catalog.services[service], rule)


def winners(catalog: Catalog, service: str, facts: Facts) -> tuple[Rule, ...]:
    """The most specific rules in force that hold: one, unless the catalogue has a tie."""
    rules = catalog.rules[service]
    # A clock behind the catalogue's first day (a dead battery) must not leave anyone without folio.
    day = max(facts.day, min(r.valid_from for r in rules if not r.when))
    fitting = [r for r in rules if in_force(r, day) and all(holds(c, facts) for c in r.when)]
    most = max(weight(r.when) for r in fitting)
    return tuple(r for r in fitting if weight(r.when) == most)


def in_force(rule: Rule, day: date) -> bool:
    """Whether the rule counts on that day; both ends are included."""
    return rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)


def decide(catalog: Catalog, service: Service, rule: Rule) -> Decision:
    """What follows from a rule once it has won."""
    external = rule.target_kind == "external"
    own_sla = rule.sla_business_days
    sla = own_sla if external or own_sla is not None else service.sla_business_days
    priority = service.priority_class if rule.priority_class is None else rule.priority_class
    duty = _duty_unit(service, rule, sla, priority)
    return Decision(
        rule_id=rule.id,
        service=service.code,
        target_kind=rule.target_kind,
        target=rule.target,
        reason=rule.reason,
        sla_business_days=sla,
        priority_class=priority,
        notify=rule.notify,
        reclassify_to=rule.reclassify_to,
        sealed=service.sealed or (not external and catalog.units[rule.target].kind == "sealed"),
        live_notice=bool(duty),
        duty_unit=duty,
    )


def _duty_unit(service: Service, rule: Rule, sla: int | None, priority: int) -> str:
    """Whose guard is called at once: the unit's, or the first unit told when it is external."""
    if rule.target_kind == "unit":
        return rule.target if 0 in (sla, priority) else ""
    if priority == 0 or service.live_notice:
        return next((code for code in rule.notify if not code.startswith(_OUTSIDE)), "")
    return ""
