"""Stored print jobs handed to a printer, one after another, so that no page is lost or doubled."""

from collections.abc import Callable
from functools import partial

from app.base.errors import Refused
from app.base.ports import Printer, PrintOutcome, PrintState
from app.domain.changes import Changes
from app.domain.receipt import Receipt
from app.services.desk import Desk
from app.services.paper import job_receipt, mark_job, pending_jobs, take_job
from printing.acuse import render


def print_pending(desk: Desk, printer: Printer) -> Changes:
    """Look after every job that is not on paper yet, oldest first; gives which ones changed.

    Queued and failed jobs are handed over, each noted as doubtful meanwhile: a crash just then
    must not print twice. Sent ones are asked about. A doubtful one waits for a person's answer to
    «¿Salió el papel?» unless the printer still knows. When the printer refuses one, the rest wait
    as well. Several lanes and processes may do this at once.
    """
    changes = Changes()
    for job in pending_jobs(desk):
        if job.handle and job.state in {PrintState.SENT, PrintState.DOUBTFUL}:
            outcome = printer.poll(job.handle)
            if (outcome.state, outcome.code) == (job.state, job.code):
                continue
        elif take_job(desk, job):
            paper = partial(job_receipt, desk, job)
            outcome = _hand_over(paper, job.layout, desk.catalog.notice.short, printer)
        else:
            continue
        changes |= mark_job(desk, job.id, outcome)
        if outcome.state is PrintState.FAILED and outcome.code != "receipt_missing":
            break
    return changes


def _hand_over(
    paper: Callable[[], Receipt], layout: str, notice: str, printer: Printer
) -> PrintOutcome:
    try:
        receipt = paper()
        document = render(receipt, layout, notice=notice)
    except Refused as refused:
        return PrintOutcome(PrintState.FAILED, refused.code)
    return printer.submit(document, title(receipt))


def title(receipt: Receipt) -> str:
    """What a spooler's list or a folder calls the paper: never what the matter is about."""
    again = f"-r{receipt.copy_number - 1}" if receipt.copy_number > 1 else ""
    return f"Acuse {receipt.folio}{again}"
