"""How a contact is written, and what each identity mode allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refused
from app.domain.person import check_email, check_person, group_phone, normalise_phone
from app.domain.report import IdentityMode, Person


@pytest.mark.parametrize(
    "typed",
    [
        "3310576000",
        "33 1057 6000",
        "(33) 1057-6000",
        "33.1057.6000",
        "044 33 1057 6000",
        "045 33 1057 6000",
        "01 33 1057 6000",
        "01-33-1057-6000",
        "+52 33 1057 6000",
        "+52 1 33 1057 6000",
        "52 33 1057 6000",
        "5213310576000",
        "0052 33 1057 6000",
        "33 1057 6000 ext. 2301",
        "33 1057 6000 x12",
        "３３ 1057 6000",
        " 33 1057 6000 ",
    ],
)
def test_the_ways_people_write_a_telephone(typed):
    assert normalise_phone(typed) == "3310576000"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "phone_empty"),
        ("   ", "phone_empty"),
        ("no tiene", "phone_letters"),
        ("33", "phone_length"),
        ("331057600", "phone_length"),
        ("33105760001", "phone_length"),
        ("1" * 400, "phone_length"),
        ("+1 415 555 2671", "phone_foreign"),
        ("0000000000", "phone_invented"),
        ("3333333333", "phone_invented"),
        ("1234567890", "phone_invented"),
        ("33\x001057", "phone_letters"),
    ],
)
def test_what_is_no_telephone_says_why(typed, code):
    with pytest.raises(Refused) as caught:
        normalise_phone(typed)
    assert caught.value.code == code


def outcome(typed: str) -> str:
    try:
        return normalise_phone(typed)
    except Refused as error:
        return error.code


@given(st.text(max_size=30) | st.from_regex(r"\+?[0-9 ()-]{5,20}", fullmatch=True))
def test_any_text_gives_ten_digits_or_a_reason(typed):
    phone = outcome(typed)
    assert phone.startswith("phone_") or (len(phone) == 10 and phone.isascii())
    assert phone.startswith("phone_") or normalise_phone(phone) == phone


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("3310576000", "33 1057 6000"),
        ("5512345678", "55 1234 5678"),
        ("3781234567", "378 123 4567"),
    ],
)
def test_a_telephone_is_grouped_as_it_is_said(phone, shown):
    assert group_phone(phone) == shown


@pytest.mark.parametrize("email", ["a@b.mx", "ñandú@correo.com.mx", "j.perez+x@sub.gob.mx"])
def test_addresses(email):
    check_email(email)


@pytest.mark.parametrize(
    "email", ["no tiene", "a@b", "a b@c.mx", "a@-b.mx", "a@b..mx", "@b.mx", "a@b.mx\n", "x" * 255]
)
def test_what_is_no_address(email):
    with pytest.raises(Refused) as caught:
        check_email(email)
    assert caught.value.code == "email_wrong"


def codes(person: Person) -> set[tuple[str, str]]:
    return {(error.field, error.code) for error in check_person(person)}


@pytest.mark.parametrize(
    "person",
    [
        Person(),
        Person(IdentityMode.IDENTIFIED, "Ana"),
        Person(IdentityMode.IDENTIFIED, "Ana", phone_raw="33 1057 6000", email="a@b.mx"),
        Person(IdentityMode.NAME_ONLY, "Ana"),
    ],
)
def test_no_contact_is_ever_compulsory(person):
    assert not codes(person)


def test_a_name_never_becomes_anonymous_unseen():
    assert codes(Person(name="Ana", phone="3310576000", email="a@b.mx")) == {
        ("person.name", "anonymous_with_data"),
        ("person.phone", "anonymous_with_data"),
        ("person.email", "anonymous_with_data"),
    }


def test_what_a_mode_does_not_keep_is_named():
    assert codes(Person(IdentityMode.NAME_ONLY, "Ana", email="a@b.mx")) == {
        ("person.email", "name_only_with_contact")
    }


@pytest.mark.parametrize("mode", [IdentityMode.IDENTIFIED, IdentityMode.NAME_ONLY])
def test_a_mode_with_a_name_needs_one(mode):
    assert codes(Person(mode, "  ")) == {("person.name", "name_missing")}


def test_every_wrong_field_is_named_at_once():
    wrong = Person(IdentityMode.IDENTIFIED, "", phone_raw="33", email="no")
    assert codes(wrong) == {
        ("person.name", "name_missing"),
        ("person.phone", "phone_length"),
        ("person.email", "email_wrong"),
    }
