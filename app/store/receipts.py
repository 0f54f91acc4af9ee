"""The paper of each matter as a frozen value, so that a reprint says what was printed."""

import zlib

import msgspec
from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import sqlite

from app.base.database import Prepared
from app.domain.receipt import Receipt
from app.store import tables as t

_KEEP = Prepared(
    sqlite.insert(t.receipts)
    .values(report_id=bindparam("report_id"), data=bindparam("data"))
    .on_conflict_do_nothing()
)
_GET = Prepared(select(t.receipts.c.data).where(t.receipts.c.report_id == bindparam("report_id")))


def keep(conn: Connection, receipt: Receipt) -> None:
    """Stores a matter's paper once; a second one changes nothing."""
    data = zlib.compress(msgspec.json.encode(receipt), 1)
    _KEEP.run(conn, {"report_id": receipt.report_id, "data": data})


def get(conn: Connection, report_id: str) -> Receipt | None:
    """What was printed; None when no paper was made yet, or it went with an erasure."""
    data = _GET.value(conn, {"report_id": report_id})
    return None if data is None else msgspec.json.decode(zlib.decompress(data), type=Receipt)
