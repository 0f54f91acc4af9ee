"""A draft that is not fit to be filed: every field at fault is named at once, in Spanish."""

import json
from datetime import timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import FieldError, Invalid
from app.base.messages import field_sentence
from app.domain.report import IdentityMode, NoticeGiven, Person, Place
from app.services.check import check
from app.services.draft_lines import read_line
from tests.services.desks import NOW, Bench, RandomIds

MEXICO = timezone(timedelta(hours=-6))
WRONG = {
    "service": {"service": "NO-99"},
    "text": {"text": "a" * 10_001},
    "note": {"note": "con \0 adentro"},
    "answers": {"answers": {"NADA": "si"}},
    "answers.RIESGO": {"answers": {"RIESGO": "quizá"}},
    "place.colonia": {"place": Place(colonia="Colonia Inventada")},
    "person.phone": {"person": Person(IdentityMode.IDENTIFIED, "Ana", "12", "12")},
    "person.name": {"person": Person(IdentityMode.IDENTIFIED, "")},
    "happened_at": {"happened_at": NOW + timedelta(days=2)},
    "attachments": {"attachments": ("foto.jpg",)},
    "notice.how": {"notice": NoticeGiven("1.0", "se lo dije a doña Ana")},
    "notice.version": {"notice": NoticeGiven("la de doña Ana", "leido")},
}


@pytest.mark.parametrize("field", WRONG)
def test_each_wrong_field_is_named(desk_bench: Bench, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check(desk_bench.draft(**WRONG[field]), desk_bench.desk, NOW)
    assert [error.field for error in refused.value.errors] == [field]
    for error in refused.value.errors:
        sentence = field_sentence(error)
        assert sentence.endswith((".", "T10:15."))
        assert "_" not in sentence.partition(":")[0]


def test_all_of_them_at_once(desk_bench: Bench) -> None:
    draft = desk_bench.draft(**WRONG["service"], **WRONG["note"], **WRONG["place.colonia"])
    with pytest.raises(Invalid) as refused:
        check(draft, desk_bench.desk, NOW)
    assert {e.field for e in refused.value.errors} == {"service", "note", "place.colonia"}


def test_a_colonia_off_the_list_is_taken_as_said(desk_bench: Bench) -> None:
    draft = desk_bench.draft(place=Place(colonia_libre="Rancho Nuevo"))
    checked = check(draft, desk_bench.desk, NOW)
    assert (checked.colonia, checked.water) == (None, "desconocido")


def test_a_shared_name_asks_for_the_postal_code(desk_bench: Bench) -> None:
    draft = desk_bench.draft(place=Place(colonia="Lomas de San Miguel"))
    with pytest.raises(Invalid) as refused:
        check(draft, desk_bench.desk, NOW)
    assert [(e.field, e.code) for e in refused.value.errors] == [("place.cp", "colonia_ambigua")]
    assert "45589" in field_sentence(refused.value.errors[0])


LINES = {
    b"[1]": "line",
    b"7": "line",
    b"null": "line",
    b"{": "line",
    b"\xff\xfe": "line",
    b'{"a":1e999}': "line",
    b'{"text":"a","text":"b"}': "line",
    b'{"servicio":"ALU-01"}': "line",
    b'{"text":7}': "text",
    b'{"channel":"humo"}': "channel",
    b'{"answers":["si"]}': "answers",
    b'{"answers":{"RIESGO":true}}': "answers",
    b'{"place":{"lat":200,"lon":1}}': "place.lat",
    b'{"place":{"lat":NaN,"lon":1}}': "line",
    b'{"place":{"lat":20.6}}': "place.lat",
    b'{"place":{"crossings":"Juarez"}}': "place.crossings",
    b'{"person":{"mode":"amigo"}}': "person.mode",
    b'{"person":{"safe":"si"}}': "person.safe",
    b'{"happened_at":"ayer"}': "happened_at",
    b'{"attachments":[1]}': "attachments",
    b"[" * 100_000: "line",
    b'{"text":"' + b"a" * 300_000 + b'"}': "line",
}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:24].decode("latin-1"))
def test_a_bad_line_names_its_field(line: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        read_line(line, RandomIds(), MEXICO)
    assert [error.field for error in refused.value.errors] == [LINES[line]]
    assert field_sentence(refused.value.errors[0])


def test_a_local_time_is_the_desks_own() -> None:
    draft = read_line(b'{"happened_at":"2026-11-22T10:15"}', RandomIds(), MEXICO)
    assert draft.happened_at is not None
    assert draft.happened_at.isoformat() == "2026-11-22T16:15:00+00:00"


def test_what_was_given_decides_the_identity_mode() -> None:
    given_name = read_line(b'{"person":{"name":"Ana"}}', RandomIds(), MEXICO)
    given_phone = read_line(b'{"person":{"name":"Ana","phone":"3312345678"}}', RandomIds(), MEXICO)
    assert given_name.person.mode is IdentityMode.NAME_ONLY
    assert given_phone.person.mode is IdentityMode.IDENTIFIED


def refusals(line: bytes) -> tuple[FieldError, ...]:
    """What is wrong with a line; none when it is a draft. Anything else that is raised is a defect."""
    try:
        read_line(line, RandomIds(), MEXICO)
    except Invalid as error:
        return error.errors
    return ()


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_rubbish_is_refused_in_words(line: bytes) -> None:
    assert all(field_sentence(each) for each in refusals(line))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        "text",
        "service",
        "place",
        "person",
        "answers",
        "notice",
        "happened_at",
        "attachments",
        "join",
    ]
)


@settings(max_examples=300)
@given(st.dictionaries(KEYS, JSON, max_size=5))
def test_known_keys_with_any_content_are_read_or_refused_in_words(value: dict[str, object]) -> None:
    assert all(field_sentence(each) for each in refusals(json.dumps(value).encode()))
