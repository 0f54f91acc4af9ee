"""Filing: one transaction, one folio, the same answer for the same draft, and nothing said in clear."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.base.errors import Invalid, NotAllowed, Refused
from app.domain.filing import open_sealed
from app.domain.folio import parse
from app.domain.report import IdentityMode, Person, Place
from app.domain.roles import Actor, Role
from app.services import drafts
from app.services.capture import file_report
from app.services.followup import show
from tests.services.desks import CLERK, NOW, Bench


def test_the_answer_says_whose_it_is_why_and_until_when(desk_bench: Bench) -> None:
    filed = file_report(desk_bench.draft(), actor=CLERK, desk=desk_bench.desk)
    report = filed.report
    assert (report.target, report.rule, report.due) == ("ALU", "ALU-01.00", date(2026, 12, 1))
    assert report.target_name == "Dirección de Alumbrado Público"
    assert report.reason.startswith("El alumbrado de la vía pública")
    assert str(parse(report.folio, this_year=26)) == report.folio
    assert report.first_time
    assert filed.changes.reports == {report.report_id}


def test_folios_follow_one_another_without_a_gap(desk_bench: Bench) -> None:
    counters = []
    for _ in range(5):
        filed = file_report(desk_bench.draft(), actor=CLERK, desk=desk_bench.desk)
        counters.append(parse(filed.report.folio, this_year=26).counter)
    assert counters == [1, 2, 3, 4, 5]


def test_a_refused_draft_takes_no_folio(desk_bench: Bench) -> None:
    with pytest.raises(Invalid):
        file_report(desk_bench.draft(service="NO-99"), actor=CLERK, desk=desk_bench.desk)
    filed = file_report(desk_bench.draft(), actor=CLERK, desk=desk_bench.desk)
    assert parse(filed.report.folio, this_year=26).counter == 1


def test_the_same_draft_gives_the_same_report(desk_bench: Bench) -> None:
    draft = desk_bench.draft()
    first = file_report(draft, actor=CLERK, desk=desk_bench.desk).report
    again = file_report(draft, actor=CLERK, desk=desk_bench.desk).report
    assert not again.first_time
    assert replace(again, first_time=True) == first
    assert len(desk_bench.events()) == 1


def test_a_reference_gives_its_report_again_and_refuses_other_content(desk_bench: Bench) -> None:
    draft = desk_bench.draft(client_ref="central-telefónica/77")
    first = file_report(draft, actor=CLERK, desk=desk_bench.desk).report
    same = replace(draft, id=desk_bench.desk.ids.uuid7())
    assert file_report(same, actor=CLERK, desk=desk_bench.desk).report.folio == first.folio
    with pytest.raises(Invalid) as refused:
        file_report(replace(same, text="otra cosa"), actor=CLERK, desk=desk_bench.desk)
    assert [(e.field, e.code) for e in refused.value.errors] == [
        ("client_ref", "client_ref_reused")
    ]


def test_without_a_service_the_words_decide_and_nothing_ends_in_nothing(desk_bench: Bench) -> None:
    by_words = desk_bench.draft(service="", text="no pasó el camión de la basura")
    assert file_report(by_words, actor=CLERK, desk=desk_bench.desk).report.service == "ASE-01"
    strange = desk_bench.draft(service="", text="zxqw")
    assert file_report(strange, actor=CLERK, desk=desk_bench.desk).report.service == "ATC-01"


def test_what_a_person_said_is_never_in_the_chain(desk_bench: Bench) -> None:
    desk_bench.file(
        text="la lámpara frente a la casa de Chencha",
        note="viene nerviosa",
        place=Place(colonia="Tlaquepaque Centro", street="Independencia", number="portón 7"),
        person=Person(IdentityMode.IDENTIFIED, "María Núñez", "3312345678", "33 1234 5678"),
    )
    (event,) = desk_bench.events()
    for said in ("Chencha", "nerviosa", "Independencia", "portón", "Núñez", "3312345678"):
        assert said.encode() not in event.raw
    assert event.private is not None
    assert json.loads(event.private.data)["name"] == "María Núñez"


def test_a_sealed_matter_opens_only_with_the_units_key(desk_bench: Bench) -> None:
    words = "me pidió dinero el inspector Zapata"
    draft = desk_bench.draft(service="OIC-01", text=words)
    report = file_report(draft, actor=CLERK, desk=desk_bench.desk).report
    assert (report.sealed, report.service, report.rule, report.due) == (True, "reservado", "", None)
    (event,) = desk_bench.events()
    assert event.private is not None
    assert b"OIC-01" not in event.raw
    assert b"Zapata" not in event.private.data
    opened = open_sealed(event.private, draft.id, desk_bench.sealed_private)
    assert (opened.private.text, opened.body.service) == (words, "OIC-01")
    view = show(desk_bench.desk, CLERK, report.folio)
    assert view.private is None
    assert view.row.words == ""


def test_without_the_units_key_nothing_is_stored_in_clear(desk_bench: Bench) -> None:
    desk = replace(desk_bench.desk, sealed_keys={})
    with pytest.raises(Refused) as refused:
        file_report(desk_bench.draft(service="OIC-01"), actor=CLERK, desk=desk)
    assert refused.value.code == "sealed_key_missing"
    assert desk_bench.events() == ()


def test_filing_takes_the_draft_off_the_shelf(desk_bench: Bench) -> None:
    draft = desk_bench.draft()
    drafts.keep(desk_bench.desk, CLERK, draft)
    assert [kept.draft for kept in drafts.open_drafts(desk_bench.desk, CLERK)] == [draft]
    file_report(draft, actor=CLERK, desk=desk_bench.desk)
    assert drafts.open_drafts(desk_bench.desk, CLERK) == ()


def test_a_join_ties_an_own_folio_to_the_first(desk_bench: Bench) -> None:
    first = file_report(desk_bench.draft(), actor=CLERK, desk=desk_bench.desk).report
    spoken = first.folio.replace("-26-000000", "-")
    joined = desk_bench.draft(join=spoken)
    report = file_report(joined, actor=CLERK, desk=desk_bench.desk).report
    view = show(desk_bench.desk, CLERK, report.folio)
    assert report.folio != first.folio
    assert (view.row.joined, view.row.status) == (first.folio, "adherido")
    with pytest.raises(Invalid) as refused:
        file_report(desk_bench.draft(join="A03-9999-X"), actor=CLERK, desk=desk_bench.desk)
    assert [error.field for error in refused.value.errors] == ["join"]


def test_only_who_may_capture_does(desk_bench: Bench) -> None:
    stranger = Actor("XX01", "Área", Role.UNIT, "ALU")
    with pytest.raises(NotAllowed):
        file_report(desk_bench.draft(), actor=stranger, desk=desk_bench.desk)


def test_a_clock_ten_years_ahead_opens_no_series_ten_years_ahead(desk_bench: Bench) -> None:
    desk_bench.file()
    desk_bench.clock.at = NOW + timedelta(days=3650)
    report = file_report(desk_bench.draft(), actor=CLERK, desk=desk_bench.desk).report
    assert parse(report.folio, this_year=26).year == 27


def test_a_doubtful_clock_files_in_the_last_series_and_says_so(desk_bench: Bench) -> None:
    desk_bench.file()
    desk_bench.clock.doubtful = True
    desk_bench.clock.at = NOW - timedelta(days=3000)
    report = file_report(desk_bench.draft(), actor=CLERK, desk=desk_bench.desk).report
    assert parse(report.folio, this_year=26).counter == 2
    assert desk_bench.events()[-1].event.body["doubtful"] is True


def test_sla_zero_is_today_and_asks_for_the_live_notice(desk_bench: Bench) -> None:
    draft = desk_bench.draft(service="AGU-07", answers={"RIESGO": "si"})
    report = file_report(draft, actor=CLERK, desk=desk_bench.desk).report
    assert (report.due, report.live_notice, report.priority) == (date(2026, 11, 24), True, 0)
