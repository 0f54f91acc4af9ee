"""What each kind of event does to the tables people read: one step a kind.

Used alike for a local act, for what the feed brings and for a replay; a kind nobody here knows
stays in the journal and does nothing.
"""

import json
from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import Connection, text

from app.base.database import Prepared
from app.domain.journal import parse
from app.store.projections.arrival import Arrival, Step
from app.store.projections.course import (
    notice_called,
    output,
    routed,
    status,
    unjoined,
    voided,
)
from app.store.projections.erasure import erased
from app.store.projections.filed import FILED, filed
from app.store.projections.intake import judged

__all__ = ["Arrival", "apply"]

# Of matters that have just come in: what was already said about them.
_HELD = Prepared(
    text(
        "SELECT j.n, j.raw FROM journal j JOIN reports r ON r.report_id = j.report_id"
        " WHERE j.report_id IN (SELECT value FROM json_each(:ids))"
        " AND j.n < r.n AND r.n BETWEEN :first AND :last ORDER BY j.n"
    )
)


def apply(conn: Connection, arrivals: Sequence[Arrival]) -> None:
    """Brings the tables up to events that are rows of the journal, in their order.

    Consecutive events of one kind go together, so a page of the feed costs few statements.
    """
    for kind, run in groupby(arrivals, lambda a: a.chained.event.kind):
        step = _STEPS.get(kind)
        if step is None:
            continue
        batch = list(run)
        step(conn, batch)
        if kind == FILED:
            _apply_held(conn, [a for a in batch if not a.own])


def _apply_held(conn: Connection, filings: list[Arrival]) -> None:
    """What came before the matter itself was held in the journal; it is applied now."""
    if not filings:
        return
    ids = json.dumps([a.chained.event.report_id for a in filings])
    span = {"ids": ids, "first": filings[0].n, "last": filings[-1].n}
    held = [Arrival(parse(x.raw), x.n, own=False) for x in _HELD.rows(conn, span)]
    apply(conn, held)


_STEPS: dict[str, Step] = {
    FILED: filed,
    "report.routed": routed,
    "report.status": status,
    "report.voided": voided,
    "report.unjoined": unjoined,
    "receipt.output": output,
    "notice.called": notice_called,
    "intake.judged": judged,
    "private.erased": erased,
}
