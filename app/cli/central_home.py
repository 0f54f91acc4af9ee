"""Putting a central together: its keys, its database and the catalogue."""

from datetime import datetime
from pathlib import Path

import app
from app.base.errors import Refused
from app.bootstrap import vaults
from app.bootstrap.catalogue import shipped
from app.bootstrap.clock import SystemClock, start_from_environment
from app.bootstrap.ids import SystemIds
from app.store.home import HomeKind, kind_of, mark
from app.vault.slots import KeySlots
from sync.central.config import CentralConfig


def central_config(
    home: Path,
    *,
    vault: str,
    passphrase: str | None = None,
    database_url: str | None = None,
    demo: bool = False,
    start: datetime | None = None,
) -> CentralConfig:
    """What a central of this home is started with; on the first start its keys are made.

    `start`: when a demo's day begins; without it, `VENTANILLA_NOW` or now.

    Raises `Refused("central_kind")` when a demo central's home is started as a real one, and
    what the opener of its keys has to say.
    """
    kind = HomeKind.DEMO if demo or vault == vaults.DEMO else HomeKind.REAL
    slots, ids = KeySlots(home), SystemIds()
    if slots.exist:
        if demo and kind_of(home) is not HomeKind.DEMO:
            raise Refused("central_kind")
        kind = kind_of(home)
        keys = vaults.open_keys(home, passphrase)
    else:
        mark(home, kind)
        opener = vaults.vault_for(vaults.DEMO if kind is HomeKind.DEMO else vault, home, passphrase)
        keys = slots.create(kind.value, [opener], ids.token)
    is_demo = kind is HomeKind.DEMO
    return CentralConfig(
        home=home,
        signing_seed=keys.seed,
        catalog=shipped(),
        clock=SystemClock((start or start_from_environment()) if is_demo else None),
        ids=ids,
        database_url=database_url,
        db_key=None if database_url else keys.db,
        demo=is_demo,
        app=app.__version__,
    )
