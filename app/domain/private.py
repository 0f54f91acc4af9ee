"""What a person said or that can point at one: the private part of a filing (`sync.md` 1.2).

Its bytes are the canonical JSON of the fields that are not empty, under the names of
`PrivateFields`; they never enter the chain, only their commitment does. Names are for ever;
readers ignore names they do not know.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from app.domain.folio import ALPHABET
from app.domain.journal import BadEvent, PrivatePart, canonical
from app.domain.report import Draft

MICRO = 1_000_000
KEY_BYTES = 4
_KEY_SIZE = 6
_LISTS = frozenset({"crossings", "attachment_names"})
_NUMBERS = frozenset({"lat_udeg", "lon_udeg"})


@dataclass(frozen=True, slots=True)
class PrivateFields:
    """The personal side of a matter. `lat_udeg`, `lon_udeg`: millionths of a degree (WGS 84).

    `answers` has those of kind text, plate, number and time; `attachment_names` runs parallel
    to the body's `attachments`; `phone` is ten digits and `phone_raw` what was typed.
    """

    text: str = ""
    note: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    street: str = ""
    number: str = ""
    crossings: tuple[str, ...] = ()
    reference: str = ""
    lat_udeg: int | None = None
    lon_udeg: int | None = None
    colonia_libre: str = ""
    cp: str = ""
    name: str = ""
    phone: str = ""
    phone_raw: str = ""
    email: str = ""
    consult_key: str = ""
    attachment_names: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The fields that are not empty, ready for `canonical`."""
        found: dict[str, Any] = {}
        for spec in fields(self):
            value = getattr(self, spec.name)
            if value is not None and value not in ("", (), {}):
                found[spec.name] = list(value) if spec.name in _LISTS else value
        return found


def gather(
    draft: Draft,
    answers: Mapping[str, str],
    consult_key: str,
    attachment_names: tuple[str, ...] = (),
) -> PrivateFields:
    """The private side of a draft; `answers` are its answers in free text.

    The postal code is left out beside an official colonia, which has it in its key.
    """
    place, person = draft.place, draft.person
    return PrivateFields(
        text=draft.text,
        note=draft.note,
        answers=dict(answers),
        street=place.street,
        number=place.number,
        crossings=place.crossings,
        reference=place.reference,
        lat_udeg=_micro(place.lat),
        lon_udeg=_micro(place.lon),
        colonia_libre=place.colonia_libre,
        cp="" if place.colonia else place.cp,
        name=person.name,
        phone=person.phone,
        phone_raw=person.phone_raw,
        email=person.email,
        consult_key=consult_key,
        attachment_names=attachment_names,
    )


def _micro(degrees: float | None) -> int | None:
    return None if degrees is None else round(degrees * MICRO)


def make_part(private: PrivateFields, salt: bytes) -> PrivatePart:
    """The private part as it is stored and sent; `salt` is `SALT_SIZE` random bytes."""
    return PrivatePart(salt, canonical(private.as_json()))


def read_part(part: PrivatePart) -> PrivateFields:
    """Raises `BadEvent` (`bad_private`) when the bytes are not private fields, as those of a
    sealed event, which only its unit can read.
    """
    try:
        found = json.loads(part.data)
    except (ValueError, RecursionError) as error:
        raise BadEvent("bad_private") from error
    return fields_of(found)


def fields_of(found: Any) -> PrivateFields:
    """What `PrivateFields.as_json` wrote, read back.

    Raises `BadEvent` (`bad_private`) when a value has another type than its field.
    """
    if not isinstance(found, dict):
        raise BadEvent("bad_private")
    known = {spec.name: found[spec.name] for spec in fields(PrivateFields) if spec.name in found}
    if not all(_fits(name, value) for name, value in known.items()):
        raise BadEvent("bad_private")
    for name in _LISTS & known.keys():
        known[name] = tuple(known[name])
    return PrivateFields(**known)


def _fits(name: str, value: Any) -> bool:
    if name == "answers":
        return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
    if name in _LISTS:
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    if name in _NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)


def phone_tag(office_key: bytes, phone10: str) -> bytes:
    """HMAC-SHA256 (32 bytes) of ten digits: finds a caller's history without their number."""
    return hmac.digest(office_key, phone10.encode("ascii"), hashlib.sha256)


def new_consult_key(random: bytes) -> str:
    """Six characters such as `7K2-M4T` from four random bytes: 30 bits, uniformly."""
    number = int.from_bytes(random[:KEY_BYTES], "big")
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in range(_KEY_SIZE))
    return f"{letters[:3]}-{letters[3:]}"


def same_consult_key(typed: str, stored: str) -> bool:
    """Whether what a citizen typed is the key: any case, `O` for 0, `I` or `L` for 1."""
    plain = typed.upper().replace("-", "").replace(" ", "")
    plain = plain.translate(str.maketrans("OIL", "011"))
    wanted = stored.replace("-", "")
    return bool(wanted) and hmac.compare_digest(plain.encode(), wanted.encode())
