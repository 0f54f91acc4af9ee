"""What staff do: permissions, the state machine, the order of attention, and the trace it leaves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.base.errors import NotAllowed, Refused
from app.domain.lifecycle import BadTransition
from app.domain.roles import Actor
from sync.central import acts, interpreter, tables
from sync.central.administration import actor_of, add_staff
from sync.central.core import Central
from sync.central.server import RunningCentral
from tests.central.helpers import NOON, Window, file_matter

Enrolled = Callable[..., Window]


def send(running: RunningCentral, window: Window) -> None:
    high = window.hello().high_seq
    window.pushed(window.events[high:])
    interpreter.interpret_all(running.central)


def person(central: Central, role: str, unit: str = "") -> Actor:
    return actor_of(central, add_staff(central, f"Persona {unit or role}", role, unit).user)


def status(central: Central, folio: str) -> str:
    with central.read() as conn:
        return conn.execute(
            select(tables.reports.c.status).where(tables.reports.c.folio == folio)
        ).scalar_one()


def test_attending_out_of_order_needs_a_reason_and_is_counted(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window, core = enrolled(central), central.central
    first = file_matter(window, at=NOON - timedelta(hours=1))
    second = file_matter(window)
    send(central, window)
    ana = person(core, "unit", "ASE")
    with pytest.raises(Refused, match="out_of_order") as refused:
        acts.work(core, ana, second)
    assert refused.value.facts == {"folio": first}
    assert status(core, second) == "canalizado"
    assert acts.work(core, ana, second, skipped="misma ruta") == "en_proceso"
    assert acts.work(core, ana, first) == "en_proceso"
    with core.read() as conn:
        raws = conn.execute(
            select(tables.intake.c.raw).where(tables.intake.c.kind == "report.status")
        ).scalars()
        skipped = [b'"skipped":true' in bytes(raw) for raw in raws]
    assert skipped == [False, True, False, False]  # accepted, worked out of order; both in order


def test_only_the_unit_that_has_it_acts(central: RunningCentral, enrolled: Enrolled) -> None:
    window, core = enrolled(central), central.central
    folio = file_matter(window)
    send(central, window)
    for actor in (person(core, "unit", "PYJ"), person(core, "clerk")):
        with pytest.raises(NotAllowed):
            acts.accept(core, actor, folio)
    ana = person(core, "unit", "ASE")
    with pytest.raises(NotAllowed):
        acts.decide(core, ana, folio, to="PYJ", reason="x")
    with pytest.raises(Refused, match="matter_unknown"):
        acts.accept(core, ana, "A01-26-0000099-V")
    assert acts.accept(core, ana, folio) == "aceptado"
    with pytest.raises(BadTransition):
        acts.accept(core, ana, folio)


def test_resolving_needs_an_explanation_and_the_evidence_the_service_asks_for(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window, core = enrolled(central), central.central
    folio = file_matter(window, "ALU-01")
    send(central, window)
    luis = person(core, "unit", "ALU")
    with pytest.raises(Refused, match="explanation_needed"):
        acts.resolve(core, luis, folio, explanation=" ")
    with pytest.raises(Refused, match="evidence_needed"):
        acts.resolve(core, luis, folio, explanation="Se cambió.")
    with pytest.raises(Refused, match="outcome_unknown"):
        acts.resolve(core, luis, folio, explanation="x", evidence="y", outcome="milagro")
    done = acts.resolve(core, luis, folio, explanation="Se cambió.", evidence="foto 12")
    assert done == "atendido"


def test_returned_decided_returned_decided_and_then_it_binds(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window, core = enrolled(central), central.central
    folio = file_matter(window)
    send(central, window)
    ana, pedro = person(core, "unit", "ASE"), person(core, "unit", "PYJ")
    rita = person(core, "routing")
    for wrong in ({"reason": "porque_no"}, {"proposed": ""}, {"proposed": "NADIE"}):
        with pytest.raises(Refused):
            acts.give_back(
                core, ana, folio, **({"reason": "otra_unidad", "proposed": "PYJ"} | wrong)
            )
    acts.give_back(core, ana, folio, reason="otra_unidad", proposed="PYJ")
    with pytest.raises(NotAllowed):
        acts.accept(core, ana, folio)
    assert acts.decide(core, rita, folio, to="PYJ", reason="poda") == "reencauzado"
    acts.give_back(core, pedro, folio, reason="otra_unidad", proposed="ASE")
    with pytest.raises(Refused, match="ground_needed"):
        acts.decide(core, rita, folio, to="ASE", reason="basura")
    assert (
        acts.decide(core, rita, folio, to="ASE", reason="basura", ground="art. 5") == "canalizado"
    )
    with pytest.raises(Refused, match="assignment_binding"):
        acts.give_back(core, ana, folio, reason="otra_unidad", proposed="PYJ")
    assert acts.accept(core, ana, folio) == "aceptado"


def test_triage_assigns_and_guides_outside(central: RunningCentral, enrolled: Enrolled) -> None:
    window, core = enrolled(central), central.central
    folios = [file_matter(window, body={"target": "ATC"}) for _ in range(2)]
    send(central, window)
    rita = person(core, "routing")
    assert acts.decide(core, rita, folios[0], to="ASE", reason="es basura") == "reencauzado"
    assert acts.decide(core, rita, folios[1], to="CFE", reason="es de CFE") == "orientado"


def test_waiting_leaves_the_queue_and_comes_back_to_work(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window, core = enrolled(central), central.central
    first = file_matter(window, at=NOON - timedelta(hours=1))
    second = file_matter(window)
    send(central, window)
    ana = person(core, "unit", "ASE")
    acts.accept(core, ana, first)
    with pytest.raises(Refused, match="cause_needed"):
        acts.wait(core, ana, first, cause="")
    assert acts.wait(core, ana, first, cause="falta camión") == "en_espera"
    assert acts.work(core, ana, second) == "en_proceso"  # nobody stands before it now
    assert acts.work(core, ana, first) == "en_proceso"


def test_a_return_that_does_not_proceed_ends_with_its_reason(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window, core = enrolled(central), central.central
    folio = file_matter(window)
    send(central, window)
    acts.give_back(
        core, person(core, "unit", "ASE"), folio, reason="datos_insuficientes", proposed=""
    )
    rita = person(core, "routing")
    with pytest.raises(Refused, match="reason_needed"):
        acts.dismiss(core, rita, folio, reason="")
    assert acts.dismiss(core, rita, folio, reason="no hay domicilio") == "improcedente"
