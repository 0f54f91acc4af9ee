"""Whole documents the feed brings: each replaces its predecessor."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import sqlite

from app.base.database import Prepared
from app.store import tables as t
from app.store.writer import Writer

_PUT = Prepared(
    sqlite.insert(t.documents)
    .values({c: bindparam(c) for c in ("name", "version", "data")})
    .on_conflict_do_update(
        index_elements=["name"],
        set_={"version": bindparam("version"), "data": bindparam("data")},
    )
)
_GET = Prepared(
    select(t.documents.c.version, t.documents.c.data).where(t.documents.c.name == bindparam("name"))
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Someone who may sign in here. `password` is a password hash in its own format."""

    code: str
    user: str
    name: str
    role: str
    unit: str
    password: str
    active: bool


def put(writer: Writer, name: str, version: str, data: Any) -> None:
    """Stores a document whole; `data` is anything JSON can say."""
    values = {"name": name, "version": version, "data": json.dumps(data).encode()}
    _PUT.run(writer.conn, values)


def get(conn: Connection, name: str) -> Any:
    """A document's data, or None where it never came."""
    row = _GET.first(conn, {"name": name})
    return None if row is None else json.loads(row.data)


def people(conn: Connection) -> tuple[PersonRow, ...]:
    """Everyone who may or could sign in at this office."""
    return tuple(
        PersonRow(
            code=str(p["code"]),
            user=str(p["user"]),
            name=str(p["name"]),
            role=str(p["role"]),
            unit=str(p.get("unit") or ""),
            password=str(p["password"]),
            active=bool(p.get("active", True)),
        )
        for p in get(conn, "people") or ()
    )
