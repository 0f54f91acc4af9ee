"""Between a form's paths and the frozen draft: read one value, or make the draft with another."""

from dataclasses import replace

from app.domain.report import Draft, IdentityMode, Person, Place
from ui.forms.capture import FIELDS_OF_MODE

_CROSSINGS = "place.crossings."


def get(draft: Draft, path: str) -> str:
    """What a field shows for a draft. KeyError-free: every path of the specs is known here."""
    place, person = draft.place, draft.person
    if path == "place.colonia":
        return place.colonia or place.colonia_libre
    if path.startswith(_CROSSINGS):
        at = int(path.removeprefix(_CROSSINGS))
        return place.crossings[at] if at < len(place.crossings) else ""
    if path == "person.phone":
        return person.phone_raw or person.phone
    if path == "person.unsafe":
        return "" if person.safe else "si"
    if path == "person.third_party":
        return "si" if person.third_party else ""
    owner, _dot, name = path.rpartition(".")
    whole = {"": draft, "place": place, "person": person}[owner]
    return str(getattr(whole, name))


def put(draft: Draft, path: str, value: str) -> Draft:
    """The draft with one field changed by hand."""
    if path.startswith("place."):
        return replace(draft, place=_place(draft.place, path.removeprefix("place."), value))
    if path.startswith("person."):
        return replace(draft, person=_person(draft.person, path.removeprefix("person."), value))
    return replace(draft, text=value) if path == "text" else replace(draft, note=value)


def _place(place: Place, name: str, value: str) -> Place:
    match name:
        case "colonia":  # until it is picked from the list it is what was typed
            return replace(place, colonia="", cp="", colonia_libre=value)
        case "street":
            return replace(place, street=value)
        case "number":
            return replace(place, number=value)
        case "reference":
            return replace(place, reference=value)
        case _:
            at = int(name.removeprefix("crossings."))
            both = [*place.crossings, "", ""][:2]
            both[at] = value
            while both and not both[-1]:
                both.pop()
            return replace(place, crossings=tuple(both))


def _person(person: Person, name: str, value: str) -> Person:
    match name:
        case "mode":
            return replace(person, mode=IdentityMode(value))
        case "phone":
            return replace(person, phone=value, phone_raw=value)
        case "unsafe":
            return replace(person, safe=not value)
        case "third_party":
            return replace(person, third_party=bool(value))
        case "name":
            return replace(person, name=value)
        case _:
            return replace(person, email=value)


def as_filed(draft: Draft) -> Draft:
    """The draft without what its identity mode hides: what is not on screen is not filed."""
    for path in FIELDS_OF_MODE[IdentityMode.IDENTIFIED] - FIELDS_OF_MODE[draft.person.mode]:
        draft = put(draft, path, "")
    crossings = tuple(c.strip() for c in draft.place.crossings if c.strip())
    return replace(draft, place=replace(draft.place, crossings=crossings))


def is_empty(draft: Draft) -> bool:
    """Whether nothing was written that could be lost."""
    blank = Draft(draft.id, channel=draft.channel, notice=draft.notice)
    return draft == blank
