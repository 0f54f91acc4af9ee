"""One event on its way into the tables, and the simple way in: one statement, its values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.base.database import Prepared
from app.domain.journal import Chained

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event as row `n` of the journal; `own` when this home's station wrote it."""

    chained: Chained
    n: int
    own: bool


@dataclass(frozen=True, slots=True)
class Simple:
    """A kind whose whole effect is one statement; many events of it go in one call."""

    statement: Prepared
    values: Callable[[Arrival], Values]

    def __call__(self, conn: Connection, arrivals: list[Arrival]) -> None:
        self.statement.run_many(conn, [self.values(a) for a in arrivals])


Step = Callable[[Connection, list[Arrival]], None]
