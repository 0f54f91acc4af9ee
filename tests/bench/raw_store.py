"""The bare limit of a store: the very statements of the program, run by the driver alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlcipher3 import dbapi2

from app.store.store import Store

Statement = tuple[str, Any]
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")


class Recorder:
    """Notes every statement that writes, with its values, while it is attached to a store."""

    def __init__(self, store: Store) -> None:
        self._engine = store._engine
        self.statements: list[Statement] = []

    @contextmanager
    def attached(self) -> Iterator[None]:
        event.listen(self._engine, "before_cursor_execute", self._note)
        try:
            yield
        finally:
            event.remove(self._engine, "before_cursor_execute", self._note)

    def take(self) -> list[Statement]:
        taken, self.statements = self.statements, []
        return taken

    def _note(self, _conn, _cursor, sql: str, values: Any, _context, _many) -> None:
        if sql.lstrip().upper().startswith(_WRITES):
            self.statements.append((sql, values))


class RawStore:
    """A copy of a home's database with the house's settings, and a tail beside it."""

    def __init__(self, database: Path, key: bytes) -> None:
        self._conn = dbapi2.connect(str(database), isolation_level=None, cached_statements=256)
        for line in (
            f"key=\"x'{key.hex()}'\"",
            "busy_timeout=5000",
            "foreign_keys=ON",
            "journal_mode=WAL",
            "synchronous=FULL",
            "temp_store=MEMORY",
            "trusted_schema=OFF",
            "secure_delete=FAST",
        ):
            self._conn.execute(f"PRAGMA {line}")
        flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND
        self._tail = os.open(database.with_suffix(".tail"), flags, 0o600)

    def save(self, statements: list[Statement], tail: bytes) -> None:
        """One transaction and one synced frame of the tail."""
        run = self._conn.execute
        run("BEGIN IMMEDIATE")
        for sql, values in statements:
            run(sql, values).fetchall()
        run("COMMIT")
        os.write(self._tail, tail)
        os.fdatasync(self._tail)

    def count(self, table: str) -> int:
        return int(self._conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def close(self) -> None:
        self._conn.close()
        os.close(self._tail)
