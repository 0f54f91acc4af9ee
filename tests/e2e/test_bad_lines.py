"""What other programs send wrongly is told in Spanish, field by field, and harms nobody else's line."""

import json

import pytest

from tests.e2e.commands import Station

GOOD = {"service": "ASE-01", "text": "Basura tirada en la esquina", "channel": "presencial"}

# what is wrong → (line, field, how the sentence begins)
BAD = {
    "unknown service": ({"service": "XYZ-99"}, "service", "Servicio"),
    "no service and no words": ({"channel": "telefono"}, "service", "Servicio"),
    "unknown key": ({**GOOD, "colour": "rojo"}, "line", "El renglón"),
    "unknown key inside": ({**GOOD, "place": {"calle": "Juárez"}}, "place", "Lugar"),
    "wrong channel": ({**GOOD, "channel": "paloma"}, "channel", "Canal"),
    "number where words go": ({**GOOD, "text": 7}, "text", "Palabras del ciudadano"),
    "a megabyte of words": ({**GOOD, "text": "x" * 1_000_000}, "line", "El renglón"),
    "too many words": ({**GOOD, "text": "x" * 20_000}, "text", "Palabras del ciudadano"),
    "NUL": ({**GOOD, "text": "una \x00 cosa"}, "text", "Palabras del ciudadano"),
    "half a surrogate": ({**GOOD, "text": "\ud800"}, "text", "Palabras del ciudadano"),
    "no such day": ({**GOOD, "happened_at": "2026-02-30T10:00"}, "happened_at", "Cuándo pasó"),
    "a day to come": ({**GOOD, "happened_at": "2199-01-01T10:00"}, "happened_at", "Cuándo pasó"),
    "identified without a name": ({**GOOD, "person": {"mode": "identificada"}}, "person.name", "Nombre"),
    "telephone of two digits": (
        {**GOOD, "person": {"mode": "identificada", "name": "Ana", "phone": "33"}},
        "person.phone", "Teléfono",
    ),
    "no such mode": ({**GOOD, "person": {"mode": "secreta"}}, "person.mode", "Identidad"),
    "e-mail without a house": (
        {**GOOD, "person": {"mode": "identificada", "name": "Ana", "email": "ana@"}},
        "person.email", "Correo",
    ),
    "answer to no question": ({**GOOD, "answers": {"COLOR": "rojo"}}, "answers", "Respuestas"),
    "no such option": ({**GOOD, "answers": {"RIESGO": "quizá"}}, "answers", ""),
    "latitude off the earth": ({**GOOD, "place": {"lat": 120.0, "lon": 0.0}}, "place.lat", "Latitud"),
    "half a point": ({**GOOD, "place": {"lat": 20.6}}, "place", ""),
    "joined to nothing": ({**GOOD, "join": "ZZZ-99-1234567-5"}, "join", "Folio al que se suma"),
    "colonia unknown": ({**GOOD, "place": {"colonia": "Colonia Marte"}}, "place.colonia", "Colonia"),
}  # fmt: skip
RAW = {
    "broken JSON": b'{"service": "ASE-01"',
    "a list": b'["ASE-01"]',
    "a number": b"42",
    "a word": b'"ASE-01"',
    "nothing": b"null",
    "not UTF-8": b'{"service": "ASE-01", "text": "\xff\xfe"}',
    "the same key twice": b'{"service": "ASE-01", "service": "ALU-01"}',
    "not a number": b'{"service": "ASE-01", "place": {"lat": NaN, "lon": 1}}',
    "nested without end": b"[" * 5000 + b"]" * 5000,
}
SPANISH_END = (".", "?", "»")


def errors_of(answer: dict) -> list[dict]:
    assert answer["ok"] is False, answer
    assert answer["errors"], answer
    for error in answer["errors"]:
        assert set(error) == {"field", "code", "message"}
        assert error["message"].endswith(SPANISH_END), error
    return answer["errors"]


def test_each_bad_line_is_told_by_its_field_and_the_good_ones_are_kept(station: Station) -> None:
    lines = []
    for bad, _field, _name in BAD.values():
        lines += [json.dumps(GOOD), json.dumps(bad)]
    answer = station.run("capture", "-", stdin="\n".join(lines) + "\n", expect=1)
    answers = answer.lines
    assert len(answers) == len(lines)
    assert all(good["ok"] for good in answers[::2])
    for (why, (_line, field, name)), told in zip(BAD.items(), answers[1::2], strict=True):
        errors = errors_of(told)
        fields = [error["field"] for error in errors]
        assert any(f == field or f.startswith(f"{field}.") for f in fields), (why, errors)
        assert any(error["message"].startswith(name) for error in errors), (why, errors)
    assert station.status()["reports"] == len(BAD)
    assert station.verify()["ok"] is True


def test_what_is_not_a_draft_at_all_is_told_as_well(station: Station) -> None:
    good = json.dumps(GOOD).encode()
    lines = b"\n".join(line for raw in RAW.values() for line in (raw, good)) + b"\n"
    answers = station.run("capture", "-", stdin=lines, expect=1).lines
    assert len(answers) == 2 * len(RAW)
    assert all(kept["ok"] for kept in answers[1::2])
    for why, told in zip(RAW, answers[::2], strict=True):
        errors = errors_of(told)
        assert errors[0]["message"].startswith(("El renglón", "Lugar", "Latitud")), (why, errors)
    assert station.status()["reports"] == len(RAW)


def test_every_fault_of_a_line_is_named_at_once(station: Station) -> None:
    bad = {
        "service": "XYZ-99", "text": "\x00", "happened_at": "2199-01-01T10:00",
        "person": {"mode": "identificada", "phone": "33"},
    }  # fmt: skip
    (told,) = station.capture(bad, expect=1)
    fields = {error["field"] for error in errors_of(told)}
    assert fields >= {"service", "text", "happened_at", "person.name", "person.phone"}


@pytest.mark.parametrize("name", ["no-such-file.jsonl", "."])
def test_a_file_that_cannot_be_read_is_told(station: Station, name: str) -> None:
    answer = station.run("capture", name, expect=1)
    assert name in answer.err


def test_the_same_reference_gives_the_same_folio_and_never_other_content(station: Station) -> None:
    draft = {**GOOD, "client_ref": "sistema-x/17"}
    first, again = station.capture(draft, draft)
    assert again["folio"] == first["folio"]
    (later,) = station.capture(draft)
    assert later["folio"] == first["folio"]
    (other,) = station.capture({**draft, "text": "Otra cosa"}, expect=1)
    assert errors_of(other)[0]["code"] == "client_ref_reused"
    assert station.status()["reports"] == 1
