"""What `docs/formats.md` says is written is what is written, and the vectors on the page are true."""

import json
import re

from app.bootstrap.station import open_desk
from app.domain import folio
from app.domain.journal import FIELDS, PrivatePart, canonical
from app.domain.private import read_part
from tests.e2e.commands import Station, as_lines
from tests.house.source import ROOT

ROW = re.compile(r"^\| `([a-z]+\.[a-z]+)`(, sealed)? \| (.*?) \| ?(.*?) ?\|$", re.MULTILINE)
FOLIO = re.compile(r"^\| `([0-9A-Z-]{16})` \|", re.MULTILINE)
DRAFTS = [
    {
        "service": "ASE-01", "text": "Basura", "channel": "telefono", "answers": {"DESDE": "dias"},
        "person": {"mode": "identificada", "name": "Ana", "phone": "33 1057 6000"},
        "place": {"colonia_libre": "Centro", "street": "Juárez", "number": "12", "lat": 20.64, "lon": -103.31},
    },
    {"service": "OIC-01", "text": "Me pidieron dinero"},
]  # fmt: skip


def page() -> str:
    return (ROOT / "docs/formats.md").read_text(encoding="utf-8")


def documented(kind: str, *, sealed: bool = False) -> set[str]:
    """Names of a kind's body as the page has them; what stands in parentheses is inside them."""
    for name, mark, body, _private in ROW.findall(page()):
        if name == kind and bool(mark) is sealed:
            flat = re.sub(r"\([^()]*\)", "", body)
            return set(re.findall(r"`([a-z_]+)`", flat)) - {"reservado"}
    raise LookupError(kind)


def events(station: Station) -> list[tuple[dict, bytes]]:
    with open_desk(station.home) as opened, opened.desk.store.read() as connection:
        rows = connection.exec_driver_sql("select raw from journal order by seq").all()
    return [(json.loads(raw), raw) for (raw,) in rows]


def test_events_have_the_fields_and_bodies_the_page_names(station: Station) -> None:
    answers = station.run("capture", "-", stdin=as_lines(DRAFTS)).lines
    station.run(
        "receipt", answers[0]["folio"], "--format", "media-carta", "--out", station.home / "uno.pdf"
    )
    station.run("show", answers[0]["folio"], "--json")
    written = events(station)
    assert {event["kind"] for event, _ in written} >= {
        "station.opened",
        "report.filed",
        "receipt.output",
    }
    for event, raw in written:
        assert tuple(sorted(event)) == tuple(sorted(FIELDS))
        assert canonical(event) == raw
        for field in FIELDS:
            assert f"`{field}`" in page(), field
        sealed = bool(event["body"].get("sealed"))
        assert set(event["body"]) == documented(event["kind"], sealed=sealed), event["kind"]


def test_private_parts_have_only_names_of_the_page(station: Station) -> None:
    station.run("capture", "-", stdin=as_lines(DRAFTS[:1]))
    with open_desk(station.home) as opened, opened.desk.store.read() as connection:
        rows = connection.exec_driver_sql("select salt, data from private_parts").all()
    ((salt, data),) = rows
    assert len(salt) == 16
    names = set(json.loads(data))
    assert names >= {"text", "name", "phone", "phone_raw", "street", "lat_udeg", "consult_key"}
    assert {name for name in names if f"`{name}`" not in page()} == set()
    assert read_part(PrivatePart(salt, data)).lat_udeg == 20_640_000


def test_the_folios_of_the_page_are_true() -> None:
    vectors = FOLIO.findall(page())
    assert vectors == ["A03-26-0001234-B", "A03-26-0000001-D", "ZZZ-99-1234567-5"]
    for vector in vectors:
        assert str(folio.parse(vector, this_year=26)) == vector
    assert str(folio.parse("A03-1234-B", this_year=26)) == "A03-26-0001234-B"


def test_every_kind_that_is_read_is_on_the_page() -> None:
    from app.store.projections import _STEPS

    listed = {kind for kind, _, _, _ in ROW.findall(page())}
    assert set(_STEPS) <= listed
