"""The private part: canonical bytes and back, and the small secrets made of it."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.folio import ALPHABET
from app.domain.journal import BadEvent, PrivatePart
from app.domain.private import (
    PrivateFields,
    fields_of,
    make_part,
    new_consult_key,
    phone_tag,
    read_part,
    same_consult_key,
)

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
degrees = st.none() | st.integers(-180_000_000, 180_000_000)
privates = st.builds(
    PrivateFields,
    **{
        spec.name: {
            "answers": st.dictionaries(st.sampled_from(["PLACA", "SERVIDOR"]), text, max_size=2),
            "crossings": st.lists(text, max_size=2).map(tuple),
            "attachment_names": st.lists(text, max_size=2).map(tuple),
            "lat_udeg": degrees,
            "lon_udeg": degrees,
        }.get(spec.name, text)
        for spec in fields(PrivateFields)
    },
)


@given(privates, st.binary(min_size=16, max_size=16))
def test_what_is_written_is_read_back(private, salt):
    part = make_part(private, salt)
    assert read_part(part) == private
    assert make_part(read_part(part), salt).commitment == part.commitment


def test_the_bytes_are_for_ever():
    private = PrivateFields(text="ñandú", crossings=("a", "b"), lat_udeg=0, answers={"X": "y"})
    part = make_part(private, bytes(16))
    assert (
        part.data.decode()
        == '{"answers":{"X":"y"},"crossings":["a","b"],"lat_udeg":0,"text":"ñandú"}'
    )
    assert part.commitment == "d018c383dc7fff7c5fd45a2fa3a8bbf271aa871cdabb7756beaca1dc720406fa"


def test_names_of_a_newer_version_are_ignored():
    assert fields_of({"text": "hola", "mood": 1}) == PrivateFields(text="hola")


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01",
        b"[]",
        b"null",
        b'{"text":1}',
        b'{"answers":{"a":1}}',
        b'{"crossings":"ab"}',
        b'{"crossings":[1]}',
        b'{"lat_udeg":1.5}',
        b'{"lat_udeg":true}',
        b"[" * 100_000,
    ],
)
def test_bytes_that_are_no_private_part_are_refused(data):
    with pytest.raises(BadEvent) as caught:
        read_part(PrivatePart(bytes(16), data))
    assert caught.value.code == "bad_private"


def test_a_telephone_is_found_by_its_tag_alone():
    key = bytes(range(32))
    assert phone_tag(key, "3310576000") == phone_tag(key, "3310576000")
    assert phone_tag(key, "3310576000") != phone_tag(key, "3310576001")
    assert phone_tag(key, "3310576000") != phone_tag(bytes(32), "3310576000")
    tag = "650ab480180e1b333efbe2f0be3ac67378851946a5373e3d7476e55285e09ff3"
    assert phone_tag(key, "3310576000").hex() == tag


@given(st.binary(min_size=4, max_size=4))
def test_a_consultation_key_has_six_characters_in_two_groups(random):
    key = new_consult_key(random)
    assert len(key) == 7
    assert key[3] == "-"
    assert set(key.replace("-", "")) <= set(ALPHABET)


def test_a_consultation_key_uses_thirty_bits():
    made = {new_consult_key((n << 2).to_bytes(4, "big")) for n in range(5000)}
    assert new_consult_key(bytes(4)) == "000-000"
    assert new_consult_key(b"\xff" * 4) == "ZZZ-ZZZ"
    assert len(made) == 5000


@pytest.mark.parametrize("typed", ["7K2-M4T", "7k2m4t", " 7K2 m4t "])
def test_a_consultation_key_is_read_as_people_type_it(typed):
    assert same_consult_key(typed, "7K2-M4T")


@pytest.mark.parametrize(("typed", "stored"), [("7K2-M4V", "7K2-M4T"), ("", ""), ("ñ", "7K2-M4T")])
def test_another_key_is_not_the_key(typed, stored):
    assert not same_consult_key(typed, stored)


def test_confusable_letters_are_read_as_digits():
    assert same_consult_key("OIL-000", "011-000")
