"""The paper of a matter: built once when it is filed, printed as a job that no jam can lose."""

from dataclasses import replace

from app.base.errors import Refused
from app.base.ports import PrintOutcome, PrintState
from app.domain.changes import Changes
from app.domain.filed import FiledBody, read_filed
from app.domain.folio import parse
from app.domain.journal import Chained
from app.domain.receipt import Receipt
from app.domain.receipt_builder import Issuer, Matter, build_receipt
from app.domain.roles import Actor, Permission, require
from app.domain.statement import HASH_SIZE, make, qr_text
from app.services.acts import record
from app.services.desk import Desk
from app.services.filed import filed_moment, private_side
from app.store import jobs, queries, receipts
from app.store.home import HomeKind
from app.store.jobs import PrintJob as PrintJob  # noqa: PLC0414 - part of what this module gives
from app.store.rows import ReportRow
from app.store.times import local
from app.store.writer import Writer

HALF_LETTER = "media-carta"
_CENTURY = 100


def keep_receipt(writer: Writer, chained: Chained, actor: Actor, desk: Desk) -> None:
    """Stores what the paper says, in the transaction that files the matter."""
    body = read_filed(chained.event.body)
    event = chained.event
    receipt = build_receipt(
        Matter(
            report_id=event.report_id or "",
            filed_at=local(event.wall, event.tz_offset),
            catalog_version=event.catalog,
            body=body,
            private=private_side(chained, body),
            qr="" if body.sealed else _statement(chained, body, desk),
        ),
        catalog=desk.catalog,
        calendar=desk.calendar,
        issuer=_issuer(desk, actor),
    )
    receipts.keep(writer.conn, receipt)


def _statement(chained: Chained, body: FiledBody, desk: Desk) -> str:
    folio = parse(body.folio, this_year=0)
    signed = make(folio, filed_moment(chained), chained.hash[:HASH_SIZE], desk.sign)
    return qr_text(signed, desk.identity.public_host)


def _issuer(desk: Desk, actor: Actor) -> Issuer:
    return Issuer(
        station=desk.identity.code,
        station_name=desk.identity.name,
        clerk=actor.code,
        consult_at=desk.identity.public_host,
        ask_phone=desk.settings.text("ask_phone"),
        training=desk.kind is HomeKind.TRAINING,
    )


def receipt_of(desk: Desk, actor: Actor, report_id: str, copy_number: int = 0) -> Receipt:
    """What the paper says; `copy_number` 0 means the last one printed.

    Only the count of copies and whether the guard has been told since are of today; all else is
    as it was first printed. Raises `Refused`: `receipt_missing` (another window's, or erased).
    """
    require(actor, Permission.PRINT)
    with desk.store.read() as conn:
        kept = receipts.get(conn, report_id)
        row = queries.by_id(conn, report_id)
    if kept is None or row is None:
        raise Refused("receipt_missing")
    return replace(
        kept,
        copy_number=copy_number or max(row.outputs, 1),
        live_notice_pending=row.live,
        queue_place=row.place_number,
    )


def row_by_folio(desk: Desk, folio_text: str) -> ReportRow:
    """Raises `BadFolio`, and `Refused("folio_unknown")` for one this station does not know."""
    folio = parse(folio_text, this_year=desk.today().year % _CENTURY)
    with desk.store.read() as conn:
        row = queries.by_folio(conn, str(folio))
    if row is None:
        raise Refused("folio_unknown", folio=str(folio))
    return row


def note_output(desk: Desk, actor: Actor, report_id: str, layout: str) -> Receipt:
    """Writes one more output of the paper into the journal, and gives what to put on it.

    The first is the original, each later one a reprint.
    """
    require(actor, Permission.PRINT)
    desk.ensure_writable()
    receipt = receipt_of(desk, actor, report_id)
    with desk.store.write() as writer:
        number = _output(writer, desk, actor, report_id, layout)
    return replace(receipt, copy_number=number)


def queue_print(desk: Desk, actor: Actor, report_id: str, layout: str = HALF_LETTER) -> str:
    """A print job for the paper, stored as a row; gives its id. Nothing waits for the printer."""
    require(actor, Permission.PRINT)
    desk.ensure_writable()
    receipt_of(desk, actor, report_id)
    job_id = desk.ids.uuid7()
    with desk.store.write() as writer:
        number = _output(writer, desk, actor, report_id, layout)
        jobs.queue(
            writer.conn,
            job_id,
            report_id=report_id,
            layout=layout,
            copy_number=number,
            at=desk.clock.now(),
        )
    return job_id


def _output(writer: Writer, desk: Desk, actor: Actor, report_id: str, layout: str) -> int:
    row = queries.by_id(writer.conn, report_id)
    if row is None:
        raise Refused("receipt_missing")
    number = row.outputs + 1
    body = {"folio": row.folio, "number": number, "format": layout}
    record(writer, desk, actor, "receipt.output", report_id, body)
    return number


def pending_jobs(desk: Desk) -> tuple[PrintJob, ...]:
    """Jobs that are not known to be on paper, oldest first."""
    with desk.store.read() as conn:
        return jobs.unfinished(conn)


def job_receipt(desk: Desk, job: PrintJob) -> Receipt:
    """What one job puts on paper. Raises `Refused` when it was erased meanwhile."""
    with desk.store.read() as conn:
        kept = receipts.get(conn, job.report_id)
        row = queries.by_id(conn, job.report_id)
    if kept is None or row is None:
        raise Refused("receipt_missing")
    return replace(kept, copy_number=job.copy_number, live_notice_pending=row.live)


def take_job(desk: Desk, job: PrintJob) -> bool:
    """Notes that a waiting job is being handed over now, which leaves it doubtful until the
    printer has spoken; False when it no longer waits, as when another lane took it first.
    """
    waiting = {PrintState.QUEUED, PrintState.FAILED}
    with desk.store.write() as writer:
        found = jobs.get(writer.conn, job.id)
        if found is None or found.state not in waiting or found.changed_at != job.changed_at:
            return False
        in_hand = PrintOutcome(PrintState.DOUBTFUL, "printer_doubtful")
        jobs.mark(writer.conn, job.id, in_hand, desk.clock.now())
    return True


def mark_job(desk: Desk, job_id: str, outcome: PrintOutcome) -> Changes:
    """Notes what the printer said."""
    with desk.store.write() as writer:
        jobs.mark(writer.conn, job_id, outcome, desk.clock.now())
    return Changes(jobs=frozenset({job_id}))
