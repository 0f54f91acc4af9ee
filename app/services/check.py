"""Is a draft fit to be filed? Every field that is not, is named at once."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.base.errors import FieldError, Invalid, Refused
from app.domain.catalog import Catalog, Colonia, Question, Service
from app.domain.finder import UNSURE
from app.domain.person import check_person, normalise_phone
from app.domain.report import Draft, Person
from app.services.desk import Desk

LONGEST_TEXT = 10_000
LONGEST_FIELD = 200
LONGEST_NUMBER = 12
EARLIEST = timedelta(days=3660)
NOTICE_WAYS = frozenset({"", "leido", "impreso", "en_linea"})
_VERSION = re.compile(r"[\w.-]{0,40}", re.ASCII)
_KEEP = "\n\t"


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft in which nothing is wrong, with what its names stand for."""

    draft: Draft
    service: Service
    colonia: Colonia | None

    @property
    def water(self) -> str:
        return self.colonia.water if self.colonia else "desconocido"


def check(draft: Draft, desk: Desk, now: datetime) -> Checked:
    """Normalises a draft and looks its names up. Raises `Invalid` with every field at fault."""
    draft = _with_service(draft, desk)
    problems = [*_service_errors(draft, desk.catalog), *_text_errors(draft)]
    problems += _answer_errors(draft, desk.catalog)
    problems += _notice_errors(draft)
    problems += _time_errors(draft, now)
    problems += _attachment_errors(draft)
    person, person_problems = _person(draft.person)
    problems += person_problems
    colonia = None
    try:
        colonia = _colonia(draft, desk)
    except Refused as error:
        field = "place.cp" if error.code == "colonia_ambigua" else "place.colonia"
        problems.append(FieldError(field, error.code, _facts(error)))
    if problems:
        raise Invalid(*problems)
    return Checked(replace(draft, person=person), desk.catalog.services[draft.service], colonia)


def _with_service(draft: Draft, desk: Desk) -> Draft:
    """Without a service the words decide; words that fit nothing go to triage, never a guess."""
    if draft.service or not draft.text.strip():
        return draft
    found = desk.finder.suggest(desk.colonias.in_text(draft.text).rest, limit=1)
    if not found or found[0].score < UNSURE:
        return replace(draft, service="ATC-01")
    return replace(draft, service=found[0].service, answers=dict(found[0].hints) | draft.answers)


def _service_errors(draft: Draft, catalog: Catalog) -> Iterator[FieldError]:
    if not draft.service:
        yield FieldError("service", "service_missing")
    elif draft.service not in catalog.services:
        yield FieldError("service", "service_unknown", (("value", shown(draft.service)),))


def _text_errors(draft: Draft) -> Iterator[FieldError]:
    place, person = draft.place, draft.person
    fields = [
        ("text", draft.text, LONGEST_TEXT),
        ("note", draft.note, LONGEST_TEXT),
        ("client_ref", draft.client_ref, LONGEST_FIELD),
        ("place.colonia", place.colonia, LONGEST_FIELD),
        ("place.colonia_libre", place.colonia_libre, LONGEST_FIELD),
        ("place.cp", place.cp, LONGEST_NUMBER),
        ("place.street", place.street, LONGEST_FIELD),
        ("place.number", place.number, LONGEST_FIELD),
        ("place.reference", place.reference, LONGEST_TEXT),
        ("person.name", person.name, LONGEST_FIELD),
        ("person.email", person.email, LONGEST_FIELD),
        ("person.phone", person.phone, LONGEST_FIELD),
        *(("place.crossings", crossing, LONGEST_FIELD) for crossing in place.crossings),
        *((f"answers.{name}", answer, LONGEST_TEXT) for name, answer in draft.answers.items()),
    ]
    for name, value, longest in fields:
        if len(value) > longest:
            yield FieldError(name, "too_long", (("longest", str(longest)),))
        elif not value.isprintable() and any(_unwritable(letter) for letter in value):
            yield FieldError(name, "unwritable")


def _unwritable(letter: str) -> bool:
    """Control characters (NUL among them) and half surrogates: no paper or page can show them."""
    return unicodedata.category(letter) in {"Cc", "Cs"} and letter not in _KEEP


def _answer_errors(draft: Draft, catalog: Catalog) -> Iterator[FieldError]:
    for name, answer in draft.answers.items():
        question = catalog.questions.get(name)
        if question is None:
            yield FieldError("answers", "question_unknown", (("value", shown(name)),))
        elif question.is_choice and answer not in {option.value for option in question.options}:
            yield FieldError(
                f"answers.{name}", "option_unknown", (("options", _options(question)),)
            )


def _options(question: Question) -> str:
    return ", ".join(option.value for option in question.options)


def _notice_errors(draft: Draft) -> Iterator[FieldError]:
    """The notice stands in the clear body of the event: only what the catalogue could have said."""
    if draft.notice.how not in NOTICE_WAYS:
        options = ", ".join(sorted(NOTICE_WAYS - {""}))
        yield FieldError("notice.how", "option_unknown", (("options", options),))
    if not _VERSION.fullmatch(draft.notice.version):
        yield FieldError("notice.version", "notice_version")


def _time_errors(draft: Draft, now: datetime) -> Iterator[FieldError]:
    happened = draft.happened_at
    if happened is None:
        return
    if happened > now + timedelta(minutes=5):
        yield FieldError("happened_at", "in_the_future")
    elif happened < now - EARLIEST:
        yield FieldError("happened_at", "too_long_ago")


def _attachment_errors(draft: Draft) -> Iterator[FieldError]:
    if draft.attachments:
        yield FieldError("attachments", "attachments_not_yet")


def _person(person: Person) -> tuple[Person, list[FieldError]]:
    problems = list(check_person(person))
    typed = person.phone_raw or person.phone
    if not typed:
        return person, problems
    try:
        phone = normalise_phone(typed)
    except Refused as error:
        if not any(problem.field == "person.phone" for problem in problems):
            problems.append(FieldError("person.phone", error.code, _facts(error)))
        return person, problems
    return replace(person, phone=phone, phone_raw=typed), problems


def _colonia(draft: Draft, desk: Desk) -> Colonia | None:
    place = draft.place
    if not place.colonia:
        return None
    colonia = desk.colonias.resolve(place.colonia, place.cp)
    if colonia is None:
        code = "colonia_unknown"
        raise Refused(code)
    return colonia


def _facts(error: Refused) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in error.facts.items())


def shown(value: str) -> str:
    """A code somebody sent, cut so that an error text never carries a whole paragraph back."""
    return value if value.replace("-", "").replace("_", "").isalnum() and len(value) <= 20 else "…"  # noqa: PLR2004
