"""What a person at the central must look at: forks, holes, wrong bytes, gaps in a folio series."""

import json

from sqlalchemy import insert, select

from sync.central.core import Central
from sync.central.ledger import Ledger
from sync.central.tables import alarms


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


def raise_alarm(central: Central, code: str, station: str, seq: int | None) -> None:
    """Writes an alarm in a transaction of its own, after another one was given up."""
    with central.write() as ledger:
        note(ledger, code, station, seq)
