"""What goes down to windows (`sync.md` 1.9), on both databases, over real HTTP."""

import threading
import time
from collections.abc import Callable
from typing import Any

from app.domain.journal import parse
from app.domain.private import phone_tag
from sync import wire
from sync.central import acts, interpreter
from sync.central.administration import actor_of, add_staff, register_sealed_key
from sync.central.server import RunningCentral
from tests.central.helpers import Window, file_matter, folio_of

Enrolled = Callable[..., Window]


def send(running: RunningCentral, window: Window) -> None:
    high = window.hello().high_seq
    window.pushed(window.events[high:])
    interpreter.interpret_all(running.central)


def kinds(items: list[Any]) -> list[str]:
    return [
        item.name if isinstance(item, wire.FeedDocument) else parse(item.raw).event.kind
        for item in items
    ]


def test_a_new_window_gets_the_documents_then_only_what_is_new(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    page = window.feed()
    assert kinds(page.items) == ["catalog", "stations"]
    assert window.feed(page.cursor).items == []
    add_staff(central.central, "Rosa Martínez", "clerk")
    add_staff(central.central, "Ana Aseo", "unit", "ASE")
    people = window.feed(page.cursor).items
    assert kinds(people) == ["people"]
    assert [(p["code"], p["user"], p["role"]) for p in people[0].data] == [
        ("RM01", "rosa.martinez", "clerk")
    ]
    assert people[0].data[0]["password"].startswith("$argon2id$")


def test_matters_of_others_come_without_private_part_but_with_a_tag(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    mine, other = enrolled(central), enrolled(central, "Módulo Norte")
    folio = file_matter(mine, phone="3312345678")
    send(central, mine)
    seen = [i for i in other.feed().items if isinstance(i, wire.FeedEvent)]
    assert kinds(seen) == ["report.filed", "report.routed"]
    assert (seen[0].salt, seen[0].data) == (None, None)
    assert seen[0].phone_tag == phone_tag(central.central.office_key, "3312345678")
    assert seen[0].raw == mine.events[0].raw
    assert kinds(mine.feed().items) == ["catalog", "stations", "report.routed"]

    user = add_staff(central.central, "Ana Aseo", "unit", "ASE").user
    acts.accept(central.central, actor_of(central.central, user), folio)
    acts.resolve(
        central.central,
        actor_of(central.central, user),
        folio,
        explanation="Ya pasó el camión.",
        evidence="bitácora de ruta",
    )
    mine_last, other_last = mine.feed().items[-1], other.feed().items[-1]
    assert b"Ya pas" in (mine_last.data or b"")
    assert other_last.raw == mine_last.raw
    assert other_last.data is None


def test_envelopes_never_go_down(central: RunningCentral, enrolled: Enrolled) -> None:
    mine, other = enrolled(central), enrolled(central, "Módulo Norte")
    body = {
        "folio": folio_of(mine, 1),
        "service": "reservado",
        "target": "OIC",
        "key_id": "0" * 16,
        "attachments": 0,
        "sealed": True,
    }
    mine.act("report.filed", body, report_id="sealed-1")
    mine.act("info.added", report_id="sealed-1")
    send(central, mine)
    assert kinds(other.feed().items) == ["catalog", "stations"]
    assert kinds(mine.feed().items) == ["catalog", "stations"]


def test_pages_follow_one_another_and_an_old_cursor_begins_again(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    mine, other = enrolled(central), enrolled(central, "Módulo Norte")
    for _ in range(7):
        file_matter(mine)
    send(central, mine)
    cursor, seen = "", []
    while True:
        page = other.feed(cursor, limit=4)
        seen += [item.n for item in page.items]
        cursor = page.cursor
        if not page.more:
            break
    assert seen == sorted(set(seen))
    assert len(seen) == 2 + 14
    from sync.central.feed import make_cursor

    for gone in (make_cursor("another", 1), make_cursor(central.central.epoch, 10_000)):
        assert other.call("GET", f"/v1/feed?cursor={gone}").status_code == 410


def test_a_held_poll_is_answered_when_something_comes(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    cursor = window.feed().cursor
    threading.Timer(0.3, add_staff, (central.central, "Rosa Martínez", "clerk")).start()
    begin = time.monotonic()
    page = window.feed(cursor, wait=20)
    assert kinds(page.items) == ["people"]
    assert time.monotonic() - begin < 10


def test_a_hundred_held_polls_hold_no_thread_and_no_connection(
    embedded: RunningCentral, enrolled: Enrolled
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    window = enrolled(embedded)
    cursor = window.feed().cursor

    def poll(_: int) -> int:
        twin = Window(window.url, window.seed, window.station)
        twin.central_key, twin.nonce = window.central_key, window.nonce
        try:
            return len(twin.feed(cursor, wait=15).items)
        finally:
            twin.close()

    with ThreadPoolExecutor(40) as pool:
        polls = [pool.submit(poll, n) for n in range(40)]
        waker = embedded._server.config.app.state.runtime.waker
        while len(waker._waiting) < 40:
            threading.Event().wait(0.02)
        assert window.hello().high_seq == 0  # answered while forty polls are held
        add_staff(embedded.central, "Rosa Martínez", "clerk")
        assert [p.result(20) for p in polls] == [1] * 40


def test_keys_of_sealed_units_are_told_and_not_replaced_in_silence(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    import pytest

    from app.base.errors import Refused

    register_sealed_key(central.central, "OIC", bytes(32))
    register_sealed_key(central.central, "OIC", bytes(32))
    with pytest.raises(Refused, match="sealed_key_taken"):
        register_sealed_key(central.central, "OIC", b"1" * 32)
    with pytest.raises(Refused, match="unit_not_sealed"):
        register_sealed_key(central.central, "ASE", bytes(32))
    window = enrolled(central)
    assert "sealed_keys" in kinds(window.feed().items)


def test_the_cross_check_counts_by_day(central: RunningCentral, enrolled: Enrolled) -> None:
    import hashlib

    window = enrolled(central)
    window.pushed([window.act("person.read") for _ in range(3)])
    answer = wire.decode(window.call("GET", "/v1/recon").content, wire.ReconAnswer)
    digest = hashlib.sha256(b"".join(e.hash for e in window.events)).digest()
    assert answer.days == [
        wire.ReconDay(day="2026-11-23", count=3, first_seq=1, last_seq=3, digest=digest)
    ]
    none = window.call("GET", "/v1/recon?day=2026-11-24")
    assert wire.decode(none.content, wire.ReconAnswer).days == []
