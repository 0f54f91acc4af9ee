"""Rows of the catalogue's files as frozen values; a wrong cell is noted and reading goes on."""

from app.domain.catalog import (
    AskedQuestion,
    BounceReason,
    Colonia,
    Condition,
    ExternalBody,
    Holiday,
    Option,
    Outcome,
    Question,
    Rule,
    Service,
    StatusDef,
    Unit,
)
from app.domain.catalog_table import Row
from app.domain.conditions import WATERS, BadCondition, parse
from app.domain.report import MatterKind

UNIT_KINDS = ("resolver", "triage", "sealed", "intake")
QUESTION_KINDS = ("yesno", "choice", "text", "plate", "number", "time")
COMMITMENTS = ("reparar", "asegurar", "visitar", "dictaminar", "responder", "entregar", "orientar")
PUBLIC_PLACES = ("exact", "colonia", "none")
TARGET_KINDS = ("unit", "external")
WHO_SETS = ("station", "system", "unit", "routing_officer", "citizen")
EMERGENCY, ORDINARY = 0, 3

_KINDS = tuple(kind.value for kind in MatterKind)


def unit(row: Row) -> Unit:
    return Unit(
        code=row.needed("code"),
        name=row.needed("name"),
        kind=row.one_of("kind", UNIT_KINDS),
        parent=row.text("parent"),
        responsible_post=row.needed("responsible_post"),
        phone=row.text("phone"),
        extension=row.text("extension"),
        guard_phone=row.text("guardia_tel"),
        hours=row.text("horario"),
        office_hint=row.text("office_hint"),
        valid_from=row.day("valid_from"),
        verified=row.yes("verified"),
    )


def body(row: Row) -> ExternalBody:
    return ExternalBody(
        code=row.needed("code"),
        name=row.needed("name"),
        phone=row.text("phone"),
        at_hand=row.text("what_to_have_at_hand"),
        matters=row.text("matters"),
        verified=row.yes("verified"),
    )


def question(row: Row) -> Question:
    kind = row.one_of("kind", QUESTION_KINDS)
    options = _options(row)
    if bool(options) != (kind in {"yesno", "choice"}):
        row.wrong("options", "catalog_options", kind=kind)
    return Question(row.needed("id"), row.needed("text"), kind, options, row.text("help"))


def _options(row: Row) -> tuple[Option, ...]:
    options: list[Option] = []
    for text, offset in row.several("options", "|"):
        value, colon, label = text.partition(":")
        if not (colon and value and label):
            row.wrong("options", "catalog_option", offset, text=text)
        elif any(o.value == value for o in options):
            row.wrong("options", "catalog_item_twice", offset, value=value)
        options.append(Option(value, label))
    return tuple(options)


def service(row: Row, synonyms: dict[str, list[str]]) -> Service:
    code = row.needed("code")
    kind = row.one_of("type", _KINDS)
    return Service(
        code=code,
        name=row.needed("name"),
        kind=MatterKind(kind) if kind in _KINDS else MatterKind.REPORT,
        group=row.needed("group"),
        description=row.needed("description"),
        default_unit=row.needed("default_unit"),
        sla_business_days=row.number_or_none("sla_business_days"),
        priority_class=row.number("priority_class", ORDINARY),
        questions=tuple(
            AskedQuestion(text.removesuffix("*"), text.endswith("*"))
            for text, _ in row.several("questions")
        ),
        duplicate_radius_m=row.number("duplicate_radius_m"),
        duplicate_window_days=row.number("duplicate_window_days"),
        sealed=row.yes("sealed"),
        public=row.yes("public"),
        script=row.needed("script"),
        closing_needs_evidence=row.yes("closing_needs_evidence"),
        commits=row.one_of("compromete", COMMITMENTS),
        public_place=row.one_of("public_place", PUBLIC_PLACES),
        live_notice=row.yes("live_notice"),
        synonyms=tuple(synonyms.get(code, ())),
    )


def rule(row: Row) -> Rule:
    return Rule(
        id=row.needed("id"),
        service=row.needed("service_code"),
        when=_when(row),
        target_kind=row.one_of("target_kind", TARGET_KINDS),
        target=row.needed("target"),
        sla_business_days=row.number_or_none("sla_business_days"),
        priority_class=row.number_or_none("priority_class", ORDINARY),
        notify=tuple(text for text, _ in row.several("notify")),
        reason=row.needed("reason"),
        valid_from=row.day("valid_from"),
        valid_to=row.day_or_none("valid_to"),
        reclassify_to=row.text("reclassify_to"),
    )


def _when(row: Row) -> tuple[Condition, ...]:
    try:
        return parse(row.text("when"))
    except BadCondition as bad:
        for fault in bad.faults:
            row.wrong("when", fault.code, fault.offset, **dict(fault.facts))
        # Never true and heavier than a default: one mistake does not raise others.
        return (Condition("", ()),)


def colonia(row: Row) -> Colonia:
    cp = row.text("cp")
    if cp and not (len(cp) == 5 and cp.isascii() and cp.isdigit()):  # noqa: PLR2004 - a postal code
        row.wrong("cp", "catalog_postal_code", value=cp)
    borders, neighbour = row.yes("limitrofe"), row.text("vecino")
    if borders and not neighbour:
        row.wrong("vecino", "catalog_neighbour")
    return Colonia(
        cp=cp,
        name=row.needed("colonia"),
        kind=row.needed("tipo"),
        delegation=row.text("delegacion"),
        water=row.one_of("agua", WATERS),
        borders=borders,
        shared_name=row.yes("homonima"),
        verified=row.yes("verified"),
        neighbour=neighbour,
        tell_apart=row.text("distinguir"),
        variants=tuple(text for text, _ in row.several("variantes")),
    )


def holiday(row: Row) -> Holiday:
    return Holiday(
        day=row.day("date"),
        name=row.needed("name"),
        source=row.needed("source"),
        kind=row.needed("kind"),
        verified=row.yes("verified"),
    )


def status(row: Row) -> StatusDef:
    return StatusDef(
        code=row.needed("code"),
        name=row.needed("name_es"),
        citizen_name=row.needed("name_citizen"),
        meaning=row.needed("meaning"),
        who_sets=row.one_of("who_sets", WHO_SETS),
        public=row.yes("public"),
        next=tuple(text for text, _ in row.several("next", "|")),
        events=tuple(text for text, _ in row.several("events", "|")),
    )


def bounce_reason(row: Row) -> BounceReason:
    needs = tuple(text for text, _ in row.several("needs"))
    return BounceReason(
        row.needed("code"), row.needed("name_es"), row.yes("counts_against_rule"), needs
    )


def equivalents(row: Row) -> frozenset[str]:
    return frozenset(text for text, _ in row.several("words"))


def outcome(row: Row) -> Outcome:
    needs = tuple(text for text, _ in row.several("needs"))
    return Outcome(row.needed("code"), row.needed("name_es"), needs)
