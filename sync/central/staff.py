"""Who works with the central and who signs in at the windows."""

from dataclasses import dataclass

from sqlalchemy import func, insert, select, update

from app.base.errors import Refused
from app.base.passwords import SALT_SIZE, check_password, hash_password
from app.domain.roles import Actor, Role
from app.domain.text import fold
from sync.central import documents, limits
from sync.central.core import Central
from sync.central.identifiers import token_text
from sync.central.tables import sessions, staff

PASSWORD_SIZE = 15
SHORTEST_PASSWORD = 10
WEB_ROLES = frozenset({Role.UNIT, Role.ROUTING, Role.CONTROL})
# A stored form that fits no password: an unknown user takes as long as a known one.
_NOBODY = "-"


@dataclass(frozen=True, slots=True)
class NewStaff:
    """What goes to the person: shown once, kept only as a hash."""

    user: str
    password: str


def add_staff(
    central: Central, name: str, role: str, unit: str = "", *, password: str = ""
) -> NewStaff:
    """A person with a role; a password is made where none is given.

    Raises:
        Refused: `staff_name_empty`, `role_unknown`, `unit_unknown`, `unit_needed` (roles unit and
            control belong to a unit), `password_short`.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused("staff_name_empty")
    if role not in set(Role):
        raise Refused("role_unknown", roles=", ".join(sorted(Role)))
    unit = _unit_for(central, Role(role), unit)
    if password and len(password) < SHORTEST_PASSWORD:
        raise Refused("password_short", shortest=SHORTEST_PASSWORD)
    password = password or token_text(central.config.ids, PASSWORD_SIZE)
    stored = hash_password(password, central.config.ids.token(SALT_SIZE))
    with central.write() as ledger:
        conn = ledger.conn
        count = conn.execute(select(func.count()).select_from(staff)).scalar_one()
        taken = set(conn.execute(select(staff.c.user)).scalars())
        user = _user_name(name, taken)
        conn.execute(
            insert(staff).values(
                code=_code(name, count + 1),
                user=user,
                name=name,
                role=role,
                unit=unit,
                password=stored,
                active=True,
            )
        )
        documents.publish_people(ledger)
    return NewStaff(user, password)


def deactivate(central: Central, user: str) -> None:
    """That person signs in nowhere any more; open sessions end. Raises `Refused`."""
    with central.write() as ledger:
        done = ledger.conn.execute(update(staff).where(staff.c.user == user).values(active=False))
        if done.rowcount == 0:
            raise Refused("staff_unknown", user=user)
        codes = select(staff.c.code).where(staff.c.user == user)
        ledger.conn.execute(sessions.delete().where(sessions.c.code.in_(codes)))
        documents.publish_people(ledger)


def sign_in(central: Central, user: str, password: str, address: str) -> Actor:
    """The person behind a user and password, for the pages of the central.

    Raises:
        TooMany: the user or the address has tried too often.
        Refused: `bad_password`, the same whatever was wrong; `no_web_work`, a role of windows.
    """
    user = user.strip().casefold()[:60]
    by_user, by_address = f"user:{user}", f"address:{address}"
    limits.admit(central, {by_user: limits.SIGN_IN_USER, by_address: limits.SIGN_IN_ADDRESS})
    with central.read() as conn:
        row = conn.execute(select(staff).where(staff.c.user == user, staff.c.active)).first()
    good = check_password(password, row.password if row else _NOBODY)
    if row is None or not good:
        raise Refused("bad_password")
    limits.forget(central, by_user, by_address)
    actor = Actor(row.code, row.name, Role(row.role), row.unit)
    if actor.role not in WEB_ROLES:
        raise Refused("no_web_work")
    return actor


def actor_of(central: Central, user: str) -> Actor:
    """A person by user name, for the demo and for commands; nobody is authenticated here."""
    with central.read() as conn:
        row = conn.execute(select(staff).where(staff.c.user == user, staff.c.active)).first()
    if row is None:
        raise Refused("staff_unknown", user=user)
    return Actor(row.code, row.name, Role(row.role), row.unit)


def _unit_for(central: Central, role: Role, unit: str) -> str:
    if role is Role.ROUTING:
        return unit or central.rulebook.triage
    if role not in WEB_ROLES:
        return unit
    if not unit:
        raise Refused("unit_needed")
    if unit not in central.config.catalog.units:
        raise Refused("unit_unknown", unit=unit)
    return unit


def _user_name(name: str, taken: set[str]) -> str:
    words = fold(name).split()
    plain = ".".join([words[0], words[-1]] if len(words) > 1 else words)
    base = "".join(c for c in plain if c.isascii() and (c.isalnum() or c == "."))[:40] or "usuario"
    if base not in taken:
        return base
    return next(f"{base}{n}" for n in range(2, len(taken) + 3) if f"{base}{n}" not in taken)


def _code(name: str, number: int) -> str:
    """Two initials and a number never used before, as printed on paper: `RM14`."""
    letters = [w[0].upper() for w in fold(name).split() if w[0].isascii() and w[0].isalpha()]
    return f"{''.join([*letters, 'X', 'X'][:2])}{number:02}"
