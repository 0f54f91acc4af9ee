"""Failed sign-ins, by a digest of the user name: what throttling counts."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from app.base.database import Prepared
from app.store import tables as t
from app.store.times import stamp

_a = t.sign_in_failures.c
_COUNT = Prepared(
    select(func.count())
    .select_from(t.sign_in_failures)
    .where(_a.who == bindparam("who"), _a.at >= bindparam("at"))
)
_ADD = Prepared(insert(t.sign_in_failures).values(who=bindparam("who"), at=bindparam("at")))
_FORGET = Prepared(delete(t.sign_in_failures).where(_a.who == bindparam("who")))


def failures_since(conn: Connection, who: str, since: datetime) -> int:
    """How often `who` failed since a moment."""
    return int(_COUNT.value(conn, {"who": who, "at": stamp(since)}))


def note_failure(conn: Connection, who: str, at: datetime) -> None:
    _ADD.run(conn, {"who": who, "at": stamp(at)})


def forget(conn: Connection, who: str) -> None:
    """After a good sign-in nothing is held against anyone."""
    _FORGET.run(conn, {"who": who})
