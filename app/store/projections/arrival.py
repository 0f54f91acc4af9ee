"""One event on its way into the tables."""

from dataclasses import dataclass

from sqlalchemy import Connection

from app.domain.journal import Chained


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event as row `n` of the journal; `own` when this home's station wrote it."""

    conn: Connection
    chained: Chained
    n: int
    own: bool
