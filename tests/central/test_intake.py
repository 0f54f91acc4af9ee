"""The contract of `hello` and `push` (`sync.md` 1.7, 1.8), the same on both databases."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.domain.journal import PrivatePart
from sync import wire
from sync.central import tables
from sync.central.administration import revoke_station
from sync.central.server import RunningCentral
from tests.central.helpers import Window

Enrolled = Callable[..., Window]


def states(answer: wire.PushAnswer) -> list[str]:
    return [result.state for result in answer.results]


def count(running: RunningCentral, table: str) -> int:
    with running.central.read() as conn:
        return conn.execute(select(func.count()).select_from(getattr(tables, table))).scalar_one()


def alarms(running: RunningCentral) -> list[str]:
    with running.central.read() as conn:
        return list(conn.execute(select(tables.alarms.c.code).order_by("id")).scalars())


def test_a_new_window_has_nothing_here(central: RunningCentral, enrolled: Enrolled) -> None:
    window = enrolled(central)
    hello = window.hello()
    assert window.station == "A01"
    assert (hello.high_seq, hello.safe_seq, hello.head_hash) == (0, 0, bytes(32))
    assert hello.epoch == central.central.epoch


def test_a_pushed_batch_is_held_and_a_repeated_one_changes_nothing(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    batch = [window.act("station.opened", {"app": "0.1.0", "schema": 1})]
    batch += [window.act("person.read", {"role": "clerk", "reason": "x"}) for _ in range(3)]
    first = window.pushed(batch)
    again = window.pushed(batch)
    assert states(first) == ["stored"] * 4
    assert states(again) == ["duplicate"] * 4
    assert (again.high_seq, again.head_hash) == (4, batch[-1].hash)
    assert window.hello().high_seq == 4


def test_the_stored_bytes_and_private_parts_are_those_that_were_sent(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    part = PrivatePart(bytes(16), "ñ, combining e\u0301, 🙂, \u202ertl, \x00".encode())
    event = window.act("info.added", {}, private=part)
    window.pushed([event])
    with central.central.read() as conn:
        stored = conn.execute(
            select(tables.intake.c.raw, tables.intake.c.hash).where(
                tables.intake.c.station == window.station
            )
        ).one()
        private = conn.execute(select(tables.intake_private)).one()
    assert (bytes(stored.raw), bytes(stored.hash)) == (event.raw, event.hash)
    assert (bytes(private.salt), bytes(private.data)) == (part.salt, part.data)


def test_a_batch_that_overlaps_adds_only_what_is_new(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    events = [window.act("person.read") for _ in range(5)]
    window.pushed(events[:3])
    assert states(window.pushed(events[1:])) == ["duplicate", "duplicate", "stored", "stored"]


def test_a_gap_says_from_where_to_go_on(central: RunningCentral, enrolled: Enrolled) -> None:
    window = enrolled(central)
    events = [window.act("person.read") for _ in range(4)]
    window.pushed(events[:1])
    reply = window.push(events[2:])
    assert reply.status_code == 409
    assert wire.decode(reply.content, wire.Refusal) == wire.Refusal(code="gap", high_seq=1)


def test_another_event_in_the_same_place_is_a_fork_and_both_are_kept(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    shared = window.act("person.read")
    window.pushed([shared, window.act("person.read")])
    window.events = [shared]
    other = [window.act("info.added"), window.act("person.read")]
    answer = window.pushed(other)
    assert states(answer) == ["fork", "fork"]
    assert answer.high_seq == 2
    assert count(central, "forks") == 2
    assert "fork" in alarms(central)
    assert states(window.pushed(other[:1])) == ["fork"]
    assert count(central, "forks") == 2


def test_a_hole_lets_the_queue_go_on_and_its_bytes_may_follow(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    one, poison, three = (window.act("person.read") for _ in range(3))
    hole = wire.Hole(seq=2, hash=poison.hash)
    assert states(window.pushed([one, hole, three])) == ["stored", "hole", "stored"]
    assert alarms(central) == ["hole"]
    assert states(window.pushed([hole])) == ["hole"]
    assert states(window.pushed([poison])) == ["stored"]
    assert states(window.pushed([poison])) == ["duplicate"]
    assert window.hello().high_seq == 3


def test_wrong_bytes_are_refused_alarmed_and_leave_nothing(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    good = window.act("person.read")
    stranger = [window.act("person.read")]
    stranger[0].event.body["x"] = 1
    wrong = {
        "batch_signature": window.batch([good], signature=bytes(64)),
        "chain_broken": window.batch([stranger[0]], first_seq=1),
        "not_an_event": window.batch([good], events=[wire.WireEvent(raw=b"{}")]),
        "private_mismatch": window.batch(
            [good], events=[wire.WireEvent(raw=good.raw, salt=b"s", data=b"d")]
        ),
    }
    for code, batch in wrong.items():
        reply = window.call("POST", "/v1/push", wire.encode(batch))
        assert (reply.status_code, wire.decode(reply.content, wire.Refusal).code) == (422, code)
    assert sorted(alarms(central)) == sorted(wrong)
    assert window.hello().high_seq == 0


def test_an_id_that_was_used_is_refused(central: RunningCentral, enrolled: Enrolled) -> None:
    one, two = enrolled(central), enrolled(central, "Módulo Norte")
    first = one.act("person.read")
    one.pushed([first])
    copied = two.act("person.read")
    import msgspec

    raw = copied.raw.replace(copied.event.id.encode(), first.event.id.encode())
    from app.domain.journal import parse

    forged = parse(raw)
    reply = two.push([forged])
    assert reply.status_code == 422
    assert msgspec.json.decode(reply.content)["code"] == "id_repeated"
    assert alarms(central) == ["id_repeated"]


def test_who_is_unknown_revoked_or_signs_wrongly_is_told_401(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window, other = enrolled(central), enrolled(central, "Módulo Norte")
    events = [window.act("person.read")]
    mine, window.seed = window.seed, other.seed
    assert window.push(events).status_code == 401
    window.seed, window.station = mine, "Z99"
    assert window.call("GET", "/v1/hello").status_code == 401
    window.station = "A01"
    revoke_station(central.central, "A01")
    reply = window.push(events)
    assert reply.status_code == 401
    assert wire.decode(reply.content, wire.Refusal).code == "station_revoked"


def test_an_old_nonce_asks_for_a_new_hello(central: RunningCentral, enrolled: Enrolled) -> None:
    window = enrolled(central)
    central.central.config.clock.move(hours=1)
    assert window.push([window.act("person.read")]).status_code == 428
    window.hello()
    window.pushed(window.events)


def test_too_many_events_at_once_are_to_be_halved(
    embedded: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(embedded)
    assert window.push([window.act("person.read") for _ in range(501)]).status_code == 413
    big = PrivatePart(bytes(16), bytes(1_000_000))
    assert states(window.pushed(window.events[:1])) == ["stored"]
    window.events = window.events[:1]
    events = [window.act("info.added", private=big), window.act("info.added", private=big)]
    assert window.push(events).status_code == 413
    assert states(window.pushed(events[:1])) == ["stored"]


def test_equal_batches_at_the_same_moment_are_stored_once(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    window = enrolled(central)
    events = [window.act("person.read") for _ in range(50)]
    bodies = [wire.encode(window.batch(events))] * 6
    import requests

    def send(body: bytes) -> list[str]:
        with requests.Session() as own:
            twin = Window(window.url, window.seed, window.station, session=own)
            twin.central_key, twin.nonce = window.central_key, window.nonce
            return states(wire.decode(twin.call("POST", "/v1/push", body).content, wire.PushAnswer))

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(send, bodies))
    assert sorted(answers) == [["duplicate"] * 50] * 5 + [["stored"] * 50]
    assert window.hello().high_seq == 50


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"first_seq":"x"}', b"\xff"])
def test_nonsense_is_refused_and_signed(
    embedded: RunningCentral, enrolled: Enrolled, body: bytes
) -> None:
    assert enrolled(embedded).call("POST", "/v1/push", body).status_code == 422
