"""How often a key (an address, a user) may try before it has to wait; kept in the database, so
that it holds for every worker and outlives a restart.
"""

from dataclasses import dataclass

from sqlalchemy import insert, select

from app.base.errors import Refused
from sync.central.core import Central
from sync.central.tables import attempts


@dataclass(frozen=True, slots=True)
class Allowance:
    """`tries` within `seconds`, counted from the first one."""

    tries: int
    seconds: int


ENROL = Allowance(10, 3600)
CONSULT = Allowance(10, 3600)
SIGN_IN_USER = Allowance(6, 600)
SIGN_IN_ADDRESS = Allowance(40, 600)


class TooMany(Refused):
    """The allowance is used up; try again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__("too_many_attempts", minutes=max(1, -(-seconds // 60)))
        self.seconds = seconds


def admit(central: Central, allowances: dict[str, Allowance]) -> None:
    """Counts one try for each key before it is made. Raises `TooMany` when one has none left."""
    now = central.seconds()
    with central.write() as ledger:
        ledger.conn.execute(attempts.delete().where(attempts.c.until < now))
        for key, allowance in allowances.items():
            mine = attempts.c.key == key
            row = ledger.conn.execute(select(attempts).where(mine)).first()
            if row is not None and row.failures >= allowance.tries:
                raise TooMany(row.until - now)
            ledger.conn.execute(attempts.delete().where(mine))
            ledger.conn.execute(
                insert(attempts).values(
                    key=key,
                    failures=(row.failures if row else 0) + 1,
                    until=row.until if row else now + allowance.seconds,
                )
            )


def forget(central: Central, *keys: str) -> None:
    """A try succeeded: those keys begin anew."""
    with central.write() as ledger:
        ledger.conn.execute(attempts.delete().where(attempts.c.key.in_(keys)))
