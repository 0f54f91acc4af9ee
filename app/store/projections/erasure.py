"""What `private.erased` does: a person's words leave every table that had them."""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, text, update

from app.base.database import Prepared
from app.store import tables as t
from app.store.projections.arrival import Arrival
from app.store.projections.filed import FILED, INDEX

_p = bindparam
UNINDEX = Prepared(
    text(
        "INSERT INTO search(search, rowid, words, name, place)"
        " SELECT 'delete', n, words, name, place FROM search_source WHERE n = :n"
    )
)
_NAMED = Prepared(
    select(t.journal.c.n, t.journal.c.report_id, t.journal.c.kind).where(
        t.journal.c.station == _p("station"), t.journal.c.seq == _p("seq")
    )
)
_ERASE_PART = Prepared(
    update(t.private_parts)
    .where(t.private_parts.c.n == _p("at"), t.private_parts.c.salt.is_not(None))
    .values(salt=None, data=None, erased_by=_p("eraser"))
)
_ERASE_PHONE = Prepared(update(t.reports).where(t.reports.c.n == _p("at")).values(phone=""))
_ERASE_RECEIPT = Prepared(delete(t.receipts).where(t.receipts.c.report_id == _p("rid")))
_ERASE_REF = Prepared(delete(t.filed_tags).where(t.filed_tags.c.report_id == _p("rid")))
_ERASE_TAG = Prepared(delete(t.phone_tags).where(t.phone_tags.c.n == _p("at")))


def erased(conn: Connection, arrivals: list[Arrival]) -> None:
    """Takes the parts they name out of the store; the chain still verifies without them."""
    for a in arrivals:
        event = a.chained.event
        for seq in event.body.get("seqs", ()):
            row = _NAMED.first(conn, {"station": event.body.get("station"), "seq": seq})
            if row is not None:
                _erase(conn, row, f"{event.station}/{event.seq}")


def _erase(conn: Connection, row: Row[Any], eraser: str) -> None:
    if row.kind != FILED:
        _ERASE_PART.run(conn, {"at": row.n, "eraser": eraser})
        return
    UNINDEX.run(conn, {"n": row.n})  # reads the words, so it comes before they go
    _ERASE_PART.run(conn, {"at": row.n, "eraser": eraser})
    _ERASE_PHONE.run(conn, {"at": row.n})
    _ERASE_TAG.run(conn, {"at": row.n})
    _ERASE_RECEIPT.run(conn, {"rid": row.report_id})
    _ERASE_REF.run(conn, {"rid": row.report_id})
    INDEX.run(conn, {"n": row.n, "last": row.n})
