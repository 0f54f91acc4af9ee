"""The live notice: for priority 0 somebody calls the unit's guard, and it is written down."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.domain.changes import Changes
from app.domain.filed import read_filed
from app.domain.roles import Actor, Permission, require
from app.services.acts import record
from app.services.check import LONGEST_FIELD
from app.services.desk import Desk
from app.store import live, queries


@dataclass(frozen=True, slots=True)
class LiveNotice:
    """A guard somebody must call now. `phone` is empty where the catalogue knows none; `since`
    is the filing, or the last call that nobody answered.
    """

    report_id: str
    folio: str
    unit_name: str
    phone: str
    since: datetime
    tries: int


def pending_notices(desk: Desk) -> tuple[LiveNotice, ...]:
    """Matters of this window whose guard has not been told yet, oldest first."""
    with desk.store.read() as conn:
        rows = live.pending(conn)
        duties = [_duty(conn, desk, row.report_id) for row in rows]
    return tuple(_notice(desk, row, duty) for row, duty in zip(rows, duties, strict=True))


def _duty(conn: Connection, desk: Desk, report_id: str) -> str:
    """The unit whose guard is called: the target, or the first of ours told when it is outside."""
    row = queries.by_id(conn, report_id)
    filing = queries.filing(conn, row) if row else None
    if filing is None:
        return ""
    body = read_filed(filing.event.body)
    return next((code for code in (body.target, *body.notify) if code in desk.catalog.units), "")


def _notice(desk: Desk, row: live.LiveNotice, duty: str) -> LiveNotice:
    unit = desk.catalog.units.get(duty)
    return LiveNotice(
        report_id=row.report_id,
        folio=row.folio,
        unit_name=unit.name if unit else duty,
        phone=(unit.guard_phone or unit.phone) if unit else "",
        since=row.since,
        tries=row.tries,
    )


def told(desk: Desk, actor: Actor, report_id: str, who: str) -> Changes:
    """«Avisado 10:42, recibió: cabina». `who` is a person's word and stays private."""
    return _called(desk, actor, report_id, "told", {"who": who[:LONGEST_FIELD]})


def no_answer(desk: Desk, actor: Actor, report_id: str) -> Changes:
    """«No contestan»: it is asked again in three minutes, then the supervisor is told."""
    return _called(desk, actor, report_id, "no_answer", None)


def _called(
    desk: Desk, actor: Actor, report_id: str, outcome: str, said: dict[str, str] | None
) -> Changes:
    require(actor, Permission.CAPTURE)
    desk.ensure_writable()
    with desk.store.write() as writer:
        body = {"unit": _duty(writer.conn, desk, report_id), "outcome": outcome}
        record(writer, desk, actor, "notice.called", report_id, body, said)
    return Changes(reports=frozenset({report_id}), sync=True)
