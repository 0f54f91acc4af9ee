"""The nightly cross-check: per day of the events' own time, how many, from where to where, and
one digest over their hashes.
"""

from hashlib import sha256

from sqlalchemy import Connection, select

from sync.central.tables import intake
from sync.wire import ReconAnswer, ReconDay


def by_day(conn: Connection, station: str, day: str = "") -> ReconAnswer:
    """Every day of a station, or one (`YYYY-MM-DD`); holes stand under the empty day."""
    query = select(intake.c.day, intake.c.seq, intake.c.hash).where(intake.c.station == station)
    if day:
        query = query.where(intake.c.day == day)
    days: dict[str, list[tuple[int, bytes]]] = {}
    for found, seq, event_hash in conn.execute(query.order_by(intake.c.seq)):
        days.setdefault(found, []).append((seq, bytes(event_hash)))
    return ReconAnswer(
        days=[
            ReconDay(
                day=found,
                count=len(events),
                first_seq=events[0][0],
                last_seq=events[-1][0],
                digest=sha256(b"".join(event_hash for _, event_hash in events)).digest(),
            )
            for found, events in sorted(days.items())
        ]
    )
