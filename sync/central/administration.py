"""Administration without a browser: windows, staff, sealed units' keys, and the whole check."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, update

from app.base.errors import Refused
from app.domain.folio import ALPHABET
from sync.central.core import Central, facts_of, stamp
from sync.central.stations import code_hash
from sync.central.tables import enrol_codes, stations

CODE_HOURS = 24
_CODE_SIZE = 10


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
    code = token_text(central, _CODE_SIZE)
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
            raise Refused("station_unknown", station=code)


def token_text(central: Central, size: int) -> str:
    """Random characters a person can read out, in groups of five: 5 bits each."""
    letters = "".join(ALPHABET[b & 31] for b in central.config.ids.token(size))
    return "-".join(letters[i : i + 5] for i in range(0, size, 5))
