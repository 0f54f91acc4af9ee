"""Makes the tables of a new store, and says which version a file is."""

from sqlalchemy import Connection

from app.base.errors import StoreDamaged
from app.store import tables


def create(conn: Connection) -> None:
    """Every table, index and view of the present schema, in the caller's transaction.

    Raises `StoreDamaged("store_exists")`: there is a store already.
    """
    if version(conn) != 0:
        raise StoreDamaged("store_exists")
    tables.METADATA.create_all(conn)
    for statement in tables.SEARCH_DDL:
        conn.exec_driver_sql(statement)
    conn.exec_driver_sql(f"PRAGMA user_version={tables.SCHEMA}")


def version(conn: Connection) -> int:
    """The schema version written in the file; 0 is a file without a store."""
    return int(conn.exec_driver_sql("PRAGMA user_version").scalar_one())
