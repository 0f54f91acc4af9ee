"""What a person at the central must look at: forks, holes, wrong bytes, gaps in a folio series."""

import json
from datetime import timedelta

from sqlalchemy import insert, select

from sync.central.core import Central, stamp
from sync.central.ledger import Ledger
from sync.central.tables import alarms, judged

HELD_TOO_LONG = timedelta(days=7)


def note(ledger: Ledger, code: str, station: str, seq: int | None, **detail: str | int) -> None:
    """Writes an alarm in the transaction at hand; the same one is not written twice."""
    known = ledger.conn.execute(
        select(alarms.c.id).where(
            alarms.c.code == code, alarms.c.station == station, alarms.c.seq == seq
        )
    ).first()
    if known is None:
        text = json.dumps(detail, ensure_ascii=False, sort_keys=True)
        ledger.conn.execute(
            insert(alarms).values(code=code, station=station, seq=seq, detail=text, at=ledger.now)
        )


def note_long_held(central: Central) -> None:
    """An update that has waited `HELD_TOO_LONG` for its matter is never dropped, but is told."""
    limit = stamp(central.now() - HELD_TOO_LONG)
    with central.read() as conn:
        rows = conn.execute(
            select(judged.c.station, judged.c.seq).where(
                judged.c.state == "held", judged.c.since < limit
            )
        ).all()
    if rows:
        with central.write() as ledger:
            for row in rows:
                note(ledger, "held_too_long", row.station, row.seq)


def raise_alarm(central: Central, code: str, station: str, seq: int | None) -> None:
    """Writes an alarm in a transaction of its own, after another one was given up."""
    with central.write() as ledger:
        note(ledger, code, station, seq)
