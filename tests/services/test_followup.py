"""Finding and showing: by any part of the words, by a mistyped folio, and every reading on record."""

import pytest

from app.base.errors import NotAllowed, Refused
from app.domain.folio import BadFolio
from app.domain.report import IdentityMode, Person, Place
from app.domain.roles import Actor, Role
from app.services.followup import add_information, did_you_mean, find, show
from app.services.outlook import outlook, suggest
from app.services.review import day_summary
from app.services.standing import standing, verify
from tests.services.desks import CLERK, SUPERVISOR, Bench

ANA = Person(IdentityMode.IDENTIFIED, "Ana Íñiguez Peña", "3312345678", "33 1234 5678")


def test_found_by_words_name_street_telephone_and_folio(desk_bench: Bench) -> None:
    place = Place(colonia="Tlaquepaque Centro", street="Donato Guerra")
    draft = desk_bench.file(text="el farol de la plazuela", person=ANA, place=place)
    desk_bench.file(text="otra cosa")
    (by_words,) = find(desk_bench.desk, CLERK, "faro plazu")
    assert by_words.report_id == draft.id
    for typed in ("iniguez", "donato", "33 1234 5678", "5678", by_words.folio, "a03-1-d"):
        rows = find(desk_bench.desk, CLERK, typed)
        assert [row.report_id for row in rows] == [draft.id], typed
    assert find(desk_bench.desk, CLERK, "  ") == ()


def test_pages_go_on_where_the_last_one_ended(desk_bench: Bench) -> None:
    filed = [desk_bench.file(text="basura tirada").id for _ in range(7)]
    first = find(desk_bench.desk, CLERK, "basura", limit=4)
    rest = find(desk_bench.desk, CLERK, "basura", limit=4, before=first[-1].n)
    assert [row.report_id for row in (*first, *rest)] == filed[::-1]


def test_a_slip_in_the_folio_is_caught_and_the_right_one_offered(desk_bench: Bench) -> None:
    desk_bench.file()
    with pytest.raises(BadFolio):
        show(desk_bench.desk, CLERK, "A03-26-0000002-D")
    offered = [row.folio for row in did_you_mean(desk_bench.desk, "A03-26-0000002-D")]
    assert offered == ["A03-26-0000001-D"]


def test_a_valid_folio_from_elsewhere_is_unknown_not_wrong(desk_bench: Bench) -> None:
    with pytest.raises(Refused) as refused:
        show(desk_bench.desk, CLERK, "ZZZ-99-1234567-5")
    assert refused.value.code == "folio_unknown"


def test_reading_a_person_is_on_record_once(desk_bench: Bench) -> None:
    desk_bench.file(person=ANA)
    desk_bench.clock.at = desk_bench.clock.at.replace(hour=20)
    for _ in range(3):
        view = show(desk_bench.desk, SUPERVISOR, "A03-1-D")
    assert view.private is not None
    assert view.private.name == "Ana Íñiguez Peña"
    readings = [e.event for e in desk_bench.events() if e.event.kind == "person.read"]
    assert [(e.actor, e.body["role"]) for e in readings] == [("TN02", "supervisor")]


def test_what_is_added_stays_in_the_story(desk_bench: Bench) -> None:
    draft = desk_bench.file()
    add_information(desk_bench.desk, CLERK, draft.id, "ya son tres lámparas")
    timeline = show(desk_bench.desk, CLERK, "A03-1-D").timeline
    added = [entry for entry in timeline if entry.kind == "info.added"]
    assert [entry.texts["text"] for entry in added] == ["ya son tres lámparas"]
    with pytest.raises(Refused):
        add_information(desk_bench.desk, CLERK, draft.id, "   ")


def test_units_do_not_search_the_desk(desk_bench: Bench) -> None:
    with pytest.raises(NotAllowed):
        find(desk_bench.desk, Actor("XX01", "Área", Role.UNIT, "ALU"), "basura")


def test_suggestions_say_whose_it_is_in_how_long_and_why(desk_bench: Bench) -> None:
    answer = suggest(desk_bench.desk, "lampara fundida en Tlaquepaque Centro")
    best = answer.suggestions[0]
    assert (best.service, best.unit_name, best.days) == (
        "ALU-01",
        "Dirección de Alumbrado Público",
        5,
    )
    assert best.why
    assert answer.hint.colonia is not None
    assert answer.hint.colonia.name == "Tlaquepaque Centro"


def test_a_bribe_is_offered_its_own_envelope(desk_bench: Bench) -> None:
    answer = suggest(desk_bench.desk, "fui por la licencia y me pidieron dinero")
    assert answer.sealed_offer == ("OIC-01",)


def test_the_outlook_changes_with_the_answers(desk_bench: Bench) -> None:
    draft = desk_bench.draft()
    now = outlook(desk_bench.desk, draft)
    assert now is not None
    assert now.decision.target == "ALU"
    assert now.asks[0].decides
    then = outlook(desk_bench.desk, desk_bench.draft(answers={"CASAS_LUZ": "si"}))
    assert then is not None
    assert (then.decision.target, then.due) == ("CFE", None)
    assert outlook(desk_bench.desk, desk_bench.draft(service="")) is None


def test_the_day_adds_up_and_sealed_ones_are_only_in_the_whole(desk_bench: Bench) -> None:
    desk_bench.file()
    desk_bench.file(answers={"CASAS_LUZ": "si"})
    desk_bench.file(service="OIC-01", text="me pidió dinero")
    day = desk_bench.desk.today().date()
    whole = day_summary(desk_bench.desk, SUPERVISOR, day)
    window = day_summary(desk_bench.desk, SUPERVISOR, day, "A03")
    assert (whole.received, whole.sealed, whole.guidance, whole.adds_up) == (3, 1, 1, True)
    assert (window.received, window.sealed, window.adds_up) == (2, 0, True)


def test_how_the_station_stands(desk_bench: Bench) -> None:
    desk_bench.file()
    now = standing(desk_bench.desk)
    assert (now.station, now.reports, now.events, now.pending) == ("A03", 1, 1, 1)
    assert now.chain_ok
    assert not now.online
    assert verify(desk_bench.desk, SUPERVISOR).ok
