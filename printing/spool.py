"""Stored print jobs handed to a printer, one after another, so that no page is lost or doubled."""

from app.base.errors import Refused
from app.base.ports import Printer, PrintOutcome, PrintState
from app.domain.changes import Changes
from app.domain.receipt import Receipt
from app.services.desk import Desk
from app.services.paper import PrintJob, job_receipt, mark_job, pending_jobs
from printing.acuse import render

_IN_HAND = PrintOutcome(PrintState.DOUBTFUL, "printer_doubtful")


def print_pending(desk: Desk, printer: Printer) -> Changes:
    """Look after every job that is not on paper yet, oldest first; gives which ones changed.

    Queued and failed jobs are handed over, sent ones are asked about. A doubtful one waits for a
    person's answer to «¿Salió el papel?» unless the printer still knows. When the printer refuses
    one, the rest wait as well.
    """
    changes = Changes()
    for job in pending_jobs(desk):
        if job.state is PrintState.DOUBTFUL and not job.handle:
            continue
        asked = job.state in {PrintState.SENT, PrintState.DOUBTFUL}
        outcome = printer.poll(job.handle) if asked else _hand_over(desk, job, printer)
        if not asked or (outcome.state, outcome.code) != (job.state, job.code):
            changes |= mark_job(desk, job.id, outcome)
        if outcome.state is PrintState.FAILED and outcome.code != "receipt_missing":
            break
    return changes


def _hand_over(desk: Desk, job: PrintJob, printer: Printer) -> PrintOutcome:
    """Render and submit one job, noted as doubtful meanwhile: a crash here must not print twice."""
    try:
        receipt = job_receipt(desk, job)
    except Refused as gone:
        return PrintOutcome(PrintState.FAILED, gone.code)
    document = render(receipt, job.layout, notice=desk.catalog.notice.short)
    mark_job(desk, job.id, _IN_HAND)
    return printer.submit(document, title(receipt))


def title(receipt: Receipt) -> str:
    """What a spooler's list or a folder calls the paper: never what the matter is about."""
    again = f"-r{receipt.copy_number - 1}" if receipt.copy_number > 1 else ""
    return f"Acuse {receipt.folio}{again}"
