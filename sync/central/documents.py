"""Whole documents that go down the feed: who works here, which windows there are, the catalogue."""

import json
from base64 import b64encode
from hashlib import sha256
from typing import Any

from sqlalchemy import insert, select

from app.domain.roles import Role
from sync.central.ledger import Ledger
from sync.central.tables import documents, sealed_keys, staff, stations

_AT_THE_DESK = {Role.CLERK, Role.OPERATOR, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUTOMATION}


def publish_people(ledger: Ledger) -> None:
    """Those who sign in at windows, with their password hashes; unit staff stay at the central."""
    rows = ledger.conn.execute(
        select(staff).where(staff.c.role.in_([r.value for r in _AT_THE_DESK])).order_by("code")
    ).mappings()
    _publish(ledger, "people", [dict(row) for row in rows])


def publish_stations(ledger: Ledger) -> None:
    rows = ledger.conn.execute(
        select(stations.c.code, stations.c.name, stations.c.certificate).order_by(stations.c.code)
    )
    listed = [
        {"station": code, "name": name, "certificate": b64encode(certificate).decode()}
        for code, name, certificate in rows
    ]
    _publish(ledger, "stations", listed)


def publish_sealed_keys(ledger: Ledger) -> None:
    """Public keys only. A window pins what it got at enrolment; a new unit's key comes this way."""
    rows = ledger.conn.execute(select(sealed_keys).order_by(sealed_keys.c.unit))
    _publish(ledger, "sealed_keys", [{"unit": u, "key": b64encode(k).decode()} for u, k in rows])


def publish_catalog(ledger: Ledger, version: str) -> None:
    _publish(ledger, "catalog", {"version": version})


def _publish(ledger: Ledger, name: str, data: Any) -> None:
    """Stores the document and feeds it, unless it is what is stored already."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    version = sha256(text.encode()).hexdigest()[:16]
    known = ledger.conn.execute(
        select(documents.c.version).where(documents.c.name == name)
    ).scalar()
    if known == version:
        return
    ledger.conn.execute(documents.delete().where(documents.c.name == name))
    ledger.conn.execute(insert(documents).values(name=name, version=version, data=text))
    ledger.feed_document(name)
