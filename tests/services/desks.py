"""A desk on a real store in a temporary home, with no central anywhere."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uuid_utils

from app.base.passwords import SALT_SIZE, check_password, hash_password
from app.base.ports import ClockReading
from app.base.settings import Settings
from app.domain.certificate import issue
from app.domain.journal import Chained
from app.domain.report import Draft
from app.domain.roles import Actor, Role
from app.domain.sealing import new_pair
from app.domain.signing import public_of, signer
from app.services.capture import file_report
from app.services.desk import Desk, StationIdentity
from app.store import documents, log, sync_state
from app.store.drafts import Drafts
from app.store.home import HomeKind, StoreKeys, mark
from app.store.store import Store
from app.store.sync_state import Enrolment
from tests.unit.shipped import catalog

STATION = "A03"
NOW = datetime(2026, 11, 24, 16, 15, tzinfo=UTC)  # a Tuesday, 10:15 at the desk
CLERK = Actor("RM14", "Rosa Medina", Role.CLERK)
SUPERVISOR = Actor("TN02", "Teresa Núñez", Role.SUPERVISOR)
PASSWORD = "una frase larga"


class SetClock:
    """The `Clock` port: stands where it is put, and a millisecond passes at each look."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at
        self.doubtful = False
        self._mono = 0

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def read(self) -> ClockReading:
        self._mono += 1_000_000
        return ClockReading(self.now(), -360, self._mono, "boot", doubtful=self.doubtful)


class RandomIds:
    """The `Ids` port."""

    def uuid7(self) -> str:
        return str(uuid_utils.uuid7())

    def token(self, size: int) -> bytes:
        return os.urandom(size)


@dataclass(frozen=True)
class Bench:
    """A desk and what a test may turn or look into."""

    desk: Desk
    clock: SetClock
    sealed_private: bytes

    def file(self, **fields: object) -> Draft:
        """Files a draft with these fields, as the clerk, and gives the draft."""
        draft = self.draft(**fields)
        file_report(draft, actor=CLERK, desk=self.desk)
        return draft

    def draft(self, **fields: object) -> Draft:
        base = Draft(id=self.desk.ids.uuid7(), service="ALU-01", text="lámpara fundida")
        return Draft(**{**{f: getattr(base, f) for f in base.__slots__}, **fields})

    def events(self) -> tuple[Chained, ...]:
        with self.desk.store.read() as conn:
            return log.events_after(conn, STATION, 0)


@contextmanager
def bench(home: Path, kind: HomeKind = HomeKind.DEMO) -> Iterator[Bench]:
    mark(home, kind)
    keys = StoreKeys(*(os.urandom(32) for _ in range(4)))
    seed, central = os.urandom(32), os.urandom(32)
    certificate = issue(
        station=STATION,
        name="Módulo Centro",
        public_key=public_of(seed),
        valid_from=NOW,
        sign=signer(central),
    ).to_bytes()
    private, public = new_pair()
    clock = SetClock()
    with (
        closing(Store.create(home, keys, STATION)) as store,
        closing(Drafts(home / "drafts.db", keys.drafts)) as drafts,
    ):
        with store.write() as writer:
            sync_state.note_enrolment(writer, Enrolment(url="http://127.0.0.1:1"))
            documents.put(writer, "people", "1", [_person()])
        desk = Desk(
            store=store,
            drafts=drafts,
            catalog=catalog(),
            clock=clock,
            ids=RandomIds(),
            identity=StationIdentity(STATION, "Módulo Centro", "", certificate),
            settings=Settings(),
            kind=kind,
            sign=signer(seed),
            check_password=check_password,
            sealed_keys={"OIC": public, "AIP": public},
            office_key=os.urandom(32),
            tag_key=os.urandom(32),
        )
        yield Bench(desk, clock, private)


def _person() -> dict[str, object]:
    return {
        "code": CLERK.code,
        "user": "rosa",
        "name": CLERK.name,
        "role": CLERK.role.value,
        "unit": "",
        "password": hash_password(PASSWORD, os.urandom(SALT_SIZE)),
        "active": True,
    }
