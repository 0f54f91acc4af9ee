"""What `private.erased` does: a person's words leave every table that had them."""

from sqlalchemy import bindparam, delete, select, text, update

from app.base.database import Prepared
from app.store import tables as t
from app.store.projections.arrival import Arrival
from app.store.projections.filed import FILED, INDEX

_p = bindparam
_UNINDEX = Prepared(
    text(
        "INSERT INTO search(search, rowid, words, name, place)"
        " SELECT 'delete', n, words, name, place FROM search_source WHERE n = :n"
    )
)
_MINE = Prepared(
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


def erased(a: Arrival) -> None:
    """Takes the parts it names out of the store; the chain still verifies without them."""
    body = a.chained.event.body
    eraser = f"{a.chained.event.station}/{a.chained.event.seq}"
    for seq in body.get("seqs", ()):
        row = _MINE.run(a.conn, {"station": body.get("station"), "seq": seq}).first()
        if row is None:
            continue
        if row.kind == FILED:
            _erase_matter(a, row.n, row.report_id, eraser)
        else:
            _ERASE_PART.run(a.conn, {"at": row.n, "eraser": eraser})


def _erase_matter(a: Arrival, n: int, report_id: str, eraser: str) -> None:
    _UNINDEX.run(a.conn, {"n": n})  # reads the words, so it comes before they go
    _ERASE_PART.run(a.conn, {"at": n, "eraser": eraser})
    _ERASE_PHONE.run(a.conn, {"at": n})
    _ERASE_TAG.run(a.conn, {"at": n})
    _ERASE_RECEIPT.run(a.conn, {"rid": report_id})
    _ERASE_REF.run(a.conn, {"rid": report_id})
    INDEX.run(a.conn, {"n": n})
