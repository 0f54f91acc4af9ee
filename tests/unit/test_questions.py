"""Which questions are put, in what order, and when they stop."""

from itertools import product

import pytest

from app.domain.conditions import WATERS, Facts
from app.domain.questions import Ask, next_questions, other_side, rule_questions
from app.domain.routing import Decision, route
from tests.unit.shipped import ANY_DAY, catalog

SERVICES = sorted(catalog().services)


def facts(water: str = "desconocido", **answers: str) -> Facts:
    return Facts(answers, water, day=ANY_DAY)


def asked(service: str, known: Facts, *, borders: bool = False) -> list[str]:
    asks = next_questions(catalog(), service, known, borders=borders)
    return [ask.question.id + ("" if ask.decides else "*") for ask in asks]


def deciding(service: str, known: Facts) -> tuple[Ask, ...]:
    asks = next_questions(catalog(), service, known)
    return tuple(ask for ask in asks if ask.decides)


def what_matters(decision: Decision) -> tuple[object, ...]:
    told = frozenset(code for code in decision.notify if not code.startswith("ext:"))
    d = decision
    return d.target_kind, d.target, d.sla_business_days, d.priority_class, told


def paths(service: str, known: Facts) -> list[Facts]:
    """What is known at the end of every way of answering the deciding questions, one by one."""
    asks = deciding(service, known)
    if not asks:
        return [known]
    question = asks[0].question
    ends = []
    for option in question.options:
        answers = {**known.answers, question.id: option.value}
        ends += paths(service, Facts(answers, known.water, day=known.day))
    return ends


@pytest.mark.parametrize("service", SERVICES)
def test_at_most_three_on_any_path_and_then_nothing_unasked_matters(service):
    names = rule_questions(catalog().rules[service])
    for water in WATERS:
        for end in paths(service, facts(water)):
            assert len(end.answers) <= 3
            settled = what_matters(route(catalog(), service, end))
            left = [n for n in names if n not in end.answers and n != "RECIBO_AGUA"]
            for values in product(*(catalog().questions[n].options for n in left)):
                more = {n: option.value for n, option in zip(left, values, strict=True)}
                known = Facts({**end.answers, **more}, water, day=ANY_DAY)
                assert what_matters(route(catalog(), service, known)) == settled


@pytest.mark.parametrize("service", SERVICES)
def test_a_deciding_question_can_change_the_decision(service):
    names = rule_questions(catalog().rules[service])
    for ask in deciding(service, facts()):
        others = [n for n in names if n != ask.question.id]
        options = [[o.value for o in catalog().questions[n].options] for n in others]
        assert any(
            len({
                what_matters(route(catalog(), service, facts(**dict(zip(others, values, strict=True)),
                                                             **{ask.question.id: o.value})))
                for o in ask.question.options
            }) > 1
            for values in product(*options)
        )  # fmt: skip


@pytest.mark.parametrize("service", SERVICES)
def test_no_question_is_put_twice_and_answered_ones_never(service):
    first = next_questions(catalog(), service, facts(), borders=True)
    names = [ask.question.id for ask in first]
    assert len(names) == len(set(names))
    for ask in first:
        again = next_questions(catalog(), service, facts(**{ask.question.id: "no_sabe"}))
        assert ask.question.id not in [a.question.id for a in again]


def test_what_decides_soonest_comes_first():
    assert asked("ALU-01", facts()) == ["CASAS_LUZ", "PROP", "CUANTOS"]
    assert asked("ALU-01", facts(CASAS_LUZ="si")) == [
        "CUANTOS*",
        "PROP*",
    ]  # the CFE's whatever the rest
    assert asked("ALU-05", facts())[0] == "CHISPAS"
    assert asked("ALU-05", facts(CHISPAS="si")) == ["RIESGO*", "TAPA*"]


def test_questions_read_aloud_come_after_those_that_decide():
    asks = next_questions(catalog(), "PYJ-05", facts())
    assert [ask.decides for ask in asks] == sorted((a.decides for a in asks), reverse=True)
    assert asked("ASE-01", facts(PROP="calle")) == []


def test_of_the_kind_of_place_only_what_the_rules_use_is_offered():
    place = next(a for a in deciding("ALU-01", facts()) if a.question.id == "PROP")
    offered = [option.value for option in place.options]
    assert offered == [
        "calle", "deportiva", "mercado", "escuela", "coto", "negocio", "particular", "no_sabe",
    ]  # fmt: skip
    assert place.preselected == "calle"


@pytest.mark.parametrize(
    ("water", "put"), [("SIAPA", 0), ("AGU", 0), ("mixto", 1), ("desconocido", 1)]
)
def test_the_water_bill_is_asked_about_only_where_the_operator_is_unclear(water, put):
    assert asked("AGU-03", facts(water)).count("RECIBO_AGUA") == put


def test_the_water_bill_is_what_a_matter_about_bills_is_about():
    assert asked("AGU-10", facts("SIAPA")) == ["RECIBO_AGUA"]


def test_in_a_border_colonia_the_side_comes_first_and_may_end_it():
    assert asked("PAV-01", facts(), borders=True)[0] == "LADO"
    assert asked("PAV-01", facts()).count("LADO") == 0
    assert asked("PAV-01", facts(LADO="otro"), borders=True) == []
    assert asked("PAV-01", facts(LADO="no_sabe"), borders=True) == asked("PAV-01", facts())


def test_fewer_may_be_wanted():
    asks = next_questions(catalog(), "ALU-01", facts(), max_deciding=1)
    assert [a.question.id for a in asks if a.decides] == ["CASAS_LUZ"]


def test_free_text_is_never_put_by_the_program():
    for service in SERVICES:
        for ask in next_questions(catalog(), service, facts(), borders=True):
            assert ask.question.is_choice


def test_the_other_side_of_every_border_is_a_government_to_go_to():
    borders = [colonia for colonia in catalog().colonias if colonia.borders]
    for colonia in borders:
        names = [catalog().bodies[code].name for code in other_side(catalog(), colonia)]
        assert len(names) == len(colonia.neighbour.split(";"))
    rancho = next(colonia for colonia in borders if colonia.name == "Rancho Blanco")
    assert other_side(catalog(), rancho) == ("GDL",)
