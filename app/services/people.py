"""Who is at the desk: signing in without a network, with attempts throttled."""

import hashlib
from datetime import timedelta

from app.base.errors import Refused
from app.domain.roles import Actor, Role
from app.services.desk import Desk
from app.store import attempts, documents

FREE_ATTEMPTS = 5
WINDOW = timedelta(minutes=15)
AUTOMATION = "automatizacion"
# A stored form that no password fits, and that takes as long: an unknown user is not told apart.
_NOBODY = "-"


def sign_in(desk: Desk, user: str, password: str) -> Actor:
    """The person behind a user name and password.

    Raises:
        Refused: `bad_password` (the same for an unknown user) or `too_many_attempts`, with the
            `minutes` to wait.
    """
    user = user.strip().casefold()
    now = desk.clock.now()
    key = hashlib.sha256(user.encode(errors="replace")).hexdigest()[:16]
    with desk.store.read() as conn:
        failures = attempts.failures_since(conn, key, now - WINDOW)
        person = next((p for p in documents.people(conn) if p.user == user and p.active), None)
    if failures >= FREE_ATTEMPTS:
        raise Refused("too_many_attempts", minutes=int(WINDOW.total_seconds() // 60))
    good = desk.check_password(password, person.password if person else _NOBODY)
    if person is None or not good:
        with desk.store.write() as writer:
            attempts.note_failure(writer.conn, key, now)
        raise Refused("bad_password")
    if failures:
        with desk.store.write() as writer:
            attempts.forget(writer.conn, key)
    return Actor(person.code, person.name, Role(person.role), person.unit)


def automation(desk: Desk) -> Actor:
    """The account of scripts in a demo or training home; a real home has none until it is made."""
    from app.store.home import HomeKind

    if desk.kind is HomeKind.REAL:
        raise Refused("user_needed")
    return Actor(AUTOMATION.upper()[:4], AUTOMATION, Role.AUTOMATION)
