"""`first_paint`: from starting the process to a painted window, against an empty window."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bench.homes import environment
from tests.bench.measure import ROOT, result

MATTERS = 10_000
TIMES = 12
PROGRAM = Path(__file__).with_name("painted.py")


def wait_for_paint(*words: str) -> float:
    """Milliseconds until the process says that its window is painted."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), *words],
        cwd=ROOT,
        env=environment() | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    took = 1000 * (time.perf_counter() - began)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert said == b"painted\n"
    return took


@pytest.mark.bench
def test_first_paint(record, office) -> None:
    home = str(office.home("paint", MATTERS))
    wait_for_paint(home), wait_for_paint()
    pairs = [(wait_for_paint(home), wait_for_paint()) for _ in range(TIMES)]
    record(
        result(
            "first_paint", [one for one, _ in pairs], [other for _, other in pairs],
            goal="ratio ≤ 1.5", met=lambda _value, ratio, _at: ratio <= 1.5,
        )
    )  # fmt: skip
