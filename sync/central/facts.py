"""Single values of the central: its epoch, its keys, its address, how far interpretation came."""

from sqlalchemy import Connection, insert, select, update

from sync.central.tables import facts, judged


def facts_of(conn: Connection) -> dict[str, str]:
    rows = conn.execute(select(facts.c.name, facts.c.value))
    return {row.name: row.value for row in rows}


def set_fact(conn: Connection, name: str, value: str) -> None:
    done = conn.execute(update(facts).where(facts.c.name == name).values(value=value))
    if done.rowcount == 0:
        conn.execute(insert(facts).values(name=name, value=value))


def recovery_key(conn: Connection) -> bytes:
    """The public half of the municipality's recovery key; empty where none was made."""
    return bytes.fromhex(facts_of(conn).get("recovery_key", ""))


def retry_after_upgrade(conn: Connection, app: str) -> None:
    """What another version of this program failed at, or did not know, is read once more."""
    if facts_of(conn).get("interpreted_by") == app:
        return
    set_fact(conn, "interpreted_by", app)
    conn.execute(
        update(judged).where(judged.c.state.in_(["failed", "unknown"])).values(state="pending")
    )
