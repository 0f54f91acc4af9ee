"""What waits to reach the central, counted in matters as people count, and the latest ones."""

from dataclasses import dataclass

from app.domain.roles import Actor, Permission, require
from app.services.desk import Desk
from app.store import arrivals
from app.store.rows import ReportRow


@dataclass(frozen=True, slots=True)
class Waiting:
    """`count` own matters are not at the central; `newest` are the last of them."""

    count: int
    newest: tuple[ReportRow, ...]


def waiting_count(desk: Desk) -> int:
    """Own matters the central does not hold. Acts on matters (reprints, calls) do not count."""
    with desk.store.read() as conn:
        return arrivals.unsent_count(conn)


def waiting(desk: Desk, actor: Actor, limit: int = 200) -> Waiting:
    """What the central does not hold yet, newest first."""
    require(actor, Permission.FIND)
    with desk.store.read() as conn:
        return Waiting(arrivals.unsent_count(conn), arrivals.unsent(conn, limit))


def latest(
    desk: Desk, actor: Actor, limit: int = 50, before: int | None = None
) -> tuple[ReportRow, ...]:
    """The matters known here, newest first; `before`: the `n` of the last row already shown."""
    require(actor, Permission.FIND)
    with desk.store.read() as conn:
        return arrivals.newest(conn, limit, before)
