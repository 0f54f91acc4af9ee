"""The desk: one enrolled station with everything its use cases need, handed in from outside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cached_property
from typing import Protocol

from app.base.errors import StoreDamaged
from app.base.ports import Clock, ClockReading, Ids
from app.base.settings import Settings
from app.domain.business_days import Calendar
from app.domain.catalog import Catalog
from app.domain.colonias import ColoniaIndex
from app.domain.finder import Finder
from app.store.drafts import Drafts
from app.store.home import HomeKind
from app.store.store import Store


class Passwords(Protocol):
    """How a stored password is checked (Argon2id): slow on purpose."""

    def __call__(self, password: str, stored: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class StationIdentity:
    """What enrolment gave: the station's code, its name, and where the public looks folios up."""

    code: str
    name: str
    public_host: str
    certificate: bytes


def local_time(reading: ClockReading) -> datetime:
    """The corrected wall clock in the desk's own zone."""
    return reading.wall.astimezone(timezone(timedelta(minutes=reading.tz_offset)))


@dataclass(frozen=True)
class Desk:
    """One station as its services see it. `sign` is Ed25519 with the station's own key;
    `sealed_keys` maps a unit's code to its X25519 public key; `office_key` tags telephones;
    `tag_key` tags references of calling programs, and never leaves this station.
    """

    store: Store
    drafts: Drafts
    catalog: Catalog
    clock: Clock
    ids: Ids
    identity: StationIdentity
    settings: Settings
    kind: HomeKind
    sign: Callable[[bytes], bytes]
    check_password: Passwords
    sealed_keys: Mapping[str, bytes]
    office_key: bytes
    tag_key: bytes

    @cached_property
    def finder(self) -> Finder:
        return Finder(self.catalog)

    @cached_property
    def colonias(self) -> ColoniaIndex:
        return ColoniaIndex(self.catalog.colonias)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.catalog.holidays, self.settings.cutoff)

    def reading(self) -> ClockReading:
        return self.clock.read()

    def today(self) -> datetime:
        """Now, in the desk's own zone."""
        return local_time(self.clock.read())

    def ensure_writable(self) -> None:
        """Raises `StoreDamaged` with the store's own reason when it is read-only (sync 1.4)."""
        if self.store.locked:
            raise StoreDamaged(self.store.locked)
