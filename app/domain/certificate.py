"""The central's word that a public key is a window's: what receipts are checked against offline.

A certificate is canonical JSON `{"name", "public_key", "signature", "station", "v",
"valid_from"}`: keys and signature in lower-case hex, `valid_from` as `2026-11-22T16:15:03Z`.
Signed is `ventanilla-certificate-1` + LF + the canonical JSON of all but `signature`. A station
code is never used again (`sync.md` 1.6), so a code has at most one certificate.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.base.errors import Refused
from app.domain.folio import is_station_code
from app.domain.journal import canonical
from app.domain.signing import PUBLIC_SIZE, SIGNATURE_SIZE, Sign, is_signed

VERSION = 1
_PREFIX = b"ventanilla-certificate-1\n"
_STAMP = "%Y-%m-%dT%H:%M:%SZ"


class BadCertificate(Refused):
    """Codes: `certificate_bad` (not a certificate), `certificate_forged` (not the central's),
    `certificate_of_another` (of another window or key).
    """


@dataclass(frozen=True, slots=True)
class Certificate:
    """Which key a station signs with, since when (UTC, whole seconds), and the central's word."""

    station: str
    name: str
    public_key: bytes
    valid_from: datetime
    signature: bytes

    def to_bytes(self) -> bytes:
        return canonical({**self._signed_fields, "signature": self.signature.hex()})

    def check(self, central_public: bytes) -> None:
        """Raises `BadCertificate` (`certificate_forged`) unless the central signed it."""
        if not is_signed(central_public, self._signed_bytes, self.signature):
            raise BadCertificate("certificate_forged", station=self.station)

    @property
    def _signed_fields(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "station": self.station,
            "name": self.name,
            "public_key": self.public_key.hex(),
            "valid_from": self.valid_from.astimezone(UTC).strftime(_STAMP),
        }

    @property
    def _signed_bytes(self) -> bytes:
        return _PREFIX + canonical(self._signed_fields)


def issue(
    *, station: str, name: str, public_key: bytes, valid_from: datetime, sign: Sign
) -> Certificate:
    """A certificate for a newly enrolled window; `sign` is the central's."""
    moment = valid_from.astimezone(UTC).replace(microsecond=0)
    blank = Certificate(station, name, public_key, moment, b"")
    return Certificate(station, name, public_key, moment, sign(blank._signed_bytes))  # noqa: SLF001


def from_bytes(data: bytes) -> Certificate:
    """Reads a certificate; whether it is genuine, only `check` says. Raises `BadCertificate`."""
    try:
        found = json.loads(data)
        certificate = Certificate(
            station=found["station"],
            name=found["name"],
            public_key=bytes.fromhex(found["public_key"]),
            valid_from=datetime.strptime(found["valid_from"], _STAMP).replace(tzinfo=UTC),
            signature=bytes.fromhex(found["signature"]),
        )
        same = certificate.to_bytes() == data
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadCertificate("certificate_bad") from error
    sizes = (len(certificate.public_key), len(certificate.signature))
    texts = isinstance(certificate.station, str) and isinstance(certificate.name, str)
    if not (same and texts and sizes == (PUBLIC_SIZE, SIGNATURE_SIZE)):
        raise BadCertificate("certificate_bad")
    if not is_station_code(certificate.station):
        raise BadCertificate("certificate_bad")
    return certificate
