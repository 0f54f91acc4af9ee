"""What is on the disk before a folio is shown, as the operating system saw it.

Killing a process proves nothing here: it also passes with `synchronous=OFF`. So the system calls
of one `capture` are recorded, and the flushes of the journal and of its tail must stand between
their writes and the line that shows the folio.
"""

import re
import shutil
import subprocess
from pathlib import Path

from tests.e2e.commands import LIMIT, PROGRAM, Station, as_lines, surroundings

CALL = re.compile(r"^\d+\s+(?:<\.\.\. )?(\w+)(?:\(| resumed)(.*)$")
FLUSHES = {"fdatasync", "fsync"}
WRITES = {"write", "pwrite64", "writev", "pwritev", "pwritev2"}
DRAFTS = [
    {"service": "ASE-01", "text": "Basura en la esquina"},
    {"service": "ALU-01", "text": "Lámpara fundida"},
    {"service": "OIC-01", "text": "Me pidieron dinero"},
]


def trace(station: Station, folder: Path) -> list[tuple[str, str]]:
    """(call, its words) in the order in which they happened, during one `capture`."""
    log = folder / "calls"
    strace = shutil.which("strace")
    assert strace, "strace is missing"
    words = [strace, "-f", "-y", "-s", "200", "-o", str(log)]
    words += ["-e", "trace=" + ",".join(sorted(FLUSHES | WRITES))]
    done = subprocess.run(
        [*words, PROGRAM, "capture", "--home", str(station.home), "-"],
        input=as_lines(DRAFTS).encode(), capture_output=True, timeout=LIMIT, check=False,
        env=surroundings(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.count(b'"folio"') == len(DRAFTS)
    calls = (CALL.match(line) for line in log.read_text().splitlines())
    return [(found[1], found[2]) for found in calls if found]


def what_happened(calls: list[tuple[str, str]]) -> list[str]:
    """The calls that matter, as short words: `wal`, `wal!` (flushed), `tail`, `tail!`, `folio`."""
    story = []
    for call, words in calls:
        target = words.split(",")[0]
        if "ventanilla.db-wal>" in target:
            story.append("wal!" if call in FLUSHES else "wal")
        elif "journal.tail>" in target:
            story.append("tail!" if call in FLUSHES else "tail")
        elif call in WRITES and words.startswith("1<") and "folio" in words:
            story.append("folio")
    return story


def test_journal_and_tail_are_flushed_before_a_folio_is_shown(
    station: Station, tmp_path: Path
) -> None:
    story = what_happened(trace(station, tmp_path))
    assert story.count("folio") == len(DRAFTS)
    before = 0
    for _ in DRAFTS:
        shown = story.index("folio", before)
        chapter = story[before:shown]
        for file in ("wal", "tail"):
            assert file in chapter, (file, chapter)
            written = max(i for i, step in enumerate(chapter) if step == file)
            assert f"{file}!" in chapter[written:], (file, chapter)
        journal = max(i for i, step in enumerate(chapter) if step == "wal!")
        assert "tail" in chapter[journal:], ("the tail follows the commit", chapter)
        before = shown + 1
