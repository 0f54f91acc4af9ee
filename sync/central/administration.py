"""Administration without a browser: windows, sealed units' keys, and the whole check."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select, update

from app.base.errors import Refused
from sync.central import documents
from sync.central.core import Central, stamp
from sync.central.facts import facts_of, recovery_key, set_fact
from sync.central.identifiers import token_text
from sync.central.staff import NewStaff, actor_of, add_staff, deactivate
from sync.central.stations import code_hash
from sync.central.tables import enrol_codes, sealed_keys, stations
from sync.central.verification import Verified, verify

__all__ = [
    "CODE_HOURS",
    "NewStaff",
    "NewStation",
    "Verified",
    "actor_of",
    "add_staff",
    "add_station",
    "deactivate",
    "register_sealed_key",
    "keep_recovery_key",
    "revoke_station",
    "verify",
]

CODE_HOURS = 24
_CODE_SIZE = 10
_KEY_SIZE = 32


@dataclass(frozen=True, slots=True)
class NewStation:
    """What goes to the new window: the one-time code, where to use it, until when (ISO UTC)."""

    code: str
    url: str
    expires: str


def add_station(central: Central, name: str, hours: int = CODE_HOURS) -> NewStation:
    """A one-time enrolment code for a window of that name; only its hash is kept."""
    if not name.strip():
        raise Refused("station_name_empty")
    code = token_text(central.config.ids, _CODE_SIZE)
    expires = central.seconds() + hours * 3600
    with central.write() as ledger:
        ledger.conn.execute(
            insert(enrol_codes).values(
                hash=code_hash(code), name=name.strip(), expires=expires, station=None
            )
        )
        url = facts_of(ledger.conn).get("url", "")
    return NewStation(code, url, stamp(datetime.fromtimestamp(expires, UTC)))


def revoke_station(central: Central, code: str) -> None:
    """That window is answered 401 from now on; what it sent stays. Its code is never reused."""
    with central.write() as ledger:
        done = ledger.conn.execute(
            update(stations).where(stations.c.code == code).values(state="revoked")
        )
        if done.rowcount == 0:
            raise Refused("station_code_unknown", station=code)


def register_sealed_key(central: Central, unit: str, public_key: bytes) -> None:
    """The X25519 public key (32 bytes) that windows seal that unit's envelopes with.

    The private half is never here. A key once registered is not replaced in silence.

    Raises:
        Refused: `unit_not_sealed`, `sealed_key_bad`, `sealed_key_taken`.
    """
    found = central.config.catalog.units.get(unit)
    if found is None or found.kind != "sealed":
        raise Refused("unit_not_sealed", unit=unit)
    if len(public_key) != _KEY_SIZE:
        raise Refused("sealed_key_bad")
    with central.write() as ledger:
        known = ledger.conn.execute(
            select(sealed_keys.c.public_key).where(sealed_keys.c.unit == unit)
        ).scalar()
        if known is not None and bytes(known) != public_key:
            raise Refused("sealed_key_taken", unit=unit)
        if known is None:
            ledger.conn.execute(insert(sealed_keys).values(unit=unit, public_key=public_key))
            documents.publish_sealed_keys(ledger)


def keep_recovery_key(central: Central, public_key: bytes, *, replace: bool = False) -> None:
    """The X25519 public key (32 bytes) of which every window enrolled from now on makes a slot.

    The private half is never here.

    Raises:
        Refused: `recovery_key_bad`; `recovery_key_kept`, there is one and `replace` was not said.
    """
    if len(public_key) != _KEY_SIZE:
        raise Refused("recovery_key_bad")
    with central.write() as ledger:
        if recovery_key(ledger.conn) and not replace:
            raise Refused("recovery_key_kept")
        set_fact(ledger.conn, "recovery_key", public_key.hex())
