"""`push_sqlite` and `push_latency`: what a window sends, against the same bytes sent bare."""

import http.client
import json
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap.lanes import watch_for
from app.domain.journal import Chained
from app.services.capture import file_report
from app.services.desk import Desk
from app.store import log
from sync.station.pump import Pump
from sync.station.result import PassResult
from sync.station.watch import Lane
from tests.bench.homes import CLERK, CentralProcess, Office, drafts
from tests.bench.measure import result, timed

EVENTS = 20_000
BATCH = 500
ROUNDS = 3
SAMPLES = 150
PATIENCE = 30.0
PROGRAM = Path(__file__).with_name("raw_central.py")
KEY = bytes(range(32))


@contextmanager
def bare_receiver(folder: Path) -> Iterator[Callable[[bytes], None]]:
    """Sends one body to the bare receiver and waits for its answer."""
    words = [str(folder / f"bare-{time.monotonic_ns()}.db"), KEY.hex()]
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), *words], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    line = http.client.HTTPConnection("127.0.0.1", int(process.stdout.readline()), timeout=60)

    def send(body: bytes) -> None:
        line.request("POST", "/", body)
        line.getresponse().read()

    yield send
    line.close()
    process.terminate()
    process.communicate(timeout=30)


def body(events: list[Chained]) -> bytes:
    pairs = [(e.raw, e.private.salt + e.private.data if e.private else b"") for e in events]
    return json.dumps([[b64encode(part).decode() for part in pair] for pair in pairs]).encode()


def events_of(desk: Desk) -> list[Chained]:
    with desk.store.read() as conn:
        return log.events_after(conn, desk.store.station, 0)


@pytest.mark.bench
def test_push_sqlite(record, tmp_path) -> None:
    rates, bare = [], []
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        with (
            CentralProcess(folder / "central") as central,
            Office(folder, central).desk("home", EVENTS) as opened,
        ):
            pump = opened.new_pump()
            seconds = timed(lambda p=pump: must_drain(p)) / 1000
            events = events_of(opened.desk)
            rates.append(len(events) / seconds)
            with bare_receiver(folder) as send:
                began = time.perf_counter()
                for start in range(0, len(events), BATCH):
                    send(body(events[start : start + BATCH]))
                bare.append(len(events) / (time.perf_counter() - began))
    record(
        result(
            "push_sqlite", rates, bare, unit="events/s",
            goal="≥ 50 % of bare at the same batch size; ≥ 8,200/s",
            met=lambda value, ratio, _at: ratio >= 0.5 and value >= 8200,
        )
    )  # fmt: skip


def must_drain(pump: Pump) -> None:
    said = pump.push_once()
    while said.pending:
        assert not said.failed
        said = pump.push_once()


class Held:
    """Tells when the central is known to hold a seq."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._high = 0

    def hear(self, lane: Lane, said: PassResult) -> None:
        if lane == "push":
            with self._changed:
                self._high = max(self._high, said.high_seq)
                self._changed.notify_all()

    def wait(self, seq: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self._high >= seq, PATIENCE)


@pytest.mark.bench
def test_push_latency(record, office) -> None:
    mine, bare = [], []
    with (
        office.desk("latency", 200) as opened,
        bare_receiver(office.folder) as send,
    ):
        held, desk, told = Held(), opened.desk, drafts()
        watch = watch_for(opened, held.hear)
        watch.start()
        try:
            for number in range(SAMPLES + 10):
                draft = replace(next(told), id=desk.ids.uuid7())
                filed = file_report(draft, actor=CLERK, desk=desk).report

                def seen(seq: int = filed.seq) -> None:
                    watch.nudge()
                    held.wait(seq)

                took = timed(seen)
                with desk.store.read() as conn:
                    one = log.events_after(conn, desk.store.station, filed.seq - 1, 1)
                limit = timed(lambda events=one: send(body(events)))
                if number >= 10:
                    mine.append(took)
                    bare.append(limit)
        finally:
            watch.stop()
    record(
        result(
            "push_latency", mine, bare, goal="p50 ≤ 10 ms",
            met=lambda value, _ratio, _at: value <= 10,
        )
    )  # fmt: skip
