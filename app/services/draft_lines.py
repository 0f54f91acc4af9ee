"""A draft as other programs write it: one JSON object a line (`contract.md`). Unknown keys are errors."""

import json
from datetime import UTC, datetime, timezone
from typing import Any

from app.base.errors import FieldError, Invalid
from app.base.ports import Ids
from app.domain.report import Channel, Draft, IdentityMode, NoticeGiven, Person, Place

LONGEST_LINE = 262_144

_TEXT, _FLAG, _NUMBER, _TEXTS, _OBJECT = "text", "flag", "number", "texts", "object"
_DRAFT = {
    "client_ref": _TEXT, "channel": _TEXT, "service": _TEXT, "text": _TEXT, "note": _TEXT,
    "answers": _OBJECT, "place": _OBJECT, "person": _OBJECT, "notice": _OBJECT,
    "happened_at": _TEXT, "attachments": _TEXTS, "join": _TEXT,
}  # fmt: skip
_PLACE = {
    "colonia": _TEXT, "colonia_libre": _TEXT, "cp": _TEXT, "street": _TEXT, "number": _TEXT,
    "crossings": _TEXTS, "reference": _TEXT, "lat": _NUMBER, "lon": _NUMBER,
}  # fmt: skip
_PERSON = {
    "mode": _TEXT, "name": _TEXT, "phone": _TEXT, "email": _TEXT, "safe": _FLAG,
    "third_party": _FLAG,
}  # fmt: skip
_NOTICE = {"version": _TEXT, "how": _TEXT}
_LATITUDE, _LONGITUDE = 90, 180


def read_line(line: bytes, ids: Ids, local: timezone) -> Draft:
    """One draft; a time without an offset is a `local` one.

    Raises `Invalid` naming every field whose key, type or form is wrong.
    """
    value = _json(line)
    problems: list[FieldError] = []
    fields = _typed(value, _DRAFT, "", problems)
    place = _typed(fields.get("place", {}), _PLACE, "place.", problems)
    person = _typed(fields.get("person", {}), _PERSON, "person.", problems)
    notice = _typed(fields.get("notice", {}), _NOTICE, "notice.", problems)
    answers = _answers(fields.get("answers", {}), problems)
    channel = _one_of(Channel, fields.get("channel", "presencial"), "channel", problems)
    mode = _one_of(IdentityMode, person.get("mode", _mode(person)), "person.mode", problems)
    happened = _time(fields.get("happened_at", ""), local, problems)
    _bounds(place, problems)
    if problems:
        raise Invalid(*problems)
    return Draft(
        id=ids.uuid7(),
        channel=Channel(channel),
        service=fields.get("service", ""),
        text=fields.get("text", ""),
        note=fields.get("note", ""),
        answers=answers,
        place=Place(**{**place, "crossings": tuple(place.get("crossings", ()))}),
        person=Person(**{**person, "mode": IdentityMode(mode)}),
        notice=NoticeGiven(**notice),
        happened_at=happened,
        attachments=tuple(fields.get("attachments", ())),
        join=fields.get("join", ""),
        client_ref=fields.get("client_ref", ""),
    )


def _json(line: bytes) -> Any:
    if len(line) > LONGEST_LINE:
        raise Invalid(FieldError("line", "line_too_long", (("longest", str(LONGEST_LINE)),)))
    try:
        return json.loads(line, parse_constant=_no_constant, object_pairs_hook=_no_twins)
    except UnicodeDecodeError as error:
        raise Invalid(FieldError("line", "line_not_utf8")) from error
    except (ValueError, RecursionError) as error:
        raise Invalid(FieldError("line", "line_not_json")) from error


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Invalid(FieldError("line", "key_twice"))
    return fields


def _typed(
    value: Any, kinds: dict[str, str], prefix: str, problems: list[FieldError]
) -> dict[str, Any]:
    """The fields that are right; what is wrong goes to `problems`. null counts as not given."""
    name = prefix.rstrip(".") or "line"
    if not isinstance(value, dict):
        problems.append(FieldError(name, "not_an_object"))
        return {}
    good = {}
    for key, item in value.items():
        if key not in kinds:
            from app.services.check import shown

            problems.append(FieldError(name, "key_unknown", (("value", shown(key)),)))
        elif item is not None and not _fits(item, kinds[key]):
            problems.append(FieldError(prefix + key, f"not_{kinds[key]}"))
        elif item is not None:
            good[key] = item
    return good


def _fits(item: Any, kind: str) -> bool:
    match kind:
        case "text":
            return isinstance(item, str)
        case "flag":
            return isinstance(item, bool)
        case "number":
            return isinstance(item, int | float) and not isinstance(item, bool)
        case "texts":
            return isinstance(item, list) and all(isinstance(each, str) for each in item)
        case _:
            return True


def _answers(value: Any, problems: list[FieldError]) -> dict[str, str]:
    if not isinstance(value, dict):
        problems.append(FieldError("answers", "not_an_object"))
        return {}
    for key, item in value.items():
        if not isinstance(item, str):
            problems.append(FieldError("answers", "answer_not_text"))
            return {}
        if not key:
            problems.append(FieldError("answers", "question_unknown", (("value", "…"),)))
    return value


def _mode(person: dict[str, Any]) -> str:
    """Without a mode said, what was given decides, so that a name is never lost as anonymous."""
    if person.get("phone") or person.get("email"):
        return IdentityMode.IDENTIFIED
    return IdentityMode.NAME_ONLY if person.get("name") else IdentityMode.ANONYMOUS


def _one_of(
    kind: type[Channel] | type[IdentityMode], value: str, field: str, problems: list[FieldError]
) -> str:
    options = [option.value for option in kind]
    if value in options:
        return value
    problems.append(FieldError(field, "option_unknown", (("options", ", ".join(options)),)))
    return options[0]


def _time(text: str, local: timezone, problems: list[FieldError]) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=local)).astimezone(UTC)
    except (ValueError, OverflowError):
        problems.append(FieldError("happened_at", "not_a_time"))
        return None


def _bounds(place: dict[str, Any], problems: list[FieldError]) -> None:
    for key, bound in (("lat", _LATITUDE), ("lon", _LONGITUDE)):
        if key in place and not abs(place[key]) <= bound:
            problems.append(FieldError(f"place.{key}", "coordinate"))
    if ("lat" in place) != ("lon" in place):
        problems.append(FieldError("place.lat", "coordinates_both"))
