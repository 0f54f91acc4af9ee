"""The rule language: what it means, and what is said of a mistake in it."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalog import Condition
from app.domain.conditions import (
    PROGRAM,
    WATER,
    WATERS,
    BadCondition,
    Facts,
    holds,
    parse,
    unparse,
    weight,
)
from tests.unit.shipped import ANY_DAY

values = st.text(string.ascii_letters + string.digits + "_", min_size=1, max_size=8)
value_lists = st.lists(values, min_size=1, max_size=4, unique=True).map(tuple)
questions = st.from_regex(r"[A-Z][A-Z0-9_]{0,8}", fullmatch=True)
conditions = st.one_of(
    st.builds(Condition, st.one_of(questions, st.just(WATER)), value_lists, st.booleans()),
    st.builds(Condition, st.just(PROGRAM), value_lists, st.just(False)),
)
whens = st.lists(conditions, max_size=5, unique_by=lambda c: c.field).map(tuple)


def facts(water: str = "desconocido", **answers: str) -> Facts:
    return Facts(answers, water, day=ANY_DAY)


@given(whens)
def test_what_is_written_reads_back(when):
    assert parse(unparse(when)) == when


@given(questions, value_lists, values)
def test_equal_and_not_equal_are_opposites(question, listed, answer):
    known = facts(**{question: answer})
    equal, different = (Condition(question, listed, negated) for negated in (False, True))
    assert holds(equal, known) is (answer in listed)
    assert holds(different, known) is not holds(equal, known)


@given(questions, value_lists)
def test_without_an_answer_equal_is_false_and_not_equal_true(question, listed):
    assert not holds(Condition(question, listed), facts())
    assert holds(Condition(question, listed, negated=True), facts())


@pytest.mark.parametrize("water", WATERS)
def test_water_is_that_of_the_colonia(water):
    (condition,) = parse("colonia.agua=mixto/desconocido")
    assert holds(condition, facts(water)) is (water in {"mixto", "desconocido"})


def test_a_programme_holds_and_weighs_ten():
    when = parse("colonia.agua=SIAPA/mixto&programa=PIPAS")
    assert weight(when) == 11
    assert holds(when[1], facts())
    assert weight(parse("")) == 0


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("RIESGO", "when_syntax", 0),
        ("RIESGO=si&", "when_syntax", 10),
        ("RIESGO=si&&TAPA=CFE", "when_syntax", 10),
        ("riesgo=si", "when_field", 0),
        ("RIESGO=si&colonia.agua!=SIAPA&colonia.cp=45500", "when_field", 30),
        ("RIESGO=", "when_value", 7),
        ("RIESGO=si/", "when_value", 10),
        ("TAPA=CFE/SIAPA/CFE", "when_value_twice", 15),
        ("RIESGO = si", "when_field", 0),
        ("TAPA!=CFE&RIESGO=sí", "when_value", 17),
        ("TAPA=CFE&TAPA!=SIAPA", "when_field_twice", 9),
        ("programa!=PIPAS", "when_program_negated", 8),
    ],
)
def test_a_mistake_is_placed(text, code, offset):
    with pytest.raises(BadCondition) as caught:
        parse(text)
    assert (caught.value.faults[0].code, caught.value.faults[0].offset) == (code, offset)


def test_every_mistake_is_found():
    with pytest.raises(BadCondition) as caught:
        parse("riesgo=si&TAPA=&X")
    assert [f.code for f in caught.value.faults] == ["when_field", "when_value", "when_syntax"]
