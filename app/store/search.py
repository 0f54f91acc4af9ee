"""Finding matters by words, names, streets and telephones: newest first, by pages.

Every word typed is a beginning ("fug jua" finds "fuga … Juárez"). Sealed matters are not in the
index, so nothing typed here can find one.
"""

import re

from sqlalchemy import Connection, bindparam, select, text

from app.base.database import Prepared
from app.store import queries
from app.store import tables as t
from app.store.rows import ReportRow

LONGEST = 200
PHONE_DIGITS = 10
LAST_DIGITS = 4
_WORD = re.compile(r"[^\W_]+")
_HITS = (
    text(
        "SELECT rowid FROM search WHERE search MATCH :match AND rowid < :before"
        " ORDER BY rowid DESC LIMIT :most"
    )
    .columns(rowid=t.reports.c.n.type)
    .subquery("hits")
)
_FIND = Prepared(
    queries.REPORTS.where(queries.r.n.in_(select(_HITS.c.rowid))).order_by(queries.r.n.desc())
)
_BY_PHONE = Prepared(
    queries.REPORTS.where(
        queries.r.phone == bindparam("phone"),
        queries.r.phone != text("''"),
        queries.r.n < bindparam("before"),
    )
    .order_by(queries.r.n.desc())
    .limit(bindparam("most"))
)


def find(
    conn: Connection, typed: str, limit: int = 50, before: int | None = None
) -> tuple[ReportRow, ...]:
    """A page of matters for what was typed, newest first, from before position `before`.

    Ten digits are a telephone, four its last digits; anything else is words. Nothing typed,
    nothing found.
    """
    start = queries.NEWEST if before is None else before
    digits = re.sub(r"[\s().+-]", "", typed)
    if digits.isdecimal() and digits.isascii():
        if len(digits) == PHONE_DIGITS:
            values = {"phone": digits, "before": start, "most": limit}
            return queries.rows(conn, _BY_PHONE.rows(conn, values))
        if len(digits) == LAST_DIGITS:
            return queries.last_four(conn, digits, limit, start)
    match = expression(typed)
    if not match:
        return ()
    values = {"match": match, "before": start, "most": limit}
    return queries.rows(conn, _FIND.rows(conn, values))


def expression(typed: str) -> str:
    """What was typed as an FTS5 expression: every word a quoted prefix; empty for no words."""
    return " ".join(f'"{word}"*' for word in _WORD.findall(typed[:LONGEST].replace("\0", " ")))
