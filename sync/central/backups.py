"""How far checked backups reach. Without any, nothing is safe, and that is what is said."""

from sqlalchemy import Connection, func, select

from sync.central.tables import backup_reach, backups


def safe_seq(conn: Connection, station: str) -> int:
    """The last seq of a station that a restored and checked backup holds; 0 without one."""
    return (
        conn.execute(
            select(func.max(backup_reach.c.seq))
            .join(backups, backups.c.id == backup_reach.c.backup)
            .where(backup_reach.c.station == station, backups.c.checked)
        ).scalar()
        or 0
    )
