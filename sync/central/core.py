"""The central itself, without HTTP: its database, its key, its identity, and its one pen.

Pages, API, administration and the demo all hold a `Central`; whoever writes takes a `Ledger`
from `Central.write`, and everything written with it is one durable transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from app.domain.journal import CENTRAL_STATION
from sync.central import documents
from sync.central.config import DATABASE_FILE, CentralConfig
from sync.central.database import Database
from sync.central.facts import facts_of, retry_after_upgrade, set_fact
from sync.central.ledger import Ledger, Writing
from sync.central.rulebook import Rulebook
from sync.central.signing import Signer


@dataclass(frozen=True, slots=True)
class Central:
    """`epoch` changes when the central is restored from a backup; `office_key` makes the tags by
    which windows recognise a caller without knowing who it is.
    """

    config: CentralConfig
    database: Database
    signer: Signer
    epoch: str
    office_key: bytes
    rulebook: Rulebook

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self.database.read() as conn:
            yield conn

    @contextmanager
    def write(self) -> Iterator[Ledger]:
        with self.database.write() as conn:
            ledger = Ledger(conn, _writing(self.config))
            yield ledger
            ledger.flush()

    def now(self) -> datetime:
        return self.config.clock.now()

    def seconds(self) -> int:
        """The present as whole seconds since 1970."""
        return int(self.now().timestamp())

    def close(self) -> None:
        self.database.close()


def stamp(when: datetime) -> str:
    """A time as the tables keep it: `2026-11-22T16:15:03.123Z`."""
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def open_central(config: CentralConfig) -> Central:
    """Opens the database, and on the first start gives it its epoch, keys and first event.

    Raises:
        StoreDamaged: the file is damaged, or the key is another one's.
    """
    path = config.home / DATABASE_FILE
    database = Database(path, config.database_url, config.db_key)
    try:
        database.create()
        with database.write() as conn:
            ledger = Ledger(conn, _writing(config))
            _first_start(ledger, config)
            retry_after_upgrade(conn, config.app)
            documents.publish_catalog(ledger, config.catalog.version)
            ledger.flush()
            known = facts_of(conn)
    except BaseException:
        database.close()
        raise
    return Central(
        config=config,
        database=database,
        signer=Signer(config.signing_seed),
        epoch=known["epoch"],
        office_key=bytes.fromhex(known["office_key"]),
        rulebook=Rulebook(config.catalog),
    )


def _first_start(ledger: Ledger, config: CentralConfig) -> None:
    if "epoch" in facts_of(ledger.conn):
        return
    epoch = config.ids.token(8).hex()
    set_fact(ledger.conn, "epoch", epoch)
    set_fact(ledger.conn, "office_key", config.ids.token(32).hex())
    set_fact(ledger.conn, "interpreted", "0")
    ledger.record("central.opened", actor=CENTRAL_STATION, body={"app": config.app, "epoch": epoch})


def _writing(config: CentralConfig) -> Writing:
    return Writing(
        now=stamp(config.clock.now()),
        clock=config.clock,
        ids=config.ids,
        catalog=config.catalog.version,
    )
