"""The whole check finds what was changed; enrolment gives each code once; restarts lose nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
import requests
from sqlalchemy import delete, select, update

from app.base.errors import Refused
from app.domain import certificate
from sync import wire
from sync.central import interpreter, limits, tables
from sync.central.administration import add_staff, add_station, revoke_station, verify
from sync.central.core import open_central
from sync.central.server import RunningCentral
from sync.central.stations import next_code
from tests.central.helpers import Window, file_matter, make_config

Enrolled = Callable[..., Window]
INTAKE = tables.intake


def filled(running: RunningCentral, enrolled: Enrolled) -> Window:
    window = enrolled(running)
    for _ in range(4):
        file_matter(window, phone="3312345678")
    window.pushed(window.events[:2])
    window.pushed(window.events[2:])
    interpreter.interpret_all(running.central)
    return window


def test_a_sound_central_verifies(central: RunningCentral, enrolled: Enrolled) -> None:
    filled(central, enrolled)
    found = verify(central.central)
    assert found.ok
    assert (found.stations, found.folios, found.voided) == (1, 4, 0)


LAST = select(INTAKE.c.n).where(INTAKE.c.station == "A01", INTAKE.c.seq == 4)
THIRD = select(INTAKE.c.n).where(INTAKE.c.station == "A01", INTAKE.c.seq == 3)
TAMPERINGS = {
    "an edited row": (
        update(INTAKE).where(INTAKE.c.station == "A01", INTAKE.c.seq == 2).values(raw=b"{}"),
        "not_an_event A01/2",
    ),
    "a row out of the middle": (
        delete(INTAKE).where(INTAKE.c.station == "A01", INTAKE.c.seq == 2),
        "received_chain A01/3",
    ),
    "a cut tail": (
        delete(INTAKE).where(INTAKE.c.n >= LAST.scalar_subquery()),
        "tail_cut A01/4",
    ),
    "an edited decision": (
        update(INTAKE).where(INTAKE.c.kind == "report.routed").values(hash=bytes(32)),
        "received_chain 000/2",
    ),
    "a lost private part": (
        delete(tables.intake_private).where(tables.intake_private.c.n == THIRD.scalar_subquery()),
        "private_missing A01/3",
    ),
    "a changed private part": (
        update(tables.intake_private)
        .where(tables.intake_private.c.n == THIRD.scalar_subquery())
        .values(data=b"{}"),
        "private_mismatch A01/3",
    ),
    "another signature": (
        update(tables.batches).where(tables.batches.c.last_seq == 4).values(signature=bytes(64)),
        "head_unsigned A01/4",
    ),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_was_changed_is_found(embedded: RunningCentral, enrolled: Enrolled, name: str) -> None:
    filled(embedded, enrolled)
    statement, expected = TAMPERINGS[name]
    with embedded.central.database.write() as conn:
        conn.execute(statement)
    found = verify(embedded.central)
    assert (found.ok, found.first_error) == (False, expected)


def test_enrolment_gives_certificate_keys_and_a_code_used_once(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = Window(central.url, b"\x07" * 32)
    new = add_station(central.central, "Módulo Centro")
    assert new.url == central.url
    answer = window.enrol(new.code)
    again = window.enrol(new.code.lower().replace("-", " "))
    assert answer == again  # the first answer may have been lost on its way
    issued = certificate.from_bytes(answer.certificate)
    issued.check(answer.central_key)
    assert (issued.station, issued.name) == ("A01", "Módulo Centro")
    window.close()
    with pytest.raises(AssertionError, match="enrol_code_unknown"):
        Window(central.url, b"\x08" * 32).enrol(new.code)


def test_a_code_expires_and_guessing_is_stopped(embedded: RunningCentral) -> None:
    new = add_station(embedded.central, "Módulo Centro")
    embedded.central.config.clock.move(hours=25)
    with pytest.raises(AssertionError, match="enrol_code_unknown"):
        Window(embedded.url, b"\x07" * 32).enrol(new.code)
    body = wire.encode(wire.EnrolRequest(code="AAAAA-AAAAA", public_key=bytes(32), app_version="0"))
    answers = [
        requests.post(f"{embedded.url}/v1/enrol", data=body, timeout=20)
        for _ in range(limits.ENROL.tries)
    ]
    assert answers[0].status_code == 401
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 60


def test_station_codes_are_never_given_twice() -> None:
    from app.domain.folio import is_station_code

    codes = [next_code(n) for n in range(5000)]
    assert codes[:2] == ["A01", "A02"]
    assert codes[98:100] == ["A99", "B01"]
    assert len(set(codes)) == 5000
    assert all(is_station_code(code) for code in codes)


def test_a_restart_goes_on_where_it_was(tmp_path: Path, enrolled: Enrolled) -> None:
    config = make_config(tmp_path, db_key=bytes(32))
    with RunningCentral(config) as running:
        window = enrolled(running)
        folio = file_matter(window)
        window.pushed(window.events)
        epoch = running.central.epoch
    with RunningCentral(config) as running:
        window.url = running.url
        assert window.hello().high_seq == 1
        assert running.central.epoch == epoch
        interpreter.interpret_all(running.central)
        with running.central.read() as conn:
            assert conn.execute(select(tables.reports.c.folio)).scalars().all() == [folio]
        assert verify(running.central).ok
        window.close()
    stored = (tmp_path / "central.db").read_bytes()
    assert b"SQLite format" not in stored
    assert b"Calle Secreta" not in stored


def test_what_was_received_before_a_crash_is_interpreted_at_the_start(
    tmp_path: Path, enrolled: Enrolled, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sync.central import runtime

    config = make_config(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(runtime, "interpret_some", lambda _central: False)
        with RunningCentral(config) as running:
            window = enrolled(running)
            file_matter(window)
            window.pushed(window.events)
            window.close()
    central = open_central(config)
    with central.read() as conn:
        assert conn.execute(select(tables.reports)).all() == []
    interpreter.interpret_all(central)
    with central.read() as conn:
        assert len(conn.execute(select(tables.reports)).all()) == 1
    central.close()


def test_staff_needs_a_name_a_role_and_a_unit(embedded: RunningCentral) -> None:
    core = embedded.central
    for arguments in (
        ("", "clerk", ""),
        ("Ana", "jefa", ""),
        ("Ana", "unit", ""),
        ("Ana", "unit", "ZZZ"),
    ):
        with pytest.raises(Refused):
            add_staff(core, *arguments)
    with pytest.raises(Refused, match="password_short"):
        add_staff(core, "Ana Aseo", "unit", "ASE", password="corta")
    users = [add_staff(core, "Ana María Núñez", "clerk").user for _ in range(3)]
    assert users == ["ana.nunez", "ana.nunez2", "ana.nunez3"]
    with pytest.raises(Refused, match="station_code_unknown"):
        revoke_station(core, "Z99")
