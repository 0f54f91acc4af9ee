"""Copies of a store that were opened and checked before anybody relies on them."""

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from app.base import database
from app.base.database import NotSaved
from app.base.errors import StoreDamaged
from app.base.files import sync_folder


def backup(engine: Engine, target: Path, key: bytes) -> Path:
    """Writes a whole, consistent copy under the same key, checks it, then gives it its name.

    Writers go on meanwhile. An existing file of that name is replaced only by a checked copy.
    Raises `NotSaved` (no room, no permission) and `StoreDamaged("backup_unsound")`.
    """
    fresh = target.with_name(target.name + ".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with engine.connect() as conn:  # VACUUM cannot run inside a transaction
            raw = conn.connection.dbapi_connection
            if raw is None:
                raise NotSaved("not_saved")
            try:
                raw.execute("VACUUM INTO ?", (str(fresh),)).close()
            except Exception as error:
                raise database.meaning(error) or error from error
        check(fresh, key)
        _settle(fresh, target)
    except OSError as error:
        raise NotSaved("store_not_writable") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return target


def check(path: Path, key: bytes) -> None:
    """Opens a copy and reads all of it. Raises `StoreDamaged("backup_unsound")`."""
    copy = database.engine(path, key)
    try:
        with copy.connect() as conn:
            found = conn.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    except StoreDamaged as error:
        raise StoreDamaged("backup_unsound") from error
    finally:
        copy.dispose()
    if found != "ok":
        raise StoreDamaged("backup_unsound")


def _settle(fresh: Path, target: Path) -> None:
    for leftover in ("-wal", "-shm"):  # of the check; a clean close leaves none
        fresh.with_name(fresh.name + leftover).unlink(missing_ok=True)
    with fresh.open("rb+") as handle:
        os.fsync(handle.fileno())
    fresh.replace(target)
    sync_folder(target.parent)
