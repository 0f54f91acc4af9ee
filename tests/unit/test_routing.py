"""Decisions: which rule wins, and what follows from it."""

from dataclasses import replace
from datetime import date

import pytest

from app.base.errors import Refused
from app.domain.catalog_ties import Gap, Tie, combinations_of, troubles
from app.domain.conditions import WATERS, parse
from app.domain.routing import Decision, Facts, in_force, route, winners
from tests.unit.shipped import ANY_DAY, catalog

CUT = date(2026, 1, 5)  # during PIPAS_MEGACORTE_2026


def decide(
    service: str, water: str = "desconocido", day: date = ANY_DAY, **answers: str
) -> Decision:
    return route(catalog(), service, Facts(answers, water, day=day))


def test_a_decision_says_whose_it_is_and_why():
    decision = decide("ALU-01", PROP="calle")
    assert (decision.rule_id, decision.target_kind, decision.target) == ("ALU-01.00", "unit", "ALU")
    assert (decision.sla_business_days, decision.priority_class) == (5, 3)
    assert decision.reason == catalog().rules["ALU-01"][0].reason
    assert (decision.external, decision.sealed, decision.live_notice) == (False, False, False)


def test_an_external_body_never_has_a_date_and_keeps_the_service_s_priority():
    decision = decide("ALU-01", CASAS_LUZ="si")
    assert decision.external
    assert decision.sla_business_days is None
    assert decision.priority_class == 3


def test_a_rule_s_own_term_and_priority_replace_the_service_s():
    decision = decide("ALU-01", CUANTOS="cuadra")
    assert (decision.sla_business_days, decision.priority_class) == (3, 2)
    assert decision.reclassify_to == "ALU-02"


@pytest.mark.parametrize(
    ("day", "target"),
    [
        (date(2026, 1, 2), "SIAPA"),
        (date(2026, 1, 3), "AGU"),  # both ends are included
        (date(2026, 1, 7), "AGU"),
        (date(2026, 1, 8), "SIAPA"),
        (date(2027, 3, 1), "AGU"),
    ],
)
def test_a_dated_programme_wins_while_it_is_in_force(day, target):
    assert decide("AGU-03", "SIAPA", day, RECIBO_AGUA="SIAPA").target == target


@pytest.mark.parametrize("water", ["mixto", "desconocido"])
def test_unknown_water_goes_to_triage_and_is_never_guessed(water):
    assert decide("AGU-01", water).target == "ATC"
    assert decide("AGU-01", water, RECIBO_AGUA="municipio").target == "AGU"


def test_a_sealed_unit_seals_a_matter_whose_service_is_not():
    assert decide("JUZ-01", VIOLENCIA="familiar").sealed
    assert not decide("JUZ-01", VIOLENCIA="vecinal").sealed
    assert decide("OIC-01").sealed
    assert decide("OIC-01", SERVIDOR_DE="estado").sealed  # external, and still an accusation


@pytest.mark.parametrize(
    ("service", "answers", "duty"),
    [
        ("ALU-04", {}, "ALU"),  # a term of 0
        ("AGU-07", {"RIESGO": "si"}, "PCB"),
        ("SAN-01", {"LESION": "si"}, "SAN"),  # the winning rule puts the 0
        ("ALU-04", {"POSTE_DE": "particular"}, ""),  # the winning rule takes it away
        ("ALU-05", {"TAPA": "SIAPA"}, "PCB"),  # external: the first unit that is told
        ("ALU-05", {"TAPA": "CFE"}, ""),  # external, and no unit is told
        ("ATC-02", {"ORGANISMO": "E911"}, ""),
        ("ALU-01", {}, ""),
    ],
)
def test_whose_guard_is_called_at_once(service, answers, duty):
    decision = decide(service, **answers)
    assert decision.duty_unit == duty
    assert decision.live_notice is bool(duty)


def test_an_unknown_service_is_refused():
    with pytest.raises(Refused) as refused:
        decide("XXX-99")
    assert refused.value.code == "route_service_unknown"


def test_a_clock_behind_the_catalogue_still_gives_a_decision():
    assert decide("ALU-01", day=date(2001, 1, 1)).rule_id == "ALU-01.00"


def test_answers_that_no_rule_uses_change_nothing():
    assert decide("ALU-01", DESDE="hoy", OTRA="x") == decide("ALU-01")


def test_no_answer_and_not_knowing_route_alike_unless_a_rule_names_it():
    """«No sabe» is always accepted: it is never worse than silence."""
    for service, rules in catalog().rules.items():
        named = {c.field for r in rules for c in r.when if "no_sabe" in c.values}
        for field in (
            {c.field for r in rules for c in r.when} - named - {"colonia.agua", "programa"}
        ):
            assert decide(service, **{field: "no_sabe"}) == decide(service)


@pytest.mark.parametrize("day", [ANY_DAY, CUT, date(2027, 4, 1), date(2030, 1, 1)])
def test_every_combination_of_answers_has_exactly_one_winner(day):
    tried = 0
    for service, rules in catalog().rules.items():
        for facts in combinations_of(list(rules), day):
            won = winners(catalog(), service, facts)
            assert len(won) == 1, (service, facts)
            tried += 1
    assert tried > len(catalog().services)


def test_the_catalogue_s_own_check_finds_neither_tie_nor_gap():
    assert [t for rules in catalog().rules.values() for t in troubles(rules)] == []


def test_a_tie_is_found_only_where_nothing_heavier_covers_it():
    default = catalog().rules["ALU-01"][0]
    one = replace(default, id="a", when=parse("PROP=coto"))
    two = replace(default, id="b", when=parse("RIESGO=si"))
    both = replace(default, id="c", when=parse("PROP=coto&RIESGO=si"))
    ties = [t for t in troubles((default, one, two)) if isinstance(t, Tie)]
    assert [(t.first.id, t.second.id) for t in ties] == [("a", "b")]
    assert ties[0].facts.answers == {"PROP": "coto", "RIESGO": "si"}
    assert list(troubles((default, one, two, both))) == []


def test_rules_that_are_never_in_force_together_do_not_tie():
    default = catalog().rules["ALU-01"][0]
    old = replace(default, id="a", when=parse("PROP=coto"), valid_to=date(2026, 6, 30))
    new = replace(default, id="b", when=parse("PROP=coto/escuela"), valid_from=date(2026, 7, 1))
    assert list(troubles((default, old, new))) == []
    assert isinstance(next(troubles((default, old, replace(new, valid_from=old.valid_from)))), Tie)


def test_a_default_that_ends_leaves_a_gap():
    default = catalog().rules["ALU-01"][0]
    ends = replace(default, valid_to=date(2026, 12, 31))
    assert list(troubles((ends,))) == [Gap("ALU-01", date(2027, 1, 1))]
    follows = replace(default, id="x", valid_from=date(2027, 1, 1))
    assert list(troubles((ends, follows))) == []
    assert in_force(ends, date(2026, 12, 31))
    assert not in_force(ends, date(2027, 1, 1))


def test_water_takes_only_its_four_values():
    rules = list(catalog().rules["AGU-01"])
    assert {f.water for f in combinations_of(rules, ANY_DAY)} == set(WATERS)
