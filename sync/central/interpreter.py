"""Interpretation: what durably received events mean, in transactions of their own, in order.

Where it stands is a number in the database, moved in the same transaction as what was applied:
a crash repeats nothing and skips nothing. One bad event never stops the others: it fails alone,
the window is told, and it is tried again after an upgrade of this program.
"""

import logging
import traceback
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.exc import OperationalError

from app.base.database import NotSaved
from app.base.errors import StoreDamaged
from app.domain.journal import CENTRAL_STATION, PrivatePart, parse
from sync.central import handlers
from sync.central.core import Central
from sync.central.database import Prepared
from sync.central.facts import facts_of, set_fact
from sync.central.filing import filed
from sync.central.handlers import Case, Handler, Held, Judged
from sync.central.ledger import Ledger
from sync.central.tables import intake, intake_private, judged

AT_ONCE = 20
LONGEST_TURN = 0.05  # seconds of a transaction; other processes write between two
HANDLERS: dict[str, Handler] = {
    "station.opened": handlers.nothing,
    "person.read": handlers.nothing,
    "report.filed": filed,
    "report.voided": handlers.voided,
    "report.unjoined": handlers.unjoined,
    "receipt.output": handlers.noted,
    "notice.called": handlers.noted,
    "info.added": handlers.noted,
    "private.erased": handlers.erased,
}
_TROUBLE_OF_THE_WORLD = (NotSaved, StoreDamaged, OperationalError)
_RELEASE = Prepared(
    update(judged)
    .where(judged.c.report_id == bindparam("rid"), judged.c.state == bindparam("was"))
    .values(state=bindparam("becomes"))
)
_log = logging.getLogger(__name__)


def interpret_all(central: Central) -> None:
    """Interprets everything that was received, such as before a count in a test or the demo."""
    while interpret_some(central):
        continue


def interpret_some(central: Central) -> bool:
    """Interprets a few events in one transaction. True when more may wait."""
    try:
        with central.write() as ledger:
            return _turn(central, ledger, AT_ONCE) > 0
    except _TROUBLE_OF_THE_WORLD:
        raise
    except Exception:  # noqa: BLE001 - one of them is bad: each alone, so that only that one fails
        _log.warning("a group of events could not be interpreted; trying each alone")
    return all(_one(central) for _ in range(AT_ONCE))


def _one(central: Central) -> bool:
    number = 0
    try:
        with central.write() as ledger:
            rows = _next(ledger.conn, 1)
            number = rows[0].n if rows else 0
            return _turn(central, ledger, 1) > 0
    except _TROUBLE_OF_THE_WORLD:
        raise
    except Exception as error:  # noqa: BLE001 - it is judged as failed
        _log.warning("an event could not be interpreted: %s", _where(error))
        with central.write() as ledger:
            _give_up(ledger, number)
        return True


def _where(error: Exception) -> str:
    """The kind of error and its place; never its message, which may quote what a person said."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {frame.name}:{frame.lineno}"


def _turn(central: Central, ledger: Ledger, count: int) -> int:
    over = monotonic() + LONGEST_TURN
    done = 0
    for row in _next(ledger.conn, count):
        _interpret(central, ledger, row)
        done, last = done + 1, row.n
        if monotonic() >= over:
            break
    if done:
        _advance(ledger, last)
    return done


def _next(conn: Connection, count: int) -> list[Row[Any]]:
    """What comes next: bytes that followed a hole first, then the received order."""
    query = (
        select(intake, intake_private.c.salt, intake_private.c.data, judged.c.state)
        .outerjoin(
            intake_private,
            intake_private.c.n == intake.c.n,
        )
        .outerjoin(judged, judged.c.n == intake.c.n)
        .order_by(intake.c.n)
        .limit(count)
    )
    again = select(judged.c.n).where(judged.c.state == "pending")
    pending = conn.execute(query.where(intake.c.n.in_(again))).all()
    if pending:
        return list(pending)
    cursor = int(facts_of(conn)["interpreted"])
    return list(
        conn.execute(query.where(intake.c.n > cursor, intake.c.station != CENTRAL_STATION)).all()
    )


def _advance(ledger: Ledger, number: int) -> None:
    if number > int(facts_of(ledger.conn)["interpreted"]):
        set_fact(ledger.conn, "interpreted", str(number))


def _interpret(central: Central, ledger: Ledger, row: Row[Any]) -> None:
    if row.raw is None:
        return  # a hole: its bytes may follow
    part = None if row.salt is None else PrivatePart(bytes(row.salt), bytes(row.data))
    case = Case(central, ledger, row.n, parse(bytes(row.raw), part))
    handler = HANDLERS.get(row.kind)
    if handler is None:
        _judge(ledger, row, "unknown", "")
        return
    try:
        handler(case)
    except Held as error:
        _judge(ledger, row, "held", error.code)
        return
    except Judged as error:
        _judge(ledger, row, "refused", error.code)
        return
    if row.state is not None:
        ledger.conn.execute(judged.delete().where(judged.c.n == row.n))
        _tell(ledger, row.station, row.seq, "applied", "")
    if row.kind == "report.filed":
        _release(ledger, case.chained.event.report_id)


def _judge(ledger: Ledger, row: Row[Any], state: str, reason: str) -> None:
    """Keeps a verdict that is not «applied» and sends it down, unless it is what it was."""
    ledger.conn.execute(judged.delete().where(judged.c.n == row.n))
    ledger.conn.execute(
        insert(judged).values(
            n=row.n,
            station=row.station,
            seq=row.seq,
            report_id=parse(bytes(row.raw)).event.report_id,
            state=state,
            reason=reason,
            since=ledger.now,
        )
    )
    if state not in {row.state, "unknown"}:
        _tell(ledger, row.station, row.seq, state, reason)


def _tell(ledger: Ledger, station: str, seq: int, state: str, reason: str) -> None:
    number, _ = ledger.record(
        "intake.judged",
        actor=CENTRAL_STATION,
        body={"station": station, "seq": seq, "state": state, "reason": reason},
    )
    ledger.feed_event(number, origin=CENTRAL_STATION, audience=station)


def _release(ledger: Ledger, report_id: str | None) -> None:
    """The matter has come: what was held for it is read again, in the order it was received."""
    values = {"rid": report_id, "was": "held", "becomes": "pending"}
    _RELEASE.run(ledger.conn, values)


def _give_up(ledger: Ledger, number: int) -> None:
    """That event cannot be interpreted by this program: noted, told, and passed over.

    Unless somebody else has done so in the meantime, and another one is next.
    """
    for row in _next(ledger.conn, 1):
        if row.n == number:
            _judge(ledger, row, "failed", "internal")
            _advance(ledger, row.n)
