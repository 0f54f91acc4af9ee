"""SQLite files through SQLAlchemy Core: the engine, its pragmas, and what its errors mean.

    NotSaved                     nothing of the transaction was stored; it may be tried again
    (errors.StoreDamaged)        wrong key, corrupt or missing file

With a key the file is SQLCipher's. Reads begin with `BEGIN`, writes with `BEGIN IMMEDIATE`;
`synchronous=FULL`, so that a commit that returned is on the disk.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from sqlalchemy import Connection, CursorResult, Engine, QueuePool, create_engine, event, exc
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement

from app.base.errors import StoreDamaged, VentanillaError

BUSY_MS = 5_000
KNOCK_MS = 4
POOL_SIZE = 8
_WRITE = "ventanilla_write"
_DIALECT = SQLiteDialect_pysqlite(paramstyle="named")
_DAMAGED = {"SQLITE_NOTADB": "store_unreadable", "SQLITE_CORRUPT": "store_corrupt"}
_NOT_SAVED = {
    "SQLITE_FULL": "disk_full",
    "SQLITE_BUSY": "store_busy",
    "SQLITE_LOCKED": "store_busy",
    "SQLITE_IOERR": "not_saved",
    "SQLITE_READONLY": "store_not_writable",
    "SQLITE_CANTOPEN": "store_not_writable",
    "SQLITE_PERM": "store_not_writable",
}


class NotSaved(VentanillaError):
    """Nothing was stored. Codes: disk_full, store_busy, not_saved, store_not_writable."""


class Prepared:
    """A Core statement that is compiled once; running it costs little more than the driver.

    For statements whose values are plain text, integers and bytes: no type of SQLAlchemy
    converts anything on the way.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._row: Callable[[Iterable[Any]], Any] | None = None

    @cached_property
    def _compiled(self) -> tuple[str, dict[str, Any]]:
        compiled = self._statement.compile(dialect=_DIALECT)
        binds = compiled.binds.items() if isinstance(compiled, SQLCompiler) else ()
        return str(compiled), {name: bind.value for name, bind in binds if not bind.required}

    def run(self, conn: Connection, values: Mapping[str, Any] | None = None) -> CursorResult[Any]:
        """Executes it once. `values` by the names of the statement's parameters."""
        sql, fixed = self._compiled
        return conn.exec_driver_sql(sql, {**fixed, **(values or {})})

    def each(self, conn: Connection, values: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """The rows of a query one at a time, as named tuples, straight from the driver: a third
        of what a result of SQLAlchemy costs, and a page of a list has fifty rows.
        """
        sql, fixed = self._compiled
        try:
            cursor = _driver(conn).execute(sql, {**fixed, **(values or {})})
            if self._row is None:
                names = [column[0] for column in cursor.description]
                make: Any = namedtuple  # noqa: PYI024 - the names are known only now
                self._row = make("_Row", names, rename=True)._make
            yield from map(self._row, cursor)
        except _driver_error() as error:
            raise meaning(error) or error from error

    def rows(self, conn: Connection, values: Mapping[str, Any] | None = None) -> list[Any]:
        """All rows of a query; see `each`."""
        return list(self.each(conn, values))

    def first(self, conn: Connection, values: Mapping[str, Any] | None = None) -> Any:
        """The first row of a query, or None."""
        return next(iter(self.rows(conn, values)), None)

    def value(self, conn: Connection, values: Mapping[str, Any] | None = None) -> Any:
        """The first value of the first row of a query; None where there is no row."""
        found = self.first(conn, values)
        return None if found is None else found[0]

    def run_many(self, conn: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Executes it once a row, in one call to the driver."""
        if rows:
            sql, fixed = self._compiled
            conn.exec_driver_sql(sql, [{**fixed, **row} for row in rows])


def _driver(conn: Connection) -> Any:
    return conn.connection.dbapi_connection


@cache
def _driver_error() -> type[Exception]:
    from sqlcipher3 import dbapi2

    error: type[Exception] = dbapi2.Error
    return error


class _Settings(Protocol):
    def execute(self, sql: str, /) -> Any: ...


def engine(path: Path, key: bytes | None, *, secure_delete: bool = False) -> Engine:
    """An engine on one SQLite file; `key` (32 bytes) makes it SQLCipher's, None leaves it plain.

    Every connection gets the house's pragmas. Nothing is opened yet: a wrong key is seen by the
    first connection, as `StoreDamaged("store_unreadable")`.
    """
    from sqlcipher3 import dbapi2

    def connect() -> Any:
        conn = dbapi2.connect(
            str(path),
            timeout=BUSY_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            _configure(conn, key, secure_delete=secure_delete)
        except dbapi2.Error as error:
            conn.close()
            told = meaning(error)
            if told is None:
                raise
            raise told from error
        return conn

    made = create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=connect,
        paramstyle="named",
        pool_size=POOL_SIZE,
        max_overflow=POOL_SIZE,
        poolclass=QueuePool,
        pool_reset_on_return="rollback",
    )
    event.listen(made, "begin", _begin)
    event.listen(made, "handle_error", _translate)
    return made


def _configure(conn: _Settings, key: bytes | None, *, secure_delete: bool) -> None:
    if key is not None:
        conn.execute("PRAGMA cipher_log_level=NONE")
        conn.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    conn.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    conn.execute("PRAGMA foreign_keys=ON")
    conn.execute("PRAGMA journal_mode=WAL")
    conn.execute("PRAGMA synchronous=FULL")
    conn.execute("PRAGMA temp_store=MEMORY")
    conn.execute("PRAGMA trusted_schema=OFF")
    conn.execute(f"PRAGMA secure_delete={'ON' if secure_delete else 'FAST'}")


def _begin(conn: Connection) -> None:
    if conn.get_execution_options().get(_WRITE, False):
        _begin_write(_driver(conn))
    else:
        conn.exec_driver_sql("BEGIN")


def _begin_write(driver: Any) -> None:
    """Waits for its turn to write, knocking every few milliseconds.

    SQLite's own wait sleeps up to 100 ms between two looks, and so misses the short gaps that
    another process leaves between its transactions, for as long as that one has work.
    """
    give_up = monotonic() + BUSY_MS / 1000
    driver.execute(f"PRAGMA busy_timeout={KNOCK_MS}").close()
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE").close()
            except _driver_error() as error:
                if not _is_busy(error) or monotonic() >= give_up:
                    raise meaning(error) or error from error
            else:
                return
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_MS}").close()


def _is_busy(error: BaseException) -> bool:
    """Whether somebody else is writing, and nothing else is wrong."""
    told = meaning(error)
    return told is not None and told.code == "store_busy"


def _translate(context: ExceptionContext) -> BaseException | None:
    return meaning(context.original_exception)


def meaning(error: BaseException) -> VentanillaError | None:
    """What a driver's or SQLAlchemy's error says to a person; None when it is a defect of ours."""
    if isinstance(error, VentanillaError):
        return error
    if isinstance(error, exc.TimeoutError):
        return NotSaved("store_busy")
    if isinstance(error, exc.DBAPIError) and error.orig is not None:
        error = error.orig
    name = str(getattr(error, "sqlite_errorname", None) or "")
    for start, code in _DAMAGED.items():
        if name.startswith(start):
            return StoreDamaged(code)
    for start, code in _NOT_SAVED.items():
        if name.startswith(start):
            return NotSaved(code)
    return None


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One snapshot of the database; what is written meanwhile is not seen."""
    with engine.connect() as conn, conn.begin() as transaction:
        yield conn
        transaction.rollback()


@contextmanager
def glancing(engine: Engine) -> Iterator[Connection]:
    """A connection for single queries, each on the newest state: no transaction is begun."""
    with engine.connect() as conn:
        yield conn


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One `BEGIN IMMEDIATE` transaction: committed to the disk on leaving, or nothing at all.

    Raises `NotSaved`: the disk is full or failing, or another writer held it for 5 s.
    """
    with engine.connect() as conn:
        conn.execution_options(**{_WRITE: True})
        with conn.begin():
            yield conn


@contextmanager
def trying(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write and is always taken back: for checks that are statements."""
    with engine.connect() as conn, conn.begin() as transaction:
        yield conn
        transaction.rollback()


def checkpoint(engine: Engine) -> None:
    """Moves the WAL into the database and empties it, as far as readers let it."""
    with engine.connect() as conn:
        raw = conn.connection.dbapi_connection
        if raw is not None:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
