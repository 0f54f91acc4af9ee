"""Disks that are full, that fail, and programs that die: told, and nothing acknowledged is lost."""

import shutil
import signal
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from app.store import jobs, queries
from app.store.store import Store
from app.store.verify import verify
from tests.store.desk import KEYS, STATION, file
from tests.store.processes import filed, lines, start

WRITES = "pwrite64,pwritev,write,ftruncate,fdatasync,fsync,rename,unlink"


def injected(fault: str) -> list[str]:
    strace = shutil.which("strace")
    assert strace, "strace is missing"
    return [
        strace,
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        f"trace={WRITES}",
        "-e",
        f"inject={fault}",
    ]


def open_sound(home: Path) -> Store:
    store = Store.open(home, KEYS)
    assert store.locked == ""
    found = verify(store)
    assert found.ok, found.findings
    return store


def on_a_small_disk(folder: Path) -> list[str]:
    """What runs a command with 2 MB at `folder`: a mount of its own, where that is allowed (many
    containers do not); else one write that the system says there is no room for.
    """
    mount = [
        "unshare",
        "-Urm",
        "sh",
        "-c",
        f'mount -t tmpfs -o size=2m tmpfs "{folder}" && exec "$@"',
        "sh",
    ]
    allowed = subprocess.run([*mount, "true"], capture_output=True, timeout=30, check=False)
    return mount if allowed.returncode == 0 else injected("pwrite64:error=ENOSPC:when=900")


def test_a_full_disk_is_told_and_saving_works_again_when_there_is_room(tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    said = lines(start("fill", small / "home", under=on_a_small_disk(small)))
    errors = [line for line in said if line[0] == "error"]
    assert errors in ([["error", "disk_full"]], [["error", "tail_not_written"]])
    folios = filed(said)
    assert folios == sorted(set(folios))  # the one that did not fit was not issued twice
    assert len(folios) > 5
    assert said[-2:] == [["integrity", "ok"], ["tail", str(len(folios))]]


def test_a_failing_sync_is_told_no_folio_is_given_and_the_store_can_only_be_read(store, home):
    promised = file(store, 1)
    store.close()
    failing = injected("fdatasync,fsync:error=EIO:when=4+")
    said = lines(start("file", home, 10, 5, under=failing))
    assert said[-1][0] == "error"
    assert said[-1][1:] in (["not_saved", "disk_failing"], ["tail_not_written"])
    assert len(filed(said)) < 5
    with closing(open_sound(home)) as again, again.read() as conn:
        for folio in (promised, *filed(said)):
            assert queries.by_folio(conn, folio) is not None


# Each moment by the system call it dies at; whether the matter is there afterwards is then known.
MOMENTS = {
    "pwrite64:signal=KILL:when=12": False,
    "pwrite64:signal=KILL:when=25": False,
    "write:signal=KILL:when=2": True,  # committed, the tail does not know yet
    "fdatasync:signal=KILL:when=1": True,  # in the tail, not for sure on the disk
    "write:signal=KILL:when=3": True,  # on the disk, not yet said
    "unlink:signal=KILL:when=1": True,  # said, killed while closing
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_any_write_nothing_acknowledged_is_lost_and_no_number_is(store, home, moment):
    promised = file(store, 1)
    store.close()
    child = start("once", home, 7, under=injected(moment))
    said = lines(child)
    assert ["ready"] in said
    with closing(open_sound(home)) as again:
        with again.read() as conn:
            for folio in (promised, *filed(said)):
                assert queries.by_folio(conn, folio) is not None
            stored = queries.counts(conn).reports
            assert len(jobs.unfinished(conn)) == stored - 1  # matter and job, or neither
        assert stored == 1 + MOMENTS[moment]
        following = file(again, 9)
        assert int(following.split("-")[2]) == stored + 1
        assert [e.event.seq for e in again.salvage().events] == list(range(1, stored + 2))


def test_killed_between_two_matters_the_first_stays(home):
    with closing(Store.create(home, KEYS, STATION)):
        pass
    child = start("file", home, 1, 100_000)
    assert child.stdout is not None
    seen = [child.stdout.readline().split()[1] for _ in range(5)]
    child.send_signal(signal.SIGKILL)
    rest = [line.split() for line in child.communicate()[0].splitlines(keepends=True)]
    seen += [words[1] for words in rest if len(words) == 2]
    with closing(open_sound(home)) as again, again.read() as conn:
        assert all(queries.by_folio(conn, folio) for folio in seen)
