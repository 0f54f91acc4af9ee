"""Print jobs: rows, so that paper trouble never undoes a report and a crash forgets no paper.

queued → sent → printed | failed; what was sent when the program ended is doubtful: the clerk is
asked whether the paper came out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from app.base.database import Prepared
from app.base.ports import PrintOutcome, PrintState
from app.store import tables as t
from app.store.times import moment, stamp

_j = t.print_jobs.c
_ADD = Prepared(
    insert(t.print_jobs).values(
        {
            c: bindparam(c)
            for c in ("id", "report_id", "layout", "copy_number", "state", "made_at", "changed_at")
        }
    )
)
_GET = Prepared(select(t.print_jobs).where(_j.id == bindparam("id")))
_OPEN = Prepared(select(t.print_jobs).where(_j.state != "printed").order_by(_j.made_at, _j.id))
_MARK = Prepared(
    update(t.print_jobs)
    .where(_j.id == bindparam("job"))
    .values(
        {c: bindparam(c) for c in ("state", "code", "handle", "changed_at")}
        | {"tries": _j.tries + bindparam("tried")}
    )
)


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One paper to come out. `copy_number` 1 is the original; `code` explains a failure; `handle`
    is the printing system's own name of it; `tries` counts hand-overs; times are UTC.
    """

    id: str
    report_id: str
    layout: str
    copy_number: int
    state: PrintState
    code: str
    handle: str
    tries: int
    made_at: datetime
    changed_at: datetime


def queue(
    conn: Connection, job_id: str, *, report_id: str, layout: str, copy_number: int, at: datetime
) -> None:
    """Adds a job, in the caller's transaction."""
    values = {
        "id": job_id,
        "report_id": report_id,
        "layout": layout,
        "copy_number": copy_number,
        "state": PrintState.QUEUED.value,
        "made_at": stamp(at),
        "changed_at": stamp(at),
    }
    _ADD.run(conn, values)


def mark(conn: Connection, job_id: str, outcome: PrintOutcome, at: datetime) -> None:
    """Notes what a printer said of a job."""
    values = {
        "job": job_id,
        "state": outcome.state.value,
        "code": outcome.code,
        "handle": outcome.handle,
        "tried": int(outcome.state is PrintState.SENT),
        "changed_at": stamp(at),
    }
    _MARK.run(conn, values)


def get(conn: Connection, job_id: str) -> PrintJob | None:
    return next(iter(_jobs(_GET.rows(conn, {"id": job_id}))), None)


def unfinished(conn: Connection) -> tuple[PrintJob, ...]:
    """Everything that has not come out for sure, oldest first."""
    return _jobs(_OPEN.rows(conn))


def _jobs(found: Iterable[Row[Any]]) -> tuple[PrintJob, ...]:
    return tuple(
        PrintJob(
            id=x.id,
            report_id=x.report_id,
            layout=x.layout,
            copy_number=x.copy_number,
            state=PrintState(x.state),
            code=x.code,
            handle=x.handle,
            tries=x.tries,
            made_at=moment(x.made_at),
            changed_at=moment(x.changed_at),
        )
        for x in found
    )
