"""Bringing an older file up to the present schema: a verified copy first, then one transaction.

Only imported when a file is behind (`user_version`), and only then is Alembic. Each file of
`versions` stands alone: `NUMBER` and `upgrade(op)`; it never imports the live tables.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import iter_modules

from sqlalchemy import Connection, Engine

from app.base import database
from app.base.errors import StoreDamaged
from app.store import copies
from app.store.home import HomePaths, KeySet
from app.store.migrations import versions

Step = Callable[[object], None]


def known() -> dict[int, Step]:
    """Every migration this program has, by the version it leads to."""
    modules = [
        import_module(f"{versions.__name__}.{m.name}") for m in iter_modules(versions.__path__)
    ]
    return {module.NUMBER: module.upgrade for module in modules}


def upgrade(engine: Engine, paths: HomePaths, keys: KeySet, wanted: int) -> None:
    """Copies the file and checks the copy, then migrates to `wanted` in one transaction.

    Killed anywhere, the file is at the old version or at the new one, never between.
    Raises `StoreDamaged("migration_failed")`; the copy stays in `backups/`.
    """
    with database.reading(engine) as conn:
        found = _version(conn)
    copies.backup(engine, paths.backups / f"before-{wanted}-from-{found}.db", keys.db)
    with database.writing(engine) as conn:
        found = _version(conn)  # another process may have been first
        migrate(
            conn, (step for number, step in sorted(known().items()) if found < number <= wanted)
        )
        conn.exec_driver_sql(f"PRAGMA user_version={wanted}")
        if conn.exec_driver_sql("PRAGMA integrity_check").scalar_one() != "ok":
            raise StoreDamaged("migration_failed", found=found, wanted=wanted)


def migrate(conn: Connection, steps: Iterable[Step]) -> None:
    """Runs migration steps in the caller's transaction."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    operations = Operations(MigrationContext.configure(conn))
    for step in steps:
        step(operations)


def _version(conn: Connection) -> int:
    return int(conn.exec_driver_sql("PRAGMA user_version").scalar_one())
