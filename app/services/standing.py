"""How this station stands: counts, what waits, and whether everything is whole."""

from dataclasses import dataclass
from datetime import datetime

import app
from app.domain.roles import Actor, Permission, require
from app.services.desk import Desk
from app.store import queries, sync_state
from app.store.tables import SCHEMA
from app.store.verify import Verified
from app.store.verify import verify as verify_store


@dataclass(frozen=True, slots=True)
class Standing:
    """`online`: the central answered within the last minute, and nothing is pending is not said
    by it. `last_contact`: when a genuine central last answered, or None. `readonly`: a code.
    """

    station: str
    version: str
    schema: int
    reports: int
    drafts: int
    events: int
    high_seq: int
    safe_seq: int
    pending: int
    quarantined: int
    last_contact: datetime | None
    chain_ok: bool
    readonly: str
    online: bool


def standing(desk: Desk) -> Standing:
    """Counted now. `chain_ok` speaks of the newest thousand events; `verify` follows them all."""
    with desk.store.read() as conn:
        known = sync_state.load(conn)
        counts = queries.counts(conn)
        chain_ok = queries.recent_chain_ok(conn)
        online = queries.online(conn, desk.clock.now())
    return Standing(
        station=desk.identity.code,
        version=app.__version__,
        schema=SCHEMA,
        reports=counts.reports,
        drafts=desk.drafts.count(),
        events=counts.events,
        high_seq=known.high_seq,
        safe_seq=known.safe_seq,
        pending=counts.pending,
        quarantined=counts.quarantined,
        last_contact=known.contacted_at,
        chain_ok=chain_ok,
        readonly=desk.store.locked,
        online=online,
    )


def verify(desk: Desk, actor: Actor) -> Verified:
    """Integrity of database, chain, tail, folio series and commitments."""
    require(actor, Permission.VERIFY)
    return verify_store(desk.store)
