"""One contract for every printer, kept by a fake, a folder and the system's own queues."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.base.messages import sentence
from app.base.ports import Printer, PrintOutcome, PrintState
from printing.folder import FolderPrinter
from printing.lp import SystemPrinter
from tests.printing.cups import PATIENCE, private_cups
from tests.printing.fakes import FakePrinter

PAGE = b"%PDF-1.4 one page"


@pytest.fixture(scope="module")
def cups() -> Iterator[tuple[str, Path]]:
    with private_cups() as running:
        yield running


@pytest.fixture
def queue(cups: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> Callable[..., SystemPrinter]:
    monkeypatch.setenv("CUPS_SERVER", cups[0])
    return lambda name="good": SystemPrinter(name, seconds=PATIENCE)


def until(printer: Printer, handle: str, seen: Callable[[PrintOutcome], bool]) -> PrintOutcome:
    """Poll until the outcome is as expected; the last one when it never is."""
    deadline = time.monotonic() + PATIENCE
    outcome = printer.poll(handle)
    while not seen(outcome) and time.monotonic() < deadline:
        outcome = printer.poll(handle)
    return outcome


@pytest.fixture(params=["fake", "folder", "system"])
def good(
    request: pytest.FixtureRequest, tmp_path: Path
) -> tuple[Printer, Callable[[], list[bytes]]]:
    """A printer that works, and what came out of it."""
    if request.param == "fake":
        fake = FakePrinter()
        return fake, lambda: [document for document, _ in fake.pages]
    if request.param == "folder":
        folder = FolderPrinter(tmp_path / "print")
        return folder, lambda: [f.read_bytes() for f in sorted(folder.folder.glob("*.pdf"))]
    _, out = request.getfixturevalue("cups")
    known = set(out.iterdir())
    make = request.getfixturevalue("queue")
    return make(), lambda: [f.read_bytes() for f in set(out.glob("*.pdf")) - known]


@pytest.fixture(params=["fake", "folder", "system"])
def broken(request: pytest.FixtureRequest, tmp_path: Path) -> Printer:
    """The same kinds, in trouble."""
    if request.param == "fake":
        return FakePrinter(trouble="printer_stopped")
    if request.param == "folder":
        (tmp_path / "file").write_text("a folder cannot be made here")
        return FolderPrinter(tmp_path / "file" / "print")
    return request.getfixturevalue("queue")("fail")


def test_a_page_comes_out_whole_and_once(good) -> None:
    printer, pages = good
    sent = printer.submit(PAGE, "Acuse A03-26-0001234-B")
    assert sent.state in {PrintState.SENT, PrintState.PRINTED}
    outcome = until(printer, sent.handle, lambda o: o.state is PrintState.PRINTED)
    assert (outcome.state, outcome.code) == (PrintState.PRINTED, "")
    assert pages() == [PAGE]


def test_trouble_is_an_outcome_with_a_sentence(broken: Printer) -> None:
    outcome = broken.submit(PAGE, "Acuse")
    if outcome.state is PrintState.SENT:
        outcome = until(broken, outcome.handle, lambda o: o.state is not PrintState.SENT)
    assert outcome.state is PrintState.FAILED
    assert sentence(outcome.code).endswith(".")


def test_a_job_nobody_knows_is_doubtful(good) -> None:
    printer, _ = good
    assert printer.poll("good-99999").state is PrintState.DOUBTFUL


def test_a_job_given_up_leaves_the_stopped_queue(queue) -> None:
    """Else the paper would come twice when somebody starts the printer again."""
    printer = queue("fail")
    handle = printer.submit(PAGE, "Acuse").handle
    failed = until(printer, handle, lambda o: o.state is PrintState.FAILED)
    assert (failed.state, failed.code) == (PrintState.FAILED, "printer_stopped")
    assert printer.poll(handle).state is not PrintState.SENT


def test_paper_out_is_told_and_the_job_waits(queue) -> None:
    printer = queue("empty")
    handle = printer.submit(PAGE, "Acuse").handle
    outcome = until(printer, handle, lambda o: bool(o.code))
    assert (outcome.state, outcome.code) == (PrintState.SENT, "printer_paper_out")


@pytest.mark.parametrize(
    ("name", "code"), [("nowhere", "printer_missing"), ("closed", "printer_stopped")]
)
def test_a_queue_that_takes_nothing_says_why(queue, name: str, code: str) -> None:
    outcome = queue(name).submit(PAGE, "Acuse")
    assert (outcome.state, outcome.code) == (PrintState.FAILED, code)


def test_the_default_queue_is_used_when_none_is_named(queue) -> None:
    assert queue("").submit(PAGE, "Acuse").handle.startswith("good-")


def test_a_queue_that_went_away_took_its_jobs_along(queue) -> None:
    outcome = queue().poll("nowhere-7")
    assert (outcome.state, outcome.code) == (PrintState.FAILED, "printer_missing")


def test_no_daemon_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    printer = SystemPrinter("good", seconds=PATIENCE)
    assert printer.submit(PAGE, "Acuse").state is PrintState.FAILED
    assert printer.poll("good-1") == PrintOutcome(PrintState.SENT, "printer_silent", "good-1")


def test_a_system_without_lp_is_told(tmp_path: Path) -> None:
    outcome = SystemPrinter(tools=tmp_path).submit(PAGE, "Acuse")
    assert (outcome.state, outcome.code) == (PrintState.FAILED, "printer_command_missing")


def test_a_command_that_never_answers_leaves_doubt(tmp_path: Path) -> None:
    """Whether it queued the page cannot be known, so it is never sent again by itself."""
    for name in ("lp", "lpstat"):
        (tmp_path / name).write_text("#!/bin/sh\nexec sleep 30\n")
        (tmp_path / name).chmod(0o755)
    printer = SystemPrinter("good", seconds=0.1, tools=tmp_path)
    assert printer.submit(PAGE, "x") == PrintOutcome(PrintState.DOUBTFUL, "printer_silent")
    assert printer.poll("good-1") == PrintOutcome(PrintState.SENT, "printer_silent", "good-1")


def test_a_title_is_a_file_name_in_the_folder(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path)
    handle = printer.submit(PAGE, "../Acuse A03-26-0001234-B").handle
    assert [f.name for f in tmp_path.iterdir()] == [handle] == [".._Acuse_A03-26-0001234-B.pdf"]
