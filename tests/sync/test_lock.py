"""One pass at a time for a home, between threads and between processes."""

import subprocess
import sys

from sync.station.lock import single_flight

HOLD = """
import sys
from pathlib import Path
from sync.station.lock import single_flight
with single_flight(Path(sys.argv[1])) as mine:
    print(mine, flush=True)
    sys.stdin.read()
"""


def test_the_second_one_is_told_at_once(tmp_path):
    path = tmp_path / "sync.lock"
    with single_flight(path) as first, single_flight(path) as second:
        assert (first, second) == (True, False)
    with single_flight(path) as again:
        assert again


def test_a_process_that_is_killed_lets_go(tmp_path):
    path = tmp_path / "sync.lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "True\n"
    with single_flight(path) as mine:
        assert not mine
    holder.kill()
    holder.communicate()
    with single_flight(path) as mine:
        assert mine
