"""Stored jobs become paper once, whatever the printer or the power does."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.base.ports import PrintOutcome, PrintState
from app.bootstrap.station import open_desk
from app.domain.changes import Changes
from app.domain.report import Draft
from app.domain.roles import Actor, Role
from app.services.capture import file_report
from app.services.desk import Desk
from app.services.paper import pending_jobs, queue_print, row_by_folio
from printing.folder import FolderPrinter
from printing.spool import print_pending
from tests.printing.fakes import FakePrinter
from tests.printing.reading import text
from tests.ui.homes import make_home

CLERK = Actor("RM01", "Rosa Medina", Role.CLERK)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(make_home(tmp_path / "home")) as opened:
        yield opened.desk


def file(desk: Desk, service: str = "ALU-01") -> tuple[str, str]:
    """Files a matter and queues its paper; gives its folio and the job."""
    draft = Draft(id=desk.ids.uuid7(), service=service, text="lámpara fundida")
    report = file_report(draft, actor=CLERK, desk=desk).report
    return report.folio, queue_print(desk, CLERK, report.report_id)


def states(desk: Desk) -> list[PrintState]:
    return [job.state for job in pending_jobs(desk)]


def test_every_stored_job_comes_out_in_order_and_once(desk: Desk, tmp_path: Path) -> None:
    filed = [file(desk), file(desk, "ASE-01")]
    printer = FolderPrinter(tmp_path / "print")
    assert print_pending(desk, printer) == Changes(jobs=frozenset(job for _, job in filed))
    assert print_pending(desk, printer) == Changes()
    names = sorted(path.name for path in printer.folder.iterdir())
    assert names == [f"Acuse_{folio}.pdf" for folio, _ in filed]
    paper = text((printer.folder / names[0]).read_bytes())
    for said in (filed[0][0], "Dirección de Alumbrado Público", "«lámpara fundida»", "RM01"):
        assert said in paper


def test_a_failed_print_is_told_and_kept_and_the_rest_wait(desk: Desk) -> None:
    file(desk)
    file(desk)
    printer = FakePrinter("printer_stopped")
    print_pending(desk, printer)
    assert [(j.state, j.code) for j in pending_jobs(desk)] == [
        (PrintState.FAILED, "printer_stopped"),
        (PrintState.QUEUED, ""),
    ]
    printer.trouble = ""
    print_pending(desk, printer)
    assert (len(printer.pages), states(desk)) == (2, [])


def test_a_reprint_says_so(desk: Desk) -> None:
    folio, _ = file(desk)
    printer = FakePrinter()
    print_pending(desk, printer)
    queue_print(desk, CLERK, row_by_folio(desk, folio).report_id)
    print_pending(desk, printer)
    assert [title for _, title in printer.pages] == [f"Acuse {folio}", f"Acuse {folio}-r1"]
    assert ["REIMPRESIÓN 1" in text(page) for page, _ in printer.pages] == [False, True]


def test_a_crash_while_printing_leaves_doubt_not_two_papers(desk: Desk) -> None:
    class Dies(FakePrinter):
        def submit(self, document: bytes, title: str) -> PrintOutcome:
            super().submit(document, title)
            raise KeyboardInterrupt

    file(desk)
    dying = Dies()
    with pytest.raises(KeyboardInterrupt):
        print_pending(desk, dying)
    assert states(desk) == [PrintState.DOUBTFUL]
    assert print_pending(desk, dying) == Changes()
    assert len(dying.pages) == 1


def test_a_sent_job_is_asked_about_until_it_is_paper(desk: Desk) -> None:
    class Slow(FakePrinter):
        answers = iter(
            (
                PrintOutcome(PrintState.SENT, "printer_paper_out", "slow-1"),
                PrintOutcome(PrintState.PRINTED, handle="slow-1"),
            )
        )

        def submit(self, document: bytes, title: str) -> PrintOutcome:
            return replace(super().submit(document, title), state=PrintState.SENT)

        def poll(self, handle: str) -> PrintOutcome:
            return next(self.answers)

    file(desk)
    printer = Slow()
    print_pending(desk, printer)
    assert states(desk) == [PrintState.SENT]
    print_pending(desk, printer)
    assert pending_jobs(desk)[0].code == "printer_paper_out"
    print_pending(desk, printer)
    assert (states(desk), len(printer.pages)) == ([], 1)


def test_two_lanes_never_print_one_job_twice(desk: Desk) -> None:
    """The window's lane and a command may look after the jobs of one home at once."""
    for _ in range(3):
        file(desk)
    printer = FakePrinter()
    lanes = [threading.Thread(target=print_pending, args=(desk, printer)) for _ in range(2)]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join(30)
    titles = [title for _, title in printer.pages]
    assert (len(titles), len(set(titles))) == (3, 3)


def test_a_sealed_matter_prints_its_neutral_sheet(desk: Desk) -> None:
    folio, _ = file(desk, "OIC-01")
    printer = FakePrinter()
    print_pending(desk, printer)
    paper = text(printer.pages[0][0])
    assert folio in paper
    assert "Constancia de recepción" in paper
    for secret in ("OIC-01", "soborno", "lámpara", "Denuncia"):
        assert secret not in paper
