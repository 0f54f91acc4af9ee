"""A central that was restored from an old backup, or begun anew, while windows went on working.

`sync.md` 2, faults 30 and 32: the window sends again what the central no longer holds, takes its
new history for the old one, and nothing is lost on either side. Nobody touches the window.
"""

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap.station import OpenDesk, enrol, open_desk
from app.domain.journal import CENTRAL_STATION
from app.domain.report import Draft
from app.domain.roles import Actor, Role
from app.services.capture import file_report
from app.store import log, queries, sync_state
from app.store import tables as t
from sync.central.config import DATABASE_FILE
from sync.central.facts import set_fact
from sync.station.pump import Pump
from tests.sync.mortal import free_port
from tests.sync.world import Office

CLERK = Actor("RM01", "Rosa Medina", Role.CLERK)


class Counter:
    """A real desk that files real matters, and its pump."""

    def __init__(self, opened: OpenDesk) -> None:
        self.desk = opened.desk
        self.pump: Pump = opened.new_pump()

    def file(self, count: int) -> None:
        for _ in range(count):
            draft = Draft(id=self.desk.ids.uuid7(), service="ALU-01", text="lámpara fundida")
            file_report(draft, actor=CLERK, desk=self.desk)

    def until(self, true: Callable[[], bool]) -> None:
        """Rounds, without a new local write, until the central holds all and `true` is so."""
        for _ in range(60):
            said = self.pump.one_pass()
            self.pump.poll_once(wait=1)
            if said.state == "current" and not said.pending and true():
                return
        raise AssertionError(said)

    def until_routed(self, count: int) -> None:
        """Until the central's routing of `count` matters came down."""
        self.until(lambda: self.routed() >= count)

    def routed(self) -> int:
        """Matters of this desk that the central's own events, as they stand here, have routed."""
        kinds = select(t.journal.c.report_id).where(
            t.journal.c.station == CENTRAL_STATION, t.journal.c.kind == "report.routed"
        )
        with self.desk.store.read() as conn:
            return len(set(conn.execute(kinds).scalars()))

    def chain(self, station: str) -> list[tuple[int, bytes]]:
        with self.desk.store.read() as conn:
            return [(seq, digest) for seq, _raw, digest in log.chain_rows(conn, station)]

    def state(self) -> sync_state.SyncState:
        with self.desk.store.read() as conn:
            return sync_state.load(conn)


@pytest.fixture
def counter(tmp_path):
    office = Office(tmp_path / "central", port=free_port(), demo=True)
    with ExitStack() as stack:
        stack.callback(office.stop)
        enrol(tmp_path / "home", office.url, office.code(), "demo", None)
        opened = stack.enter_context(open_desk(tmp_path / "home"))
        yield Counter(opened), office


def swap(office: Office, kept: Path) -> None:
    """What a restore does: the old file in its place, and another epoch."""
    office.stop()
    for name in (DATABASE_FILE, f"{DATABASE_FILE}-wal", f"{DATABASE_FILE}-shm"):
        (office.home / name).unlink(missing_ok=True)
    shutil.copy(kept, office.home / DATABASE_FILE)
    office.start()
    with office.running.central.write() as ledger:
        set_fact(ledger.conn, "epoch", "restored")
    office.restart()


def keep(office: Office, kept: Path) -> None:
    office.stop()
    shutil.copy(office.home / DATABASE_FILE, kept)
    office.start()


def central_chain(office: Office, station: str) -> list[tuple[int, bytes]]:
    return [(seq, digest) for seq, digest, _raw in office.held(station)]


def test_a_restored_central_gets_again_what_it_lost(counter, tmp_path) -> None:
    desk, office = counter
    station = desk.desk.store.station
    desk.file(4)
    desk.until_routed(4)
    keep(office, tmp_path / "old.db")
    desk.file(6)
    desk.until_routed(10)
    before = desk.state()
    swap(office, tmp_path / "old.db")
    assert len(office.held(station)) < len(desk.chain(station))
    desk.until(
        lambda: set(desk.chain(CENTRAL_STATION)) <= set(central_chain(office, CENTRAL_STATION))
    )
    after = desk.state()
    assert after.epoch == "restored" != before.epoch
    assert after.high_seq == before.high_seq == len(desk.chain(station))
    assert central_chain(office, station) == desk.chain(station)
    assert desk.routed() == 10
    with desk.desk.store.read() as conn:
        assert queries.counts(conn).reports == 10


def test_a_central_begun_anew_at_the_same_address_is_a_stranger(counter, tmp_path) -> None:
    """Its key is another one: nothing is sent, nothing is marked, and it is said."""
    desk, office = counter
    desk.file(2)
    desk.until_routed(2)
    before = desk.state()
    office.stop()
    stranger = Office(tmp_path / "stranger", port=office.port, seed=bytes(reversed(range(32))))
    try:
        desk.file(1)
        said = desk.pump.one_pass()
    finally:
        stranger.stop()
    assert (said.state, said.error, said.pending) == ("offline", "not_our_central", 1)
    assert desk.state() == before
    office.start()
    desk.until_routed(3)
    assert office.alarms(desk.desk.store.station) == []


def test_a_central_begun_anew_with_its_key_does_not_know_the_window(counter, tmp_path) -> None:
    desk, office = counter
    desk.file(2)
    desk.until_routed(2)
    office.stop()
    empty = Office(tmp_path / "empty", port=office.port, demo=True)
    try:
        said = desk.pump.one_pass()
    finally:
        empty.stop()
    assert (said.state, said.error) == ("revoked", "station_revoked")
    desk.file(1)
    assert len(desk.chain(desk.desk.store.station)) >= 4
