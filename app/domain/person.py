"""Who brings a matter: the three identity modes and how a contact is written (feature 4)."""

import re
import unicodedata
from collections.abc import Iterator

from app.base.errors import FieldError, Refused
from app.domain.report import IdentityMode, Person

PHONE_SIZE = 10
LONGEST_PHONE = 15  # E.164
LONGEST_EMAIL = 254
MEXICO = 52
# What was dialled before a Mexican number until 2019, and is still written on many papers.
_OLD_PREFIX = re.compile(r"^(?:044|045|01)(?=\d{10}$)")
_EMAIL = re.compile(r"[^@\s,;<>\"()\[\]:\\]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}\Z")
_WIDE_AREAS = frozenset({"33", "55", "56", "81"})


def normalise_phone(text: str) -> str:
    """Ten digits of a Mexican telephone, from any way of writing it; an extension is left out.

    Raises:
        Refused: `phone_empty`, `phone_letters`, `phone_length`, `phone_foreign` (another
            country's), `phone_invented` (no such number can exist).
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        raise Refused("phone_empty")
    digits = re.sub(r"[\s().\-–—/]", "", text)
    national = _OLD_PREFIX.sub("", digits)
    if not (national.isascii() and national.isdecimal() and len(national) == PHONE_SIZE):
        national = _by_the_book(digits if _OLD_PREFIX.match(digits) is None else national, text)
    if len(national) != PHONE_SIZE:
        raise Refused("phone_length")
    if national[0] in "01" or len(set(national)) == 1:
        raise Refused("phone_invented")
    return national


def _by_the_book(digits: str, text: str) -> str:
    """Country codes, extensions and letters, by the numbering plan's own library."""
    import phonenumbers  # 70 ms that most captures never need

    if not any(c.isdecimal() for c in text):
        raise Refused("phone_letters")
    if digits.isascii() and digits.isdecimal() and not PHONE_SIZE < len(digits) <= LONGEST_PHONE:
        raise Refused("phone_length")
    try:
        number = phonenumbers.parse(digits if digits.startswith("+") else text, "MX")
    except phonenumbers.NumberParseException as error:
        raise Refused("phone_letters") from error
    if number.country_code != MEXICO:
        raise Refused("phone_foreign")
    national = str(number.national_number)
    return national[1:] if len(national) == PHONE_SIZE + 1 and national[0] == "1" else national


def group_phone(phone10: str) -> str:
    """As it is read aloud: `33 1057 6000`, and `378 123 4567` where the area has three digits."""
    if phone10[:2] in _WIDE_AREAS:
        return f"{phone10[:2]} {phone10[2:6]} {phone10[6:]}"
    return f"{phone10[:3]} {phone10[3:6]} {phone10[6:]}"


def check_email(text: str) -> None:
    """Raises `Refused` (`email_wrong`) for what cannot be an address."""
    if len(text) > LONGEST_EMAIL or _EMAIL.match(text) is None:
        raise Refused("email_wrong")


def check_person(person: Person) -> tuple[FieldError, ...]:
    """Everything that does not fit the identity mode; empty when nothing is wrong.

    No contact datum is ever compulsory. What was typed under a mode that keeps none is named,
    not dropped: a name never turns into an anonymous matter unseen.
    """
    return (*_mode_errors(person), *_contact_errors(person))


def _mode_errors(person: Person) -> Iterator[FieldError]:
    contacts = (
        ("person.phone", person.phone or person.phone_raw),
        ("person.email", person.email),
    )
    if person.mode is IdentityMode.ANONYMOUS:
        for field, value in (("person.name", person.name), *contacts):
            if value:
                yield FieldError(field, "anonymous_with_data")
        return
    if not person.name.strip():
        yield FieldError("person.name", "name_missing")
    if person.mode is IdentityMode.NAME_ONLY:
        for field, value in contacts:
            if value:
                yield FieldError(field, "name_only_with_contact")


def _contact_errors(person: Person) -> Iterator[FieldError]:
    typed = person.phone_raw or person.phone
    try:
        if typed:
            normalise_phone(typed)
    except Refused as error:
        yield FieldError("person.phone", error.code)
    try:
        if person.email:
            check_email(person.email)
    except Refused as error:
        yield FieldError("person.email", error.code)
