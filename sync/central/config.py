"""What a central is started with; `app.bootstrap` and the tests fill it in."""

from dataclasses import dataclass
from pathlib import Path

from app.base.ports import Clock, Ids
from app.domain.catalog import Catalog

DATABASE_FILE = "central.db"


@dataclass(frozen=True, slots=True)
class CentralConfig:
    """`home` holds the SQLite file unless `database_url` names a PostgreSQL.

    `db_key` (32 bytes) makes the file SQLCipher's. `signing_seed`: 32 bytes of the Ed25519 key
    that every window pins. `public_host` is what receipts name in their QR; empty, they carry
    the bare statement. `app` is this program's version, written in the central's journal.
    """

    home: Path
    signing_seed: bytes
    catalog: Catalog
    clock: Clock
    ids: Ids
    database_url: str | None = None
    db_key: bytes | None = None
    public_host: str = ""
    municipality: str = "Gobierno de San Pedro Tlaquepaque"
    demo: bool = False
    app: str = "0.1.0"
