"""Live notices: matters whose unit's duty telephone nobody has told yet."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from app.base.database import Prepared
from app.store import tables as t
from app.store.times import moment

_r = t.reports.c
_PENDING = Prepared(
    select(_r.report_id, _r.folio, _r.unit, _r.live_since, _r.live_tries)
    .where(_r.live == 1, _r.own == 1)
    .order_by(_r.n)
)


@dataclass(frozen=True, slots=True)
class LiveNotice:
    """`since`: when it was filed or last tried, UTC; `tries`: calls that nobody answered."""

    report_id: str
    folio: str
    unit: str
    since: datetime
    tries: int


def pending(conn: Connection) -> tuple[LiveNotice, ...]:
    """This window's notices that nobody was told, oldest first."""
    return tuple(
        LiveNotice(x.report_id, x.folio, x.unit, moment(x.live_since), x.live_tries)
        for x in _PENDING.rows(conn)
    )
