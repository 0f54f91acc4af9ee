"""The signed statement in a receipt's QR: verifiable without a network, no personal data.

Exactly 101 bytes (`sync.md` 1.15), numbers big-endian:

====== ==== ==================================================================
offset size what
====== ==== ==================================================================
0      1    version, 1
1      13   folio without separators, ASCII (`A03260001234B`)
14     4    time of filing: seconds since 1970-01-01 UTC, unsigned (until 2106)
18     3    code of the station that signs, ASCII. It is the folio's own but
            where a folio was printed by one station and captured by another
21     16   first 16 bytes of the hash of the `report.filed` event
37     64   Ed25519 by the station over `ventanilla-receipt-1` + LF + bytes 0 to 36
====== ==== ==================================================================

In the QR it is upper-case base32 (RFC 4648) without padding, 162 characters, after
`HTTPS://HOST/V/` where a host is set: all of QR's alphanumeric alphabet.
"""

import re
from base64 import b32decode, b32encode
from binascii import Error as Base32Error
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.base.errors import Refused
from app.domain import folio as folios
from app.domain.certificate import Certificate
from app.domain.folio import Folio
from app.domain.signing import SIGNATURE_SIZE, Sign, is_signed

VERSION = 1
SIZE = 101
TEXT_SIZE = 162
HASH_SIZE = 16
_SIGNED = SIZE - SIGNATURE_SIZE
_PREFIX = b"ventanilla-receipt-1\n"
_PADDING = "=" * 6
_URL = re.compile(r"(?:HTTPS?://[^/]+/V/)?([A-Z2-7]+)/?\Z")
_LARGEST_TIME = 2**32
# A window's certificate and its first receipt may be dated by clocks that differ a little.
_GRACE = timedelta(days=1)


class BadStatement(Refused):
    """Not a genuine receipt. Codes: `receipt_unreadable`, `receipt_version`, `receipt_folio`,
    `receipt_station_unknown` (`station`), `receipt_forged`, `receipt_before_station`.
    """


@dataclass(frozen=True, slots=True)
class Statement:
    """That `station` filed `folio` at `filed_at` (UTC, whole seconds) in the event whose hash
    begins with `event_hash16`. `signature` is over `signed`.
    """

    folio: Folio
    filed_at: datetime
    station: str
    event_hash16: bytes
    signature: bytes

    @property
    def signed(self) -> bytes:
        """Bytes 0 to 36."""
        return b"".join(
            (
                bytes([VERSION]),
                self.folio.compact.encode("ascii"),
                int(self.filed_at.timestamp()).to_bytes(4, "big"),
                self.station.encode("ascii"),
                self.event_hash16,
            )
        )

    def to_bytes(self) -> bytes:
        return self.signed + self.signature


def make(
    folio: Folio, filed_at: datetime, event_hash16: bytes, sign: Sign, station: str = ""
) -> bytes:
    """The 101 bytes; `sign` is the station's, `station` its code where not the folio's own.

    `event_hash16` may be the whole hash. Raises `ValueError` for a time before 1970 or after 2106.
    """
    moment = datetime.fromtimestamp(int(filed_at.timestamp()), UTC)
    if not 0 <= moment.timestamp() < _LARGEST_TIME:
        raise ValueError(moment)
    code = station or folio.station
    blank = Statement(folio, moment, code, event_hash16[:HASH_SIZE], b"")
    return blank.signed + sign(_PREFIX + blank.signed)


def qr_text(statement: bytes, host: str = "") -> str:
    """What the QR says: an address any telephone opens, or the bare statement without a host."""
    text = b32encode(statement).decode("ascii").rstrip("=")
    return f"HTTPS://{host.upper()}/V/{text}" if host else text


def read(text: str) -> Statement:
    """Reads a QR's text, whole address or bare; whether it is genuine, only `verify` says.

    Raises `BadStatement`: `receipt_unreadable`, `receipt_version`, `receipt_folio`.
    """
    found = _URL.match(text.strip().upper())
    if found is None or len(found[1]) != TEXT_SIZE:
        raise BadStatement("receipt_unreadable")
    try:
        data = b32decode(found[1] + _PADDING)
        folio_text, station = data[1:14].decode("ascii"), data[18:21].decode("ascii")
    except (Base32Error, UnicodeDecodeError) as error:
        raise BadStatement("receipt_unreadable") from error
    if data[0] != VERSION:
        raise BadStatement("receipt_version")
    try:
        folio = folios.parse(folio_text, this_year=0)
    except Refused as error:
        raise BadStatement("receipt_folio") from error
    moment = datetime.fromtimestamp(int.from_bytes(data[14:18], "big"), UTC)
    statement = Statement(folio, moment, station, data[21:_SIGNED], data[_SIGNED:])
    if qr_text(statement.to_bytes()) != found[1]:  # another spelling of the same would verify too
        raise BadStatement("receipt_unreadable")
    return statement


def verify(statement: Statement, certificates: Mapping[str, Certificate]) -> Certificate:
    """The certificate of the window that vouches for a receipt.

    `certificates` maps station codes to certificates that were checked already. Raises
    `BadStatement` with the reason: the window is not known, the signature is not the window's
    (a forged or changed receipt), or the receipt is older than its window.
    """
    certificate = certificates.get(statement.station)
    if certificate is None:
        raise BadStatement("receipt_station_unknown", station=statement.station)
    if not is_signed(certificate.public_key, _PREFIX + statement.signed, statement.signature):
        raise BadStatement("receipt_forged")
    if statement.filed_at < certificate.valid_from - _GRACE:
        raise BadStatement("receipt_before_station")
    return certificate
