"""Small named facts of a home that change seldom: its token, its station, its lock."""

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import sqlite

from app.base.database import Prepared
from app.store import tables as t

_PUT = Prepared(
    sqlite.insert(t.meta)
    .values(name=bindparam("name"), value=bindparam("value"))
    .on_conflict_do_update(index_elements=["name"], set_={"value": bindparam("value")})
)
_GET = Prepared(select(t.meta.c.value).where(t.meta.c.name == bindparam("name")))
_ALL = Prepared(select(t.meta.c.name, t.meta.c.value))


def put(conn: Connection, name: str, value: str) -> None:
    _PUT.run(conn, {"name": name, "value": value})


def get(conn: Connection, name: str) -> str:
    """The value, or an empty text."""
    found = _GET.value(conn, {"name": name})
    return "" if found is None else str(found)


def everything(conn: Connection) -> dict[str, str]:
    return {row.name: row.value for row in _ALL.rows(conn)}
