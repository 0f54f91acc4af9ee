"""A window introduces itself with a one-time code and learns whom to trust from then on.

The private key never leaves the station. The caller stores the answer in the home; the central's
key in it is pinned for ever (`sync.md` 1.6).
"""

from collections.abc import Callable

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.base.errors import Offline, Refused
from app.domain import certificate
from app.domain.certificate import BadCertificate
from sync import wire
from sync.station.client import ANSWER_WITHIN, proves
from sync.station.transport import Network, Reply, Transport

_KEY_SIZE = 32
_OK = 200
_REFUSALS = frozenset({400, 401, 403, 404, 409, 410, 422, 426, 429})


def enrol(
    url: str,
    code: str,
    *,
    public_key: bytes,
    app_version: str,
    token: Callable[[int], bytes],
    network: Network | None = None,
) -> wire.EnrolAnswer:
    """Turns a one-time code into a station code, a certificate and the central's key.

    Raises `Refused` (the code is unknown, used or expired; `BadCertificate`: the certificate is
    not of this key, or not signed by the central that is about to be pinned) and `Offline` (no
    connection, or what answered did not prove that it holds the key it presents).
    """
    request = token(16).hex()
    body = wire.encode(
        wire.EnrolRequest(code=code.strip(), public_key=public_key, app_version=app_version)
    )
    headers = {wire.H_REQUEST: request, "Content-Type": "application/json"}
    transport = Transport(url, network or Network())
    try:
        reply = transport.send("POST", "/v1/enrol", body, headers, ANSWER_WITHIN)
    finally:
        transport.close()
    if reply.status != _OK:
        raise _refusal(reply)
    answer = _proved(reply, request)
    _check_certificate(answer, public_key)
    return answer


def _proved(reply: Reply, request: str) -> wire.EnrolAnswer:
    try:
        answer = wire.decode(reply.body, wire.EnrolAnswer)
    except msgspec.DecodeError as error:
        raise Offline("not_our_central") from error
    if len(answer.central_key) != _KEY_SIZE:
        raise Offline("not_our_central")
    if not proves(Ed25519PublicKey.from_public_bytes(answer.central_key), request, reply):
        raise Offline("not_our_central")
    return answer


def _check_certificate(answer: wire.EnrolAnswer, public_key: bytes) -> None:
    """Receipts are checked against it for years: found out now, or by a citizen then."""
    issued = certificate.from_bytes(answer.certificate)
    issued.check(answer.central_key)
    mine = (answer.station, answer.name, public_key)
    if (issued.station, issued.name, issued.public_key) != mine:
        raise BadCertificate("certificate_of_another", station=issued.station)


def _refusal(reply: Reply) -> Refused | Offline:
    """No key is pinned yet, so a refusal is believed when it has the shape of one of ours."""
    try:
        refusal = wire.decode(reply.body, wire.Refusal)
    except msgspec.DecodeError:
        return Offline("not_our_central", status=reply.status)
    if reply.status not in _REFUSALS:
        return Offline("central_in_trouble", status=reply.status)
    return Refused("enrol_refused", reason=refusal.code)
