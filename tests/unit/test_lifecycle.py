"""Where a matter may go next, from the shipped table of states."""

import pytest

from app.domain.lifecycle import (
    INITIAL,
    BadTransition,
    advance,
    may_follow,
    status_after_routing,
)
from tests.unit.shipped import catalog

WHO = ("station", "system", "unit", "routing_officer", "citizen")
STATUSES = catalog().statuses

USUAL = [
    ("capturado", "canalizado", "system"),
    ("canalizado", "aceptado", "unit"),
    ("aceptado", "en_proceso", "unit"),
    ("en_proceso", "en_espera", "unit"),
    ("en_espera", "en_proceso", "unit"),
    ("en_proceso", "atendido", "unit"),
    ("atendido", "cerrado", "system"),
    ("cerrado", "reabierto", "citizen"),
    ("cerrado", "reabierto", "station"),
    ("reabierto", "en_proceso", "unit"),
]
BOUNCED = [
    ("canalizado", "devuelto", "unit"),
    ("devuelto", "reencauzado", "routing_officer"),
    ("devuelto", "canalizado", "routing_officer"),
    ("devuelto", "orientado", "routing_officer"),
    ("reencauzado", "aceptado", "unit"),
]


@pytest.mark.parametrize(("current", "to", "by"), [*USUAL, *BOUNCED])
def test_the_usual_ways(current, to, by):
    advance(STATUSES, current, to, by)
    assert to in may_follow(STATUSES, current, by)


@pytest.mark.parametrize("current", sorted(STATUSES))
@pytest.mark.parametrize("to", sorted(STATUSES))
def test_nothing_passes_that_the_table_does_not_list(current, to):
    allowed = [by for by in WHO if passes(current, to, by)]
    if to not in STATUSES[current].next:
        assert not allowed
    else:
        assert STATUSES[to].who_sets in allowed


def passes(current: str, to: str, by: str) -> bool:
    try:
        advance(STATUSES, current, to, by)
    except BadTransition:
        return False
    return True


@pytest.mark.parametrize(
    ("current", "to", "by", "code"),
    [
        ("anulado", "canalizado", "system", "status_not_next"),
        ("capturado", "cerrado", "system", "status_not_next"),
        ("capturado", "canalizado", "unit", "status_not_yours"),
        ("aceptado", "atendido", "citizen", "status_not_yours"),
        ("perdido", "cerrado", "system", "status_unknown"),
        ("aceptado", "perdido", "unit", "status_unknown"),
    ],
)
def test_what_may_not_happen_says_why(current, to, by, code):
    with pytest.raises(BadTransition) as caught:
        advance(STATUSES, current, to, by)
    assert caught.value.code == code


def test_every_state_but_the_voided_leads_somewhere_and_is_reached():
    reached = {INITIAL}
    for _step in STATUSES:
        reached |= {to for status in reached for to in STATUSES[status].next}
    assert reached == set(STATUSES)
    assert [code for code, status in STATUSES.items() if not status.next] == ["anulado"]


def test_routing_gives_the_second_state():
    assert status_after_routing("unit") == "canalizado"
    assert status_after_routing("external") == "orientado"
    with pytest.raises(BadTransition):
        may_follow(STATUSES, "perdido", "unit")
