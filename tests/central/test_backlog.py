"""Administration beside a central that works through a backlog, each in a process of its own."""

import secrets
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.bootstrap.clock import SystemClock
from app.domain import signing
from sync import wire
from sync.central import intake, stations
from sync.central.administration import add_station
from sync.central.core import Central, open_central
from sync.central.facts import facts_of
from tests.central.helpers import Window, file_matter, make_config, report_id_of
from tests.sync.mortal import MortalCentral

MATTERS = 2_500
NOTES = 1  # to each matter
ENOUGH = 20


def opened(home: Path) -> Central:
    return open_central(make_config(home, clock=SystemClock()))


def fill(central: Central) -> int:
    """Receives matters and notes that nobody has interpreted yet; gives the last one's number."""
    window = Window("", secrets.token_bytes(32))
    public = signing.public_of(window.seed)
    request = wire.EnrolRequest(
        code=add_station(central, "Módulo Centro").code, public_key=public, app_version="0.1.0"
    )
    window.station = stations.enrol(central, request).station
    for _ in range(MATTERS):
        report_id = report_id_of(window, file_matter(window))
        for _ in range(NOTES):
            window.act("receipt.output", {"folio": "", "number": 1}, report_id=report_id)
    for first in range(0, len(window.events), 500):
        batch = window.batch(window.events[first : first + 500])
        intake.receive(central, window.station, public, batch)
    window.close()
    return len(window.events)


def interpreted(central: Central) -> int:
    with central.read() as conn:
        return int(facts_of(conn)["interpreted"])


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """The home of a serving central that has just begun to interpret, and how much it must."""
    home = tmp_path / "central"
    home.mkdir()
    with closing(opened(home)) as central:
        last = fill(central)
    process = MortalCentral(home)
    process.start()
    yield home, last
    process.stop()


def test_a_station_is_added_while_thousands_of_events_are_interpreted(
    busy: tuple[Path, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never `store_busy`, with a fifth of the patience that a command has."""
    monkeypatch.setattr("app.base.database.BUSY_MS", 1_000)
    home, last = busy
    codes, beside = set(), 0
    while len(codes) < ENOUGH:
        with closing(opened(home)) as central:  # as each command does
            codes.add(add_station(central, "Módulo Norte").code)
            beside += interpreted(central) < last
    assert beside >= ENOUGH // 2
