"""A real home for the window's tests: real store, real catalogue, demo keys, nobody on the network."""

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

from app.base.passwords import hash_password
from app.bootstrap import vaults
from app.bootstrap.ids import SystemIds
from app.bootstrap.station import OpenDesk, open_desk
from app.domain.sealing import new_pair
from app.domain.signing import public_of
from app.store import documents, sync_state
from app.store.home import HomeKind, mark
from app.store.store import Store
from app.store.sync_state import Enrolment
from app.vault.slots import KeySlots

USER, PASSWORD = "rosa", "clave de prueba"
NOBODY = "http://127.0.0.1:9"


def make_home(home: Path, url: str = NOBODY) -> Path:
    """An enrolled station A07 with one clerk, whose central cannot be reached."""
    home.mkdir(parents=True)
    mark(home, HomeKind.DEMO)
    keys = KeySlots(home).create(
        HomeKind.DEMO.value, [vaults.vault_for(vaults.DEMO, home, None)], SystemIds().token
    )
    facts = Enrolment(
        url=url,
        name="Módulo Centro",
        certificate=b"",
        central_key=public_of(bytes(32)),
        office_key=bytes(32),
        public_host="asuntos.ejemplo.mx",
        demo=True,
        sealed_keys={unit: new_pair()[1] for unit in ("OIC", "AIP")},
    )
    with closing(Store.create(home, keys, "A07")) as store, store.write() as writer:
        sync_state.note_enrolment(writer, facts)
        documents.put(writer, "people", "1", [_clerk()])
    return home


def _clerk() -> dict[str, object]:
    return {
        "code": "RM01", "user": USER, "name": "Rosa Medina", "role": "clerk", "unit": "",
        "password": hash_password(PASSWORD, bytes(16)), "active": True,
    }  # fmt: skip


def opener(home: Path) -> Callable[[], AbstractContextManager[OpenDesk]]:
    return lambda: open_desk(home)
