"""What each kind of event does to the tables people read: one function a kind.

Used alike for a local act, for what the feed brings and for a replay; a kind nobody here knows
stays in the journal and does nothing. Every function may run again without doubling anything.
"""

from collections.abc import Callable

from sqlalchemy import Connection, bindparam, select

from app.base.database import Prepared
from app.domain.journal import Chained, parse
from app.store import tables as t
from app.store.projections.arrival import Arrival
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

_HELD = Prepared(
    select(t.journal.c.n, t.journal.c.raw)
    .where(
        t.journal.c.report_id == bindparam("report_id"),
        t.journal.c.n < bindparam("n"),
    )
    .order_by(t.journal.c.n)
)


def apply(conn: Connection, chained: Chained, n: int, *, own: bool) -> None:
    """Brings the tables up to one event, which is row `n` of the journal."""
    step = _STEPS.get(chained.event.kind)
    if step is not None:
        step(Arrival(conn, chained, n, own))
    if chained.event.kind == FILED and not own:
        _apply_held(conn, chained.event.report_id, n)


def _apply_held(conn: Connection, report_id: str | None, n: int) -> None:
    """What came before the matter itself did was held in the journal; it is applied now."""
    for row in _HELD.run(conn, {"report_id": report_id, "n": n}).all():
        apply(conn, parse(row.raw), row.n, own=False)


_STEPS: dict[str, Callable[[Arrival], None]] = {
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
