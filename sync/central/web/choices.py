"""What the forms of staff offer to choose from."""

from collections.abc import Mapping
from typing import Any

from app.domain.catalog import Catalog

_RECEIVES = frozenset({"resolver", "triage"})


def named(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Code and name, in the catalogue's order."""
    return [(code, item.name) for code, item in table.items()]


def units(catalog: Catalog) -> list[tuple[str, str]]:
    """Units a matter may be sent to by hand, by name; sealed ones are never among them."""
    listed = [(c, u.name) for c, u in catalog.units.items() if u.kind in _RECEIVES]
    return sorted(listed, key=lambda pair: pair[1])


def bodies(catalog: Catalog) -> list[tuple[str, str]]:
    return sorted(named(catalog.bodies), key=lambda pair: pair[1])
