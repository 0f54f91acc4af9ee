"""Windows: how one is enrolled, recognised by its signature, and told how it stands."""

from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from app.domain import certificate
from app.domain.folio import ALPHABET
from app.domain.journal import GENESIS
from app.domain.signing import is_signed
from sync.central import documents, feed
from sync.central.backups import safe_seq
from sync.central.core import Central, stamp
from sync.central.facts import recovery_key
from sync.central.intake import LIMITS
from sync.central.ledger import Ledger
from sync.central.refusal import ApiRefusal
from sync.central.tables import enrol_codes, sealed_keys, stations
from sync.wire import (
    H_NONCE,
    H_SIGNATURE,
    H_STATION,
    VERSION,
    EnrolAnswer,
    EnrolRequest,
    HelloAnswer,
    request_bytes,
)

_LETTERS = ALPHABET[10:]
_PER_LETTER = 99
_KEY_SIZE = 32


@dataclass(frozen=True, slots=True)
class Caller:
    """A request's station, proved by its signature."""

    code: str
    public_key: bytes


def enrol(central: Central, request: EnrolRequest) -> EnrolAnswer:
    """Gives a window its station code, certificate and keys against a one-time code.

    The same code with the same public key gets the same answer again, for the first one may
    have been lost on its way.

    Raises:
        ApiRefusal: 401, the code is unknown, used or too old; 422, the key is not a key.
    """
    if len(request.public_key) != _KEY_SIZE:
        raise ApiRefusal("bad_public_key", 422)
    with central.write() as ledger:
        found = ledger.conn.execute(
            select(enrol_codes).where(enrol_codes.c.hash == code_hash(request.code))
        ).first()
        if found is None or found.expires < central.seconds():
            raise ApiRefusal("enrol_code_unknown", 401)
        if found.station is None:
            _new_station(central, ledger, found.name, request)
            ledger.conn.execute(
                update(enrol_codes)
                .where(enrol_codes.c.hash == found.hash)
                .values(station=_code_of(ledger.conn, request.public_key))
            )
        elif found.station != _code_of(ledger.conn, request.public_key):
            raise ApiRefusal("enrol_code_unknown", 401)
        return _welcome(central, ledger.conn, request.public_key)


def code_hash(code: str) -> bytes:
    """How a one-time code is kept; spaces, hyphens and case do not count."""
    plain = code.upper().replace("-", "").replace(" ", "").translate(str.maketrans("OIL", "011"))
    return sha256(b"ventanilla-enrol\n" + plain.encode()).digest()


def _new_station(central: Central, ledger: Ledger, name: str, request: EnrolRequest) -> None:
    if _code_of(ledger.conn, request.public_key) is not None:
        raise ApiRefusal("public_key_used", 422)
    code = next_code(ledger.conn.execute(select(func.count()).select_from(stations)).scalar_one())
    issued = certificate.issue(
        station=code,
        name=name,
        public_key=request.public_key,
        valid_from=central.now(),
        sign=central.signer.sign,
    )
    ledger.conn.execute(
        insert(stations).values(
            code=code,
            name=name,
            public_key=request.public_key,
            certificate=issued.to_bytes(),
            state="active",
            app_version=request.app_version[:40],
            enrolled_at=ledger.now,
            last_contact=ledger.now,
            high_seq=0,
            head_hash=GENESIS,
        )
    )
    documents.publish_stations(ledger)


def next_code(given: int) -> str:
    """The code after `given` ones: A01 … A99, B01 … Z99, then the other shapes; never reused."""
    letter, number = divmod(given, _PER_LETTER)
    if letter < len(_LETTERS):
        return f"{_LETTERS[letter]}{number + 1:02}"
    rest = given - len(_LETTERS) * _PER_LETTER
    high, low = divmod(rest, len(ALPHABET))
    middle = _LETTERS[high % len(_LETTERS)]
    return f"{_LETTERS[high // len(_LETTERS)]}{middle}{ALPHABET[low]}"


def _code_of(conn: Connection, public_key: bytes) -> str | None:
    return conn.execute(select(stations.c.code).where(stations.c.public_key == public_key)).scalar()


def _welcome(central: Central, conn: Connection, public_key: bytes) -> EnrolAnswer:
    row = conn.execute(select(stations).where(stations.c.public_key == public_key)).one()
    return EnrolAnswer(
        station=row.code,
        name=row.name,
        certificate=bytes(row.certificate),
        central_key=central.signer.public,
        sealed_keys={unit: bytes(key) for unit, key in conn.execute(select(sealed_keys))},
        office_key=central.office_key,
        cursor=feed.make_cursor(central.epoch, 0),
        epoch=central.epoch,
        demo=central.config.demo,
        public_host=central.config.public_host,
        recovery_key=recovery_key(conn),
    )


def hello(central: Central, station: str) -> HelloAnswer:
    """How the central stands with a station; the truth from which a round of sync begins.

    Raises:
        ApiRefusal: 401, unknown or revoked.
    """
    with central.read() as conn:
        row = _row(conn, station)
        return HelloAnswer(
            epoch=central.epoch,
            high_seq=row.high_seq,
            head_hash=bytes(row.head_hash),
            safe_seq=safe_seq(conn, station),
            feed_head=feed.head(conn),
            server_time=stamp(central.now()),
            limits=LIMITS,
            schema_min=VERSION,
            schema_max=VERSION,
            nonce=central.signer.nonce(station, central.seconds()),
        )


def note_contact(central: Central, station: str) -> None:
    """A window was heard of just now."""
    with central.write() as ledger:
        ledger.conn.execute(
            update(stations).where(stations.c.code == station).values(last_contact=ledger.now)
        )


def authenticate(
    central: Central, method: str, target: str, headers: Mapping[str, str], body: bytes
) -> Caller:
    """Whose request it is, proved by a signature over a nonce of ours.

    Raises:
        ApiRefusal: 401 unknown, revoked or a wrong signature; 428 the nonce is too old.
    """
    station, nonce = headers.get(H_STATION.lower(), ""), headers.get(H_NONCE.lower(), "")
    with central.read() as conn:
        public_key = bytes(_row(conn, station).public_key)
    try:
        signature = b64decode(headers.get(H_SIGNATURE.lower(), ""), validate=True)
    except (Base64Error, ValueError) as error:
        raise ApiRefusal("request_signature", 401) from error
    if not is_signed(public_key, request_bytes(method, target, station, nonce, body), signature):
        raise ApiRefusal("request_signature", 401)
    if not central.signer.nonce_good(nonce, station, central.seconds()):
        raise ApiRefusal("nonce_expired", 428)
    return Caller(station, public_key)


def _row(conn: Connection, station: str) -> Row[Any]:
    row = conn.execute(select(stations).where(stations.c.code == station)).first()
    if row is None:
        raise ApiRefusal("station_unknown", 401)
    if row.state != "active":
        raise ApiRefusal("station_revoked", 401)
    return row
