"""Killed at any moment: every folio that was seen is there once, and the next morning simply begins.

Also: several programs on one home at once.
"""

import json
import os
import random
import select
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.bootstrap.station import open_desk
from tests.e2e.commands import PROGRAM, Station, gapless, surroundings
from tests.e2e.screen import running, screen

SERVICES = ("ASE-01", "ALU-01", "OIC-01", "ATC-02")
MOST_LINES = 400


def stream(start: int) -> Iterator[bytes]:
    """Drafts with references of their own, sealed and external ones among them."""
    for number in range(start, start + MOST_LINES):
        draft = {
            "service": SERVICES[number % len(SERVICES)],
            "text": f"Asunto {number}",
            "client_ref": f"corriente/{number}",
        }
        yield json.dumps(draft).encode() + b"\n"


def capturing(station: Station) -> subprocess.Popen:
    return subprocess.Popen(
        [PROGRAM, "capture", "--home", str(station.home), "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=surroundings(),
    )  # fmt: skip


def read_available(descriptor: int, milliseconds: int) -> bytes:
    """What can be read, or comes within so many milliseconds; b"" for neither."""
    quiet = select.poll()
    quiet.register(descriptor, select.POLLIN)
    return os.read(descriptor, 65536) if quiet.poll(milliseconds) else b""


def killed_run(station: Station, start: int, moment: random.Random) -> list[str]:
    """Feeds a stream, kills at a random moment, and gives the folios that were shown."""
    process = capturing(station)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"".join(stream(start)))
    process.stdin.close()
    out, lines = b"", moment.randrange(0, 40)
    while out.count(b"\n") < lines and process.poll() is None:
        out += read_available(process.stdout.fileno(), 1000)
    out += read_available(process.stdout.fileno(), moment.randrange(0, 15))
    process.send_signal(signal.SIGKILL)
    out += process.stdout.read()
    process.wait()
    assert process.stderr is not None
    complaints = process.stderr.read().decode()
    process.stdout.close()
    process.stderr.close()
    assert complaints == ""
    answers = [json.loads(line) for line in out.split(b"\n")[:-1]]
    assert all(answer["ok"] for answer in answers), answers
    return [answer["folio"] for answer in answers]


def must_survive_kills(station: Station, times: int, seed: int) -> None:
    moment = random.Random(seed)
    seen: list[str] = []
    for turn in range(times):
        seen += killed_run(station, turn * MOST_LINES, moment)
    assert len(seen) == len(set(seen))
    found = station.verify()
    assert found["ok"] is True, found
    (last,) = station.capture({"service": "ASE-01", "text": "la mañana siguiente"})
    stored = every_folio(station)
    assert set(seen) <= set(stored)
    assert last["folio"] in stored
    gapless(stored)
    assert not station.status().get("readonly")


def every_folio(station: Station) -> list[str]:
    """Each folio as many times as the journal has it, read from the file itself."""
    with open_desk(station.home) as opened, opened.desk.store.read() as connection:
        rows = connection.exec_driver_sql("select raw from journal order by seq").all()
    events = [json.loads(raw) for (raw,) in rows]
    return [event["body"]["folio"] for event in events if event["kind"] == "report.filed"]


def test_killed_at_random_moments_nothing_shown_is_lost(station: Station) -> None:
    must_survive_kills(station, times=10, seed=7)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(10))
def test_killed_at_a_hundred_random_moments(station: Station, seed: int) -> None:
    must_survive_kills(station, times=10, seed=1000 + seed)


def test_two_captures_and_an_open_window_share_a_home(station: Station, tmp_path: Path) -> None:
    lines = [b"".join(list(stream(start))[:60]) for start in (0, MOST_LINES)]
    window = [PROGRAM, "--home", str(station.home)]
    with ExitStack() as stack:
        shown = stack.enter_context(screen(tmp_path / "screen"))
        environment = surroundings(**shown.environment)
        desk = stack.enter_context(
            running(window, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        )
        shown.wait("Usuario")
        both = [capturing(station) for _ in lines]
        for process, text in zip(both, lines, strict=True):
            assert process.stdin is not None
            process.stdin.write(text)
            process.stdin.flush()
        told = [must_finish(process) for process in both]
        assert desk.poll() is None
        desk.send_signal(signal.SIGTERM)
        assert desk.wait(30) == 0
        assert desk.stderr is not None
        assert b"Traceback" not in desk.stderr.read()
    assert [len(answers) for answers in told] == [60, 60]
    folios = [answer["folio"] for answers in told for answer in answers]
    assert len(set(folios)) == 120
    gapless(folios)
    assert station.verify()["ok"] is True


def must_finish(process: subprocess.Popen) -> list[dict]:
    out, complaints = process.communicate(timeout=120)
    assert process.returncode == 0, complaints.decode()
    assert complaints == b""
    return [json.loads(line) for line in out.splitlines()]
