"""How a matter moves: one change of status is one event of the central's journal, and the table.

The central owns the status (`sync.md` 1.12); the state machine is the catalogue's.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from app.domain import lifecycle
from app.domain.journal import CENTRAL_STATION, SALT_SIZE, PrivatePart, canonical
from sync.central import queue
from sync.central.database import Prepared
from sync.central.ledger import Ledger
from sync.central.rulebook import Rulebook
from sync.central.tables import reports

Report = Row[Any]
_BY_ID = Prepared(select(reports).where(reports.c.report_id == bindparam("rid")))


@dataclass(frozen=True, slots=True)
class Step:
    """A change of status. `by` is a setter of `status.csv` (`unit`, `routing_officer`, `system`,
    `station`), `actor` the code of who did it; `unit` who has the matter afterwards, None: the
    same. `skipped`: attended out of order, with its reason in `explanation`, which is private.
    """

    to: str
    by: str
    actor: str
    unit: str | None = None
    reason: str = ""
    proposed_kind: str = ""
    proposed: str = ""
    outcome: str = ""
    skipped: bool = False
    explanation: Mapping[str, str] | None = None


def find(ledger: Ledger, report_id: str) -> Report | None:
    return _BY_ID.run(ledger.conn, {"rid": report_id}).first()


def get(ledger: Ledger, report_id: str) -> Report:
    return _BY_ID.run(ledger.conn, {"rid": report_id}).one()


def change(ledger: Ledger, report_id: str, **values: Any) -> Report:
    """Updates columns of one matter and gives it as it is then."""
    ledger.lengths.clear()
    ledger.conn.execute(
        update(reports)
        .where(reports.c.report_id == report_id)
        .values(changed_at=ledger.now, **values)
    )
    return get(ledger, report_id)


def move(ledger: Ledger, rules: Rulebook, report: Report, step: Step, **values: Any) -> Report:
    """Changes the status, writes `report.status`, lets it go down. `values`: further columns.

    Raises:
        BadTransition: the state machine does not have this step, or not for `by`.
    """
    lifecycle.advance(rules.catalog.statuses, report.status, step.to, step.by)
    unit = report.unit if step.unit is None else step.unit
    moved = change(ledger, report.report_id, unit=unit, **queue.standing(step.to), **values)
    body = {
        "folio": report.folio,
        "from": report.status,
        "to": step.to,
        "unit": unit,
        "by": step.by,
        "reason": step.reason,
        "proposed_kind": step.proposed_kind,
        "proposed": step.proposed,
        "outcome": step.outcome,
        "skipped": step.skipped,
        "answer_by": moved.answer_by,
        "place": queue.place_of(ledger.conn, moved),
    }
    part = private_text(ledger, step.explanation) if step.explanation else None
    emit(ledger, moved, "report.status", step.actor, body, private=part)
    return moved


def emit(
    ledger: Ledger,
    report: Report,
    kind: str,
    actor: str,
    body: Mapping[str, Any],
    *,
    private: PrivatePart | None = None,
) -> None:
    """An event of the central about a matter: in its history and, unless sealed, in the feed."""
    number, _ = ledger.record(
        kind, actor=actor, body=body, report_id=report.report_id, private=private
    )
    ledger.remember(report.report_id, number)
    if not report.sealed:
        ledger.feed_event(number, origin=CENTRAL_STATION, owner=report.station)


def private_text(ledger: Ledger, said: Mapping[str, str]) -> PrivatePart:
    """What a person wrote, apart from the chain."""
    return PrivatePart(ledger.writing.ids.token(SALT_SIZE), canonical(dict(said)))


def said_in(data: bytes | None) -> dict[str, str]:
    """What `private_text` kept; nothing when it was erased or is not readable here."""
    if data is None:
        return {}
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}
