"""`parse` takes exactly what a second reader takes, one that was written to be plain, not fast.

The reader below is the standard library's JSON with every licence taken away. Bytes are drawn
near real events: changed in a few places, rewritten with other values, or spelt another way.
"""

import json
import re
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.journal import FIELDS, LARGEST_INT, BadEvent, Event, canonical, parse, seal_chain

TEXTS = ("id", "station", "kind", "actor", "catalog", "boot_id", "wall", "prev_hash")
NUMBERS = ("v", "seq", "tz_offset", "mono")
HEX = re.compile(r"[0-9a-f]{64}")
WALL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")


class Unreadable(Exception):
    """Not an event."""


def must(true: bool) -> None:
    if not true:
        raise Unreadable


def whole(text: str) -> int:
    must(len(text) <= 17 and abs(int(text)) <= LARGEST_INT)
    return int(text)


def never(text: str) -> None:
    raise Unreadable(text)


def plain_reading(raw: bytes) -> Event:
    """The event that these bytes are. Raises `Unreadable`."""
    try:
        reader = json.JSONDecoder(parse_int=whole, parse_float=never, parse_constant=never)
        fields: Any = reader.decode(raw.decode())
        must(type(fields) is dict and set(FIELDS) <= set(fields))
        again = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        must(again.encode() == raw)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    must(raw.isascii() or keys_are_plain(fields))
    must(all(type(fields[name]) is str for name in TEXTS))
    must(all(type(fields[name]) is int for name in NUMBERS))
    must(all(type(fields[n]) in {int, type(None)} for n in ("clock_offset", "clock_age")))
    must(all(type(fields[n]) in {str, type(None)} for n in ("report_id", "private")))
    must(type(fields["body"]) is dict and min(fields["v"], fields["seq"]) >= 1)
    must(HEX.fullmatch(fields["prev_hash"]) is not None)
    must(fields["private"] is None or HEX.fullmatch(fields["private"]) is not None)
    must(WALL.fullmatch(fields["wall"]) is not None)
    return Event(**{name: fields[name] for name in FIELDS})


def keys_are_plain(value: Any) -> bool:
    if isinstance(value, dict):
        plain = all(key and key.isascii() and key.isprintable() for key in value)
        return plain and all(map(keys_are_plain, value.values()))
    return not isinstance(value, list) or all(map(keys_are_plain, value))


def both(raw: bytes) -> bool:
    """Asserts that the two readers agree; says whether it is an event."""
    try:
        expected = plain_reading(raw)
    except Unreadable:
        try:
            read = parse(raw)
        except BadEvent:
            return False
        raise AssertionError(read) from None
    assert parse(raw).event == expected
    return True


def event(**changes: Any) -> bytes:
    fields: dict[str, Any] = {
        "v": 1,
        "id": "01935a5e-0000-7000-8000-000000000001",
        "station": "A03",
        "seq": 7,
        "kind": "report.filed",
        "report_id": "01935a5e-0000-7000-8000-000000000002",
        "actor": "RM14",
        "catalog": "2026.1",
        "body": {"folio": "A03-26-0001234-B", "due": None, "live": True, "notify": ["ALU"]},
        "private": "0123456789" * 6 + "abcd",
        "wall": "2026-11-22T16:15:03.123Z",
        "tz_offset": -360,
        "mono": 9007199254740991,
        "boot_id": "ñandú",
        "clock_offset": None,
        "clock_age": 7,
        "prev_hash": "9" * 64,
    }
    return canonical(fields | changes)


SAMPLES = [
    event(),
    event(boot_id="boot"),
    event(boot_id="boot", mood={"seq": 9, "prev_hash": "x"}, v=2),
    event(boot_id="boot", body={"a": [1, {"b": "\u0007"}], "seq": -1}),
]
# What a spelling may go wrong with: signs, digits, escapes, structure.
PIECES = st.binary(min_size=1, max_size=3) | st.sampled_from([
    b"0", b"-0", b"-", b".0", b"e1", b"1e3", b"00", b"9" * 16, b"9" * 40, b"NaN", b"Infinity",
    b" ", b"\n", b",", b":", b"{", b"}", b"[", b"]", b"{}", b"true", b"null", b'"":1,', b'"v":1,',
    b'"', b"\\", b"\\u0041", b"\\ud800", b"\\/", b"\x00", b"\xff", b"\xc3\xb1", b"\xef\xbb\xbf",
])  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.sampled_from([LARGEST_INT, LARGEST_INT + 1, -LARGEST_INT, -LARGEST_INT - 1, 10**15])
    | st.floats()
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A real event with up to three cuts, each filled with something else."""
    raw = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(raw)))
        cut = draw(st.integers(0, 3))
        raw = raw[:at] + draw(PIECES | st.just(b"")) + raw[at + cut :]
    return raw


@given(mutated())
@settings(max_examples=400)
@example(event())
def test_changed_bytes_are_read_alike(raw: bytes) -> None:
    both(raw)


@given(st.sampled_from([*FIELDS, "mood", ""]), VALUES, st.booleans())
@settings(max_examples=300)
def test_other_values_are_read_alike(name: str, value: Any, ordered: bool) -> None:
    for sample in SAMPLES[:2]:
        fields = json.loads(sample) | {name: value}
        written = json.dumps(
            fields, ensure_ascii=False, sort_keys=ordered, separators=(",", ":")
        ).encode(errors="surrogatepass")
        both(written)


@given(VALUES)
@settings(max_examples=300)
def test_other_bodies_are_read_alike(value: Any) -> None:
    fields = json.loads(SAMPLES[1])
    fields["body"] = {"answers": value}
    both(json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def test_the_samples_are_events_and_the_readers_do_not_only_refuse() -> None:
    assert all(map(both, SAMPLES))
    made = seal_chain(parse(event(boot_id="boot")).event)
    assert both(made.raw)
    assert both(event(body={"n": -LARGEST_INT}, boot_id="boot"))
    assert not both(event(boot_id="boot").replace(b"9007199254740991", b"9007199254740992"))
    assert not both(event(boot_id="boot").replace(b"9007199254740991", b"1e3"))
