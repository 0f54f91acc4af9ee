"""A counter's stream goes up while the central dies again and again: real programs, real files.

The oracle is what `capture` printed: each of those folios is at the central once, with the very
bytes of the window's journal, and nobody had to touch anything for it.
"""

import json
import os
import random
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap.station import open_desk
from app.cli.central_home import central_config
from app.store import log
from sync.central import tables
from sync.central.core import open_central
from tests.e2e.commands import PROGRAM, Central, Station, gapless, serving, surroundings
from tests.e2e.screen import running

DEATHS = 5
SERVICES = ("ASE-01", "ALU-01", "OIC-01", "ATC-02")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])


class Mortal:
    """`central serve` on one port and home, killed and started again."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        words = [PROGRAM, "central", "serve", "--home", str(self.home), "--port", str(self.port)]
        self._process = subprocess.Popen(
            [*words, "--demo", "--vault", "demo"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings(),
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline()

    def kill(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process.stdout.close()
            self._process = None


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[tuple[Station, Mortal]]:
    """An enrolled station, and its central which is not running."""
    home, port = tmp_path / "central", free_port()
    with serving(home, port) as central:
        station = central.enrol(tmp_path / "station")
    mortal = Mortal(home, port)
    yield station, mortal
    mortal.kill()


def draft(number: int) -> bytes:
    line = {
        "service": SERVICES[number % len(SERVICES)],
        "text": f"Asunto número {number}, señas completas",
        "client_ref": f"tortura/{number}",
    }
    return json.dumps(line).encode() + b"\n"


def of_journal(station: Station) -> dict[int, bytes]:
    with open_desk(station.home) as opened, opened.desk.store.read() as conn:
        rows = log.chain_rows(conn, opened.desk.store.station)
        return {seq: raw for seq, raw, _digest in rows}


def at_central(home: Path, station: str) -> list[tuple[int, bytes]]:
    """What the central holds of that station, read from its file once it is dead."""
    where = tables.intake.c.station == station
    with (
        closing(open_central(central_config(home, vault="demo", demo=True))) as central,
        central.read() as conn,
    ):
        columns = (tables.intake.c.seq, tables.intake.c.raw)
        rows = conn.execute(select(*columns).where(where).order_by(tables.intake.c.seq))
        return [(row.seq, bytes(row.raw)) for row in rows]


def must_drain(watching: subprocess.Popen, station: Station, last: int) -> None:
    """Reads what `sync --watch` says until nothing is pending; no one writes meanwhile."""
    assert watching.stdout is not None
    for line in watching.stdout:
        told = json.loads(line)
        if told["lane"] == "push" and told["high_seq"] >= last and not told["pending"]:
            return
    raise AssertionError(station.status())


def test_a_captured_stream_survives_five_deaths_of_the_central(alone) -> None:
    station, central = alone
    chance = random.Random(5)
    capture = [PROGRAM, "capture", "--home", str(station.home), "-"]
    watch = [PROGRAM, "sync", "--home", str(station.home), "--watch", "--json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "env": surroundings()}
    shown: list[str] = []
    number = 0
    central.start()
    with (
        running(capture, stdin=subprocess.PIPE, **pipes) as counter,
        running(watch, **pipes) as watching,
    ):
        for _ in range(DEATHS):
            for _ in range(chance.randrange(4, 12)):
                number += 1
                counter.stdin.write(draft(number))
                counter.stdin.flush()
                shown.append(json.loads(counter.stdout.readline())["folio"])
            assert watching.stdout.readline()
            central.kill()
            central.start()
        counter.stdin.close()
        assert counter.wait(60) == 0
        journal = of_journal(station)
        must_drain(watching, station, max(journal))
        os.kill(watching.pid, signal.SIGTERM)
    central.kill()
    code = shown[0].partition("-")[0]
    assert at_central(central.home, code) == sorted(journal.items())
    assert len(shown) == len(set(shown)) == number
    gapless(shown)
    verified = Central(central.home, "").run("verify", "--json").one
    assert verified["ok"] is True
    assert station.verify()["ok"] is True


def test_a_forged_central_is_offline_and_the_real_one_gets_it_all(alone, tmp_path) -> None:
    station, central = alone
    station.capture({"service": "ASE-01", "text": "lámpara fundida"})
    before = station.status()
    forger = Mortal(tmp_path / "forger", central.port)
    forger.start()
    try:
        told = station.run("sync", "--json", expect=75).one
    finally:
        forger.kill()
    assert (told["state"], told["error"]) == ("offline", "not_our_central")
    assert told["pending"] == before["pending"] > 0
    assert at_central(forger.home, "A01") == []
    central.start()
    told = station.run("sync", "--json").one
    assert (told["state"], told["pending"]) == ("current", 0)
