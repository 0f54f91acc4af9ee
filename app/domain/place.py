"""A place the way it is said in Mexico, in one line: street, crossings, colonia, landmark."""

import re
import unicodedata

from app.base.i18n import _
from app.domain.catalog import Catalog
from app.domain.private import MICRO, PrivateFields

_SOUNDS_LIKE_I = re.compile(r"h?i(?!e)", re.IGNORECASE)


def place_line(private: PrivateFields, colonia: str) -> str:
    """As in «Independencia 212, entre Progreso y Donato Guerra, Tlaquepaque Centro, frente a la
    tortillería». `colonia` is its name as `colonia_name` gives it; empty when nothing is known.
    """
    parts = (
        _where(private),
        colonia or private.colonia_libre,
        private.reference,
    )
    line = ", ".join(one_line(part) for part in parts if part.strip())
    return line or _coordinates(private)


def colonia_name(key: str, catalog: Catalog) -> str:
    """The name in a colonia's key (`cp|name|kind`), with its postal code where two share it."""
    cp, _sep, rest = key.partition("|")
    name = rest.rpartition("|")[0]
    shared = sum(colonia.name == name for colonia in catalog.colonias) > 1
    return _("{colonia} (C.P. {cp})").format(colonia=name, cp=cp) if shared and cp else name


def one_line(text: str) -> str:
    """Without line breaks and doubled spaces."""
    return " ".join(text.split())


def _where(private: PrivateFields) -> str:
    street = private.street.strip()
    number = private.number.strip()
    if street and number:
        street = f"{street} {number}"
    elif number:
        street = _("número {number}").format(number=number)
    crossings = [crossing.strip() for crossing in private.crossings if crossing.strip()]
    match street, crossings:
        case _, []:
            return street
        case "", [only]:
            return only
        case "", [first, second, *_rest]:
            return _("cruce de {both}").format(both=both(first, second))
        case _, [only]:
            return _("{street}, esquina con {other}").format(street=street, other=only)
        case _, [first, second, *_rest]:
            return _("{street}, entre {both}").format(street=street, both=both(first, second))
    return street


def both(first: str, second: str) -> str:
    """Two names joined by «y», or by «e» before the sound of i: «Hidalgo e Independencia»."""
    plain = "".join(c for c in unicodedata.normalize("NFD", second) if not unicodedata.combining(c))
    return f"{first} {'e' if _SOUNDS_LIKE_I.match(plain) else 'y'} {second}"


def _coordinates(private: PrivateFields) -> str:
    if private.lat_udeg is None or private.lon_udeg is None:
        return ""
    return f"{private.lat_udeg / MICRO:.5f}, {private.lon_udeg / MICRO:.5f}"
