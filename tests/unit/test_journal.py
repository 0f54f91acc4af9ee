"""The event's bytes and the chain: one spelling only, and every way to tamper seen."""

import hashlib
import json
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.messages import explain
from app.domain.journal import (
    CENTRAL_STATION,
    FIELDS,
    FORMAT,
    GENESIS,
    LARGEST_INT,
    SALT_SIZE,
    BadEvent,
    BrokenChain,
    Chained,
    Event,
    PrivatePart,
    canonical,
    chain_hash,
    parse,
    seal_chain,
    verify_chain,
)

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
keys = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=12)
scalars = st.none() | st.booleans() | st.integers(-LARGEST_INT, LARGEST_INT) | text
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4)
)
bodies = st.dictionaries(keys, values, max_size=5)


def event(seq: int = 1, prev: bytes = GENESIS, **changes: object) -> Event:
    fields = {
        "v": 1,
        "id": "01935a5e-0000-7000-8000-000000000001",
        "station": "A03",
        "seq": seq,
        "kind": "test.happened",
        "report_id": None,
        "actor": "RM14",
        "catalog": "2026.1",
        "body": {"folio": "A03-26-0001234-B"},
        "private": None,
        "wall": "2026-11-22T16:15:03.123Z",
        "tz_offset": -360,
        "mono": 42,
        "boot_id": "boot",
        "clock_offset": None,
        "clock_age": 7,
        "prev_hash": prev.hex(),
    }
    return Event(**{**fields, **changes})


def chain(count: int, body=lambda _seq: {}) -> list[Chained]:
    events: list[Chained] = []
    for seq in range(1, count + 1):
        prev = events[-1].hash if events else GENESIS
        events.append(seal_chain(event(seq, prev, body=body(seq))))
    return events


def rows(events: list[Chained]) -> list[tuple[int, bytes, bytes]]:
    return [(e.event.seq, e.raw, e.hash) for e in events]


def test_the_bytes_and_the_hash_are_for_ever():
    made = seal_chain(event())
    assert made.raw.decode() == (
        '{"actor":"RM14","body":{"folio":"A03-26-0001234-B"},"boot_id":"boot","catalog":"2026.1",'
        '"clock_age":7,"clock_offset":null,"id":"01935a5e-0000-7000-8000-000000000001",'
        '"kind":"test.happened","mono":42,"prev_hash":"' + "0" * 64 + '","private":null,'
        '"report_id":null,"seq":1,"station":"A03","tz_offset":-360,"v":1,'
        '"wall":"2026-11-22T16:15:03.123Z"}'
    )
    inner = hashlib.sha256(made.raw).digest()
    assert made.hash == hashlib.sha256(bytes(32) + inner).digest() == chain_hash(GENESIS, made.raw)


@given(values)
def test_canonical_bytes_are_what_rfc_8785_writes(value):
    """On this narrow domain JCS is the standard library's JSON with sorted keys and no spaces."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(value) == written.encode()
    assert canonical(json.loads(canonical(value))) == canonical(value)


def test_characters_are_escaped_as_rfc_8785_says():
    written = canonical('\x00\x08\t\n\x0c\r\x1f"\\/\x7f\u2028ñ\U0001f600e\u0301')
    assert written == (
        '"\\u0000\\b\\t\\n\\f\\r\\u001f\\"\\\\/\x7f\u2028ñ\U0001f600e\u0301"'.encode()
    )


def test_the_largest_number_of_all_is_written():
    assert canonical([2**53 - 1, 1 - 2**53]) == b"[9007199254740991,-9007199254740991]"
    assert (FORMAT, SALT_SIZE, CENTRAL_STATION) == (1, 16, "000")


class Colour(StrEnum):
    RED = "rojo"


def test_our_own_codes_are_written_as_their_text():
    assert canonical({"a": Colour.RED, "b": (1, 2)}) == b'{"a":"rojo","b":[1,2]}'


class Name(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.0, "not_canonical"),
        (float("nan"), "not_canonical"),
        (b"bytes", "not_canonical"),
        ({1, 2}, "not_canonical"),
        (object(), "not_canonical"),
        (Name("x"), "not_canonical"),
        (MappingProxyType({}), "not_canonical"),
        (2**53, "integer_too_large"),
        (-(2**53), "integer_too_large"),
        ({"ñ": 1}, "key_not_ascii"),
        ({"": 1}, "key_not_ascii"),
        ({"a\n": 1}, "key_not_ascii"),
        ({1: 1}, "key_not_ascii"),
        ("\ud800", "lone_surrogate"),
        ([{"a": [1.5]}], "not_canonical"),
    ],
)
def test_what_json_tools_disagree_on_is_refused(value, code):
    with pytest.raises(BadEvent) as caught:
        canonical(value)
    assert caught.value.code == code
    assert explain(caught.value)


@given(bodies, st.none() | st.text(max_size=8), st.integers(1, LARGEST_INT))
def test_what_is_sealed_is_parsed_back(body, report_id, seq):
    try:
        made = seal_chain(event(seq, body=body, report_id=report_id))
    except BadEvent as error:
        assert error.code == "lone_surrogate"  # noqa: PT017
        return
    read = parse(made.raw)
    assert (read.event, read.raw, read.hash) == (made.event, made.raw, made.hash)


def test_a_field_of_a_newer_version_is_kept_in_the_bytes():
    fields = {**json.loads(seal_chain(event(v=2)).raw), "mood": {"seq": 9, "prev_hash": "x"}}
    raw = canonical(fields)
    read = parse(raw)
    assert read.raw == raw
    assert read.event == event(v=2)
    assert read.hash == chain_hash(GENESIS, raw)


GOOD = seal_chain(event()).raw


def changed(**fields: object) -> bytes:
    return canonical({**json.loads(GOOD), **fields})


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        GOOD + b" ",
        b" " + GOOD,
        GOOD.replace(b'"mono":42', b'"mono": 42'),
        GOOD.replace(b'"mono":42', b'"mono":42.0'),
        GOOD.replace(b'"mono":42', b'"mono":4.2e1'),
        GOOD.replace(b'"mono":42', b'"mono":NaN'),
        GOOD.replace(b'"mono":42', b'"mono":-0'),
        GOOD.replace(b'"mono":42', b'"mono":9007199254740992'),
        GOOD.replace(b'"mono":42', b'"mono":' + b"9" * 5000),
        GOOD.replace(b'"seq":1', b'"seq":2,"seq":1'),
        GOOD.replace(b"RM14", b"RM\\u00314"),
        GOOD.replace(b"RM14", b"\\ud800"),
        GOOD.replace(b'"actor":"RM14",', b"").replace(b"}", b',"actor":"RM14"}'),
        GOOD.replace(b'"folio"', '"folió"'.encode()),
        *(changed(**{name: value}) for name, value in [
            ("seq", 0), ("seq", True), ("seq", "1"), ("v", 0), ("v", None), ("mono", None),
            ("body", []), ("body", None), ("station", 3), ("kind", None), ("actor", None),
            ("report_id", 3), ("private", "ab"), ("private", "A" * 64), ("private", 3),
            ("prev_hash", "ab"), ("prev_hash", "AB" * 32), ("prev_hash", None),
            ("wall", "2026-11-22"), ("wall", "2026-11-22T16:15:03Z"), ("wall", 3),
            ("boot_id", None), ("clock_offset", "1"), ("clock_age", True), ("tz_offset", None),
        ]),
        *(canonical({k: v for k, v in json.loads(GOOD).items() if k != name}) for name in FIELDS),
    ],
)  # fmt: skip
def test_bytes_that_are_not_an_event_in_its_one_spelling(raw):
    with pytest.raises(BadEvent) as caught:
        parse(raw)
    assert explain(caught.value)


PART = PrivatePart(bytes(16), b'{"text":"hola"}')


def test_a_private_part_must_match_what_the_event_promised():
    made = seal_chain(event(private=PART.commitment), PART)
    assert parse(made.raw, PART).private == PART
    assert parse(made.raw).private is None
    for other in (
        replace(PART, data=b'{"text":"otra"}'),
        replace(PART, salt=bytes(15) + b"\x01"),
        PrivatePart(PART.salt + PART.data[:1], PART.data[1:]),
        PrivatePart(PART.salt[:15], PART.salt[15:] + PART.data),
    ):
        with pytest.raises(BadEvent) as caught:
            parse(made.raw, other)
        assert caught.value.code == "private_mismatch"
    with pytest.raises(BadEvent):
        parse(GOOD, PART)


def test_an_event_cannot_be_sealed_with_a_part_it_does_not_promise():
    with pytest.raises(BadEvent):
        seal_chain(event(), PART)


def test_the_same_words_with_another_salt_look_different():
    assert PART.commitment != replace(PART, salt=b"\x01" * 16).commitment


def test_a_whole_chain_is_followed_and_may_be_taken_up_later():
    events = chain(7)
    assert verify_chain(rows(events)) == (7, events[-1].hash)
    assert verify_chain(rows(events)[3:], events[2].hash, 3) == (7, events[-1].hash)
    assert verify_chain([]) == (0, GENESIS)


def first_broken(tampered) -> tuple[str, int]:
    with pytest.raises(BrokenChain) as caught:
        verify_chain(tampered)
    assert explain(caught.value)
    return caught.value.code, caught.value.facts["seq"]


def test_an_edited_a_missing_and_a_moved_row_are_seen_where_they_are():
    whole = rows(chain(7, lambda seq: {"n": seq}))
    seq, raw, digest = whole[3]
    assert first_broken(
        [*whole[:3], (seq, raw.replace(b'"n":4', b'"n":5'), digest), *whole[4:]]
    ) == (
        "chain_hash",
        4,
    )
    assert first_broken(whole[:3] + whole[4:]) == ("chain_gap", 5)
    assert first_broken([*whole[:3], whole[4], whole[3], *whole[5:]])[0] == "chain_gap"
    assert first_broken([whole[0], *whole]) == ("chain_gap", 1)
    assert first_broken([(seq, raw, bytes(32))])[0] == "chain_gap"


def test_an_edited_row_with_a_fresh_hash_breaks_the_next_one():
    events = chain(5)
    forged = seal_chain(replace(events[2].event, actor="OTRA"))
    tampered = [*events[:2], forged, *events[3:]]
    assert first_broken(rows(tampered)) == ("chain_gap", 4)


def test_a_body_cannot_lie_about_the_place_of_its_event():
    """Events about events carry `seq` in their body; only the event's own counts."""
    honest = chain(3, lambda seq: {"prev_hash": "00" * 32, "seq": 99 - seq})
    assert verify_chain(rows(honest))[0] == 3
    first = honest[0]
    lying = seal_chain(event(7, first.hash, body={"seq": 2, "station": "A03"}))
    assert first_broken([*rows([first]), (2, lying.raw, lying.hash)]) == ("chain_gap", 2)
    astray = seal_chain(event(2, GENESIS, body={"prev_hash": first.hash.hex()}))
    unlinked = (2, astray.raw, chain_hash(first.hash, astray.raw))
    assert first_broken([*rows([first]), unlinked]) == ("chain_gap", 2)


@given(st.integers(0, 6), st.data())
def test_any_changed_byte_is_seen(place, data):
    whole = rows(chain(7))
    seq, raw, digest = whole[place]
    at = data.draw(st.integers(0, len(raw) - 1))
    flipped = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
    assert first_broken([*whole[:place], (seq, flipped, digest), *whole[place + 1 :]])[1] == seq
