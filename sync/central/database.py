"""One database, embedded SQLite or PostgreSQL, behind two verbs: read a snapshot, write alone.

Writers go one at a time, also across processes: SQLite by `BEGIN IMMEDIATE`, PostgreSQL by a
transaction-scoped advisory lock taken first. So every number given inside `write` (received
order, feed, own journal) is committed in the order it was given and no reader can miss a
smaller one that commits later (`sync.md` 1.9).
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, CursorResult, Engine, Table, create_engine
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.elements import ClauseElement

from app.base import database as sqlite
from sync.central.tables import metadata

_LOCK = 0x56454E54  # «VENT»


class Database:
    """Threads may share it. `close` when done."""

    def __init__(self, path: Path, url: str | None, key: bytes | None) -> None:
        self.kind = "postgresql" if url else "sqlite"
        self.engine: Engine = _postgres(url) if url else sqlite.engine(path, key)
        self._turn = threading.Lock()  # a queue in our process is fairer than SQLite's busy wait

    def create(self) -> None:
        """Makes the tables that are missing."""
        with self.write() as conn:
            metadata.create_all(conn)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        if self.kind == "sqlite":
            with sqlite.reading(self.engine) as conn:
                yield conn
            return
        with self.engine.connect() as conn:
            yield conn

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One durable transaction, with no other writer beside it."""
        with self._turn:
            if self.kind == "sqlite":
                with sqlite.writing(self.engine) as conn:
                    yield conn
                return
            with self.engine.begin() as conn:
                conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield conn

    def close(self) -> None:
        self.engine.dispose()


class Prepared:
    """A Core statement compiled once a dialect, for the few places where every microsecond counts.

    Its values must be what the driver takes: text, integers, bytes, None.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._sql: dict[str, str] = {}
        self._fixed: dict[str, Any] = {}

    def run(self, conn: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Executes it once. Truth comes back as SQLite has it: 0 and 1."""
        sql = self._text(conn.dialect)
        return conn.exec_driver_sql(sql, {**self._fixed, **values})

    def _text(self, dialect: Dialect) -> str:
        if dialect.name not in self._sql:
            compiled = self._statement.compile(dialect=dialect)
            self._fixed = {k: v for k, v in compiled.params.items() if v is not None}
            self._sql[dialect.name] = str(compiled)
        return self._sql[dialect.name]


class Rows:
    """Adds many rows to a table in one statement: the driver's `executemany`, or arrays that
    PostgreSQL unnests (a third of the time of a row at a time).
    """

    def __init__(self, table: Table) -> None:
        self._names = [column.name for column in table.columns]
        self._in_order = itemgetter(*self._names)
        names = ", ".join(self._names)
        arrays = ", ".join(f"%({c.name})s::{_ARRAYS[_kind(c)]}" for c in table.columns)
        places = ", ".join("?" * len(self._names))  # by place, the driver looks no name up
        self._unnest = f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({arrays})"  # noqa: S608
        self._values = f"INSERT INTO {table.name} ({names}) VALUES ({places})"  # noqa: S608

    def add(self, conn: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Every row names every column; values are what the driver takes."""
        if not rows:
            return
        if conn.dialect.name == "postgresql":
            conn.exec_driver_sql(self._unnest, {n: [row[n] for row in rows] for n in self._names})
            return
        conn.exec_driver_sql(self._values, [self._in_order(row) for row in rows])


_ARRAYS = {int: "bigint[]", str: "text[]", bytes: "bytea[]"}


def _kind(column: Column[Any]) -> type:
    kind: type = column.type.python_type
    return kind


def _postgres(url: str) -> Engine:
    return create_engine(
        url,
        pool_size=8,
        max_overflow=8,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",  # a snapshot taken before the lock would miss numbers
    )
