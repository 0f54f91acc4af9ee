"""What the catalogue's files say of one another: every code named must exist and fit."""

from collections.abc import Collection, Iterable

from app.domain.catalog import Catalog, Condition, Rule, Service
from app.domain.catalog_table import Row, Table
from app.domain.conditions import PROGRAM, WATER, WATERS

OUTSIDE = "ext:"


def check_references(catalog: Catalog, tables: dict[str, Table]) -> None:
    """Notes every code that is named but does not exist, and every pair that does not fit."""
    for file, column, known in (
        ("units.csv", "parent", catalog.units),
        ("synonyms.csv", "service_code", catalog.services),
        ("colonias.csv", "delegacion", catalog.units),
    ):
        for row in tables[file].rows:
            _known(row, column, row.cells[column], known)
    for row in tables["services.csv"].rows:
        _check_service(row, catalog)
    for row in tables["status.csv"].rows:
        for code, offset in row.several("next", "|"):
            _known(row, "next", code, catalog.statuses, offset)
    for row in tables["rules.csv"].rows:
        _check_rule(row, catalog)


def _known(row: Row, column: str, code: str, known: Collection[str], offset: int = 0) -> bool:
    if code and code not in known:
        row.wrong(column, "catalog_unknown", offset, value=code, column=column)
        return False
    return bool(code)


def _check_service(row: Row, catalog: Catalog) -> None:
    service = catalog.services[row.cells["code"].strip()]
    _known(row, "default_unit", service.default_unit, catalog.units)
    for text, offset in row.several("questions"):
        name = text.removesuffix("*")
        if _known(row, "questions", name, catalog.questions, offset):
            free = not catalog.questions[name].is_choice
            if free and text.endswith("*"):
                row.wrong("questions", "catalog_free_aloud", offset, value=name)
    if service.live_notice is not (0 in (service.sla_business_days, service.priority_class)):
        row.wrong("live_notice", "catalog_live_notice")
    if not any(not rule.when for rule in catalog.rules.get(service.code, ())):
        row.wrong("code", "catalog_no_default", service=service.code)


def _check_rule(row: Row, catalog: Catalog) -> None:
    code = row.cells["service_code"].strip()
    if not _known(row, "service_code", code, catalog.services):
        return
    rule = next((r for r in catalog.rules[code] if r.id == row.cells["id"].strip()), None)
    if rule is None:
        return
    if not rule.id.startswith(f"{code}."):
        row.wrong("id", "rule_id", value=rule.id, service=code)
    _check_target(row, rule, catalog)
    _check_dates(row, rule)
    _check_conditions(row, rule, catalog.services[code], catalog)
    if rule.reclassify_to and _known(row, "reclassify_to", rule.reclassify_to, catalog.services):
        _check_reclassify(row, rule, catalog)


def _check_target(row: Row, rule: Rule, catalog: Catalog) -> None:
    external = rule.target_kind == "external"
    _known(row, "target", rule.target, catalog.bodies if external else catalog.units)
    if external and rule.sla_business_days is not None:
        row.wrong("sla_business_days", "rule_external_term")
    for code, offset in row.several("notify"):
        outside = code.startswith(OUTSIDE)
        known: Iterable[str] = catalog.bodies if outside else catalog.units
        _known(row, "notify", code.removeprefix(OUTSIDE), tuple(known), offset)
        if not external and code == rule.target:
            row.wrong("notify", "rule_notifies_target", offset, value=code)


def _check_dates(row: Row, rule: Rule) -> None:
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        row.wrong("valid_to", "rule_dates")
    if rule.valid_to is None and any(c.field == PROGRAM for c in rule.when):
        row.wrong("valid_to", "rule_program_end")


def _check_reclassify(row: Row, rule: Rule, catalog: Catalog) -> None:
    if rule.reclassify_to == rule.service:
        row.wrong("reclassify_to", "rule_reclassify_self")
    sealed = catalog.services[rule.reclassify_to].sealed
    if sealed and not catalog.services[rule.service].sealed:
        row.wrong("reclassify_to", "rule_reclassify_sealed", service=rule.reclassify_to)


def _check_conditions(row: Row, rule: Rule, service: Service, catalog: Catalog) -> None:
    at = 0
    for condition in rule.when:
        _check_condition(row, condition, at, service, catalog)
        signs = 1 + condition.negated
        at += len(condition.field) + signs + len("/".join(condition.values)) + 1


def _check_condition(
    row: Row, condition: Condition, at: int, service: Service, catalog: Catalog
) -> None:
    name = condition.field
    if name == PROGRAM:
        return
    if name != WATER and not any(q.id == name for q in service.questions):
        row.wrong("when", "rule_question", at, question=name, service=service.code)
        return
    question = catalog.questions.get(name)
    allowed = WATERS if question is None else tuple(o.value for o in question.options)
    offset = at + len(name) + 1 + condition.negated
    for value in condition.values:
        if value not in allowed:
            row.wrong("when", "rule_answer", offset, value=value, question=name)
        offset += len(value) + 1
