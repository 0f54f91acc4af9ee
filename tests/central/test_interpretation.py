"""What received events become: matters, decisions, places, verdicts; on both databases."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.journal import parse
from app.domain.precedence import order_key
from sync.central import interpreter, queue, tables
from sync.central.server import RunningCentral
from tests.central.helpers import NOON, Window, catalog, file_matter, report_id_of

Enrolled = Callable[..., Window]


def settle(running: RunningCentral) -> None:
    interpreter.interpret_all(running.central)


def send(running: RunningCentral, window: Window) -> None:
    high = window.hello().high_seq
    window.pushed(window.events[high:])
    settle(running)


def matter(running: RunningCentral, folio: str) -> Any:
    with running.central.read() as conn:
        return conn.execute(select(tables.reports).where(tables.reports.c.folio == folio)).first()


def own_events(running: RunningCentral, kind: str) -> list[dict[str, Any]]:
    with running.central.read() as conn:
        rows = conn.execute(
            select(tables.intake.c.raw)
            .where(tables.intake.c.station == "000", tables.intake.c.kind == kind)
            .order_by(tables.intake.c.n)
        )
        return [dict(parse(bytes(r.raw)).event.body) for r in rows]


def alarms(running: RunningCentral) -> list[str]:
    with running.central.read() as conn:
        return list(conn.execute(select(tables.alarms.c.code).order_by("id")).scalars())


def test_a_filed_matter_is_routed_again_and_stands_in_the_queue(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    first = file_matter(window, "ASE-01", at=NOON)
    second = file_matter(window, "ASE-01", at=NOON - timedelta(hours=1))
    send(central, window)
    assert [
        (b["folio"], b["place"], b["agrees"]) for b in own_events(central, "report.routed")
    ] == [
        (first, 1, True),
        (second, 1, True),  # captured earlier, sent later: its place is not lost
    ]
    row = matter(central, first)
    assert (row.unit, row.status, row.public, row.sealed) == ("ASE", "canalizado", True, False)
    assert row.due == "2026-11-26"


def test_the_order_in_the_tables_is_the_order_of_the_domain(
    embedded: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(embedded)
    for service in ("ASE-01", "ASE-02", "ASE-03", "ASE-04", "ASE-05", "ASE-06"):
        for minutes in (5, 1, 5):
            file_matter(window, service, at=NOON - timedelta(minutes=minutes))
    send(embedded, window)
    with embedded.central.read() as conn:
        rows = conn.execute(
            select(tables.reports).where(tables.reports.c.queued).order_by(*queue.ORDER)
        ).all()

    def key(row: Any) -> Any:
        from datetime import date, datetime

        due = None if row.due == queue.NO_DUE else date.fromisoformat(row.due)
        return order_key(row.priority, datetime.fromisoformat(row.filed_at), due, row.report_id)

    assert len(rows) == 18
    assert [r.report_id for r in rows] == [r.report_id for r in sorted(rows, key=key)]


def test_the_printed_unit_stands_and_the_difference_has_its_cause(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    same = file_matter(window, "ASE-01", body={"target": "PYJ", "rule": "ASE-01.07"})
    old = file_matter(window, "ASE-01", body={"target": "PYJ"}, catalog_version="2025.9-aaaaaaaa")
    gone = file_matter(window, "ASE-01", body={"service": "XXX-01", "rule": "XXX-01.00"})
    send(central, window)
    told = {b["folio"]: b for b in own_events(central, "report.routed")}
    assert [told[f]["cause"] for f in (same, old, gone)] == [
        "decided_otherwise",
        "catalog_version",
        "service_unknown",
    ]
    assert told[same]["target"] == "PYJ"
    assert told[same]["central_target"] == "ASE"
    assert matter(central, same).unit == "PYJ"


def test_an_external_matter_is_guidance_and_stands_nowhere(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    folio = file_matter(window, "ALU-01", answers={"CASAS_LUZ": "si"})
    send(central, window)
    row = matter(central, folio)
    assert (row.target, row.status, row.queued, row.public) == ("CFE", "orientado", False, False)


def test_an_update_before_its_matter_is_held_until_that_comes(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    early, late = enrolled(central), enrolled(central, "Módulo Norte")
    folio = file_matter(late)
    early.act("info.added", report_id=report_id_of(late, folio))
    send(central, early)
    assert own_events(central, "intake.judged") == [
        {"station": "A01", "seq": 1, "state": "held", "reason": "waits_for_matter"}
    ]
    send(central, late)
    assert own_events(central, "intake.judged")[1:] == [
        {"station": "A01", "seq": 1, "state": "applied", "reason": ""}
    ]
    with central.central.read() as conn:
        history = conn.execute(select(tables.timeline.c.report_id)).all()
    assert len(history) == 3  # filed, routed, and the information that was held


def test_what_waits_for_its_matter_for_a_week_is_an_alarm(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    from sync.central.alarms import note_long_held

    window = enrolled(central)
    window.act("info.added", report_id="never-filed")
    send(central, window)
    central.central.config.clock.move(days=6)
    note_long_held(central.central)
    assert alarms(central) == []
    central.central.config.clock.move(days=2)
    for _ in range(2):
        note_long_held(central.central)
    assert alarms(central) == ["held_too_long"]


def test_what_a_rule_refuses_stays_stored_and_the_window_is_told(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    file_matter(window, body={"channel": "paloma"})
    good = file_matter(window, counter=2)
    send(central, window)
    assert own_events(central, "intake.judged") == [
        {"station": "A01", "seq": 1, "state": "refused", "reason": "filing_invalid"}
    ]
    assert matter(central, good).status == "canalizado"
    assert window.hello().high_seq == 2


def test_one_bad_event_fails_alone_and_is_tried_again_after_an_upgrade(
    central: RunningCentral, enrolled: Enrolled, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = enrolled(central)
    folios = [file_matter(window) for _ in range(3)]
    good = interpreter.HANDLERS["report.filed"]

    def breaks(case: Any) -> None:
        good(case)
        if case.chained.event.seq == 2:
            raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setitem(interpreter.HANDLERS, "report.filed", breaks)
        send(central, window)
        settle(central)
    assert [bool(matter(central, f)) for f in folios] == [True, False, True]
    assert [b["state"] for b in own_events(central, "intake.judged")] == ["failed"]

    from sync.central.facts import retry_after_upgrade

    with central.central.write() as ledger:
        retry_after_upgrade(ledger.conn, "0.2.0")
    settle(central)
    assert matter(central, folios[1]).status == "canalizado"
    assert [b["state"] for b in own_events(central, "intake.judged")] == ["failed", "applied"]


def test_an_unknown_kind_is_kept_and_nothing_stops(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    window.act("report.praised", {"stars": 5})
    folio = file_matter(window)
    send(central, window)
    assert matter(central, folio) is not None
    assert own_events(central, "intake.judged") == []


def test_bytes_that_follow_a_hole_are_interpreted(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    from sync import wire

    window = enrolled(central)
    folio = file_matter(window)
    later = file_matter(window)
    first, second = window.events
    window.pushed([wire.Hole(seq=1, hash=first.hash), second])
    settle(central)
    assert matter(central, folio) is None
    assert alarms(central) == ["hole", "folio_gap"]
    window.pushed([first])
    settle(central)
    assert matter(central, folio).status == "canalizado"
    assert matter(central, later).status == "canalizado"


def test_a_gap_in_the_folios_and_a_twin_are_alarms(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    file_matter(window, counter=1)
    file_matter(window, counter=3)
    file_matter(window, counter=3)
    send(central, window)
    assert alarms(central) == ["folio_gap", "folio_repeated"]
    assert [b["reason"] for b in own_events(central, "intake.judged")] == ["folio_repeated"]


def test_a_joined_matter_follows_its_parent_and_danger_raises_it(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window, other = enrolled(central), enrolled(central, "Módulo Norte")
    parent = file_matter(window, "PYJ-01")
    child = file_matter(other, "PYJ-01", join=parent, body={"priority": 0})
    send(central, other)
    assert matter(central, child).status == "canalizado"  # nobody is left unattended meanwhile
    send(central, window)
    assert matter(central, child).status == "adherido"
    assert matter(central, parent).priority == 0


def test_voided_in_time_or_too_late(central: RunningCentral, enrolled: Enrolled) -> None:
    window = enrolled(central)
    folio = file_matter(window)
    for _ in range(2):
        window.act(
            "report.voided",
            {"folio": folio, "reason": "captura_doble"},
            report_id=report_id_of(window, folio),
        )
    send(central, window)
    assert matter(central, folio).status == "anulado"
    assert [b["reason"] for b in own_events(central, "intake.judged")] == ["came_too_late"]


def test_an_erasure_takes_the_private_part_and_the_tag(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    file_matter(window, phone="3312345678")
    send(central, window)
    with central.central.read() as conn:
        assert conn.execute(select(tables.feed.c.phone_tag)).scalars().all().count(None) < 5
    window.act("private.erased", {"station": window.station, "seqs": [1]})
    send(central, window)
    with central.central.read() as conn:
        assert conn.execute(select(tables.intake_private)).all() == []
        assert set(conn.execute(select(tables.feed.c.phone_tag)).scalars()) == {None}
    from sync.central.administration import verify

    assert verify(central.central).ok


def test_every_service_of_the_catalogue_is_agreed_upon(
    embedded: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(embedded)
    services = [s for s in catalog().services.values() if not s.sealed]
    for service in services:
        file_matter(window, service.code)
    send(embedded, window)
    told = own_events(embedded, "report.routed")
    assert len(told) == len(services)
    assert [b["service"] for b in told if not b["agrees"]] == []
