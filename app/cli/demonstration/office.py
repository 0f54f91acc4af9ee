"""The invented municipality: its central, its staff, the sealed units' keys, one window."""

from dataclasses import dataclass
from pathlib import Path

from app.base.files import write_whole
from app.cli.demonstration.people import STAFF
from app.domain.roles import Actor, Role
from app.domain.sealing import new_pair
from sync.central.administration import add_station, register_sealed_key
from sync.central.core import Central
from sync.central.staff import actor_of, add_staff

STATION_NAME = "Módulo Centro"
KEYS = "sobres"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Someone of the demo who can sign in; `unit` empty for the people of the window."""

    user: str
    password: str
    role: str
    unit: str = ""


def furnish(central: Central) -> tuple[DemoAccount, ...]:
    """Staff for the desks and one person for each unit; public keys for the sealed units.

    The private keys stay in the demo's own folder, as they would on internal control's PC.
    """
    accounts = [_account(central, one.name, one.role, one.unit) for one in STAFF]
    for unit in central.config.catalog.units.values():
        if unit.kind == "sealed":
            private, public = new_pair()
            folder = central.config.home / KEYS
            folder.mkdir(exist_ok=True)
            write_whole(folder / f"{unit.code}.clave", private, private=True)
            register_sealed_key(central, unit.code, public)
        elif unit.kind == "resolver":
            accounts.append(_account(central, f"Área {unit.code}", Role.UNIT, unit.code))
    return tuple(accounts)


def _account(central: Central, name: str, role: Role, unit: str) -> DemoAccount:
    made = add_staff(central, name, role.value, unit)
    return DemoAccount(made.user, made.password, role.value, unit)


def invitation(central: Central) -> str:
    """A one-time code for the demo's window."""
    return add_station(central, STATION_NAME).code


def of_unit(central: Central, accounts: tuple[DemoAccount, ...], unit: str) -> Actor | None:
    """The person of a unit's inbox; None where nobody works (triage and the sealed ones)."""
    user = next((a.user for a in accounts if a.role == Role.UNIT and a.unit == unit), "")
    return actor_of(central, user) if user else None


def with_role(central: Central, accounts: tuple[DemoAccount, ...], role: Role) -> Actor:
    user = next(a.user for a in accounts if a.role == role)
    return actor_of(central, user)


def homes(named: Path | None, temporary: Path) -> tuple[Path, Path]:
    """The folders of window and central: beside the one named, or inside a temporary one."""
    if named is not None:
        return named, named.with_name(f"{named.name}-central")
    return temporary / "ventanilla", temporary / "central"
