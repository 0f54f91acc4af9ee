"""The certificates this station knows: its own, and those of the office that the feed brought."""

from base64 import b64decode

from app.domain.certificate import Certificate, from_bytes
from app.services.desk import Desk
from app.store import documents


def known_certificates(desk: Desk) -> dict[str, Certificate]:
    """By station code."""
    own = from_bytes(desk.identity.certificate)
    known = {own.station: own}
    with desk.store.read() as conn:
        found = documents.get(conn, "stations")
    for entry in found or ():
        certificate = from_bytes(b64decode(entry["certificate"]))
        known[certificate.station] = certificate
    return known
