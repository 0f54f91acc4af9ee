"""The receipt's signed statement: its bytes for ever, and every forgery with its reason."""

import base64
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.certificate import issue
from app.domain.folio import ALPHABET, Folio
from app.domain.signing import public_of, signer
from app.domain.statement import SIZE, BadStatement, make, qr_text, read, verify

CENTRAL = bytes([1]) * 32
DESK = bytes([2]) * 32
OTHER = bytes([3]) * 32
FILED = datetime(2026, 11, 23, 16, 15, 3, tzinfo=UTC)
HASH = bytes(range(32))
FOLIO = Folio("A03", 26, 1234)


def certificate(seed: bytes = DESK, station: str = "A03", since: datetime = FILED):
    return issue(
        station=station,
        name="Módulo Centro",
        public_key=public_of(seed),
        valid_from=since,
        sign=signer(CENTRAL),
    )


CERTIFICATES = {"A03": certificate()}


def made(**changes: object) -> bytes:
    fields = {"folio": FOLIO, "filed_at": FILED, "event_hash16": HASH, "sign": signer(DESK)}
    return make(**{**fields, **changes})


def reason(text: str, certificates=CERTIFICATES) -> str:
    with pytest.raises(BadStatement) as caught:
        verify(read(text), certificates)
    return caught.value.code


def test_the_bytes_are_for_ever():
    data = made()
    assert len(data) == SIZE == 101
    head = b"\x01" + b"A03260001234B" + bytes.fromhex("6b046687") + b"A03" + HASH[:16]
    assert data[:37] == head
    assert data[37:] == signer(DESK)(b"ventanilla-receipt-1\n" + head)


def test_a_genuine_receipt_is_recognised():
    statement = read(qr_text(made(), "ventanilla.tlaquepaque.gob.mx"))
    assert statement.folio == FOLIO
    assert statement.filed_at == FILED
    assert statement.event_hash16 == HASH[:16]
    assert verify(statement, CERTIFICATES).name == "Módulo Centro"


stations = st.text(ALPHABET, min_size=3, max_size=3)


@given(
    st.builds(Folio, stations, st.integers(0, 99), st.integers(1, 9_999_999)),
    st.integers(0, 2**32 - 1).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.binary(min_size=16, max_size=32),
    stations,
)
def test_what_is_made_is_read_back(folio, filed_at, event_hash, station):
    statement = read(qr_text(make(folio, filed_at, event_hash, signer(DESK), station)))
    assert statement.folio == folio
    assert statement.filed_at == filed_at.replace(microsecond=0)
    assert (statement.station, statement.event_hash16) == (station, event_hash[:16])


@pytest.mark.parametrize("host", ["", "ventanilla.tlaquepaque.gob.mx", "10.0.0.7:8443"])
def test_the_qr_has_only_the_characters_that_pack_best(host):
    text = qr_text(made(), host)
    assert re.fullmatch(r"[0-9A-Z $%*+\-./:]+", text)
    assert read(text) == read(text.lower() + "/" if host else text.lower())
    assert len(text) == 162 + (len(f"HTTPS://{host}/V/") if host else 0)


def test_a_folio_captured_by_another_window_names_the_one_that_signs():
    data = made(station="B07")
    certificates = {"B07": certificate(station="B07")}
    assert verify(read(qr_text(data)), certificates).station == "B07"


@pytest.mark.parametrize(
    "time", [datetime(1960, 1, 1, tzinfo=UTC), datetime(2107, 1, 1, tzinfo=UTC)]
)
def test_a_time_that_does_not_fit_is_our_mistake(time):
    with pytest.raises(ValueError):
        made(filed_at=time)


def forged(data: bytes, at: int, new: bytes) -> str:
    return qr_text(data[:at] + new + data[at + len(new) :])


def test_every_forgery_is_refused_with_its_reason():
    data = made()
    other_folio = Folio("A03", 26, 1235)
    assert reason(forged(data, 1, other_folio.compact.encode())) == "receipt_forged"
    assert reason(forged(data, 1, b"A03260001235B")) == "receipt_folio"
    assert reason(forged(data, 14, bytes(4))) == "receipt_forged"
    assert reason(forged(data, 21, bytes(16))) == "receipt_forged"
    assert reason(forged(data, 0, b"\x02")) == "receipt_version"
    assert reason(qr_text(made(sign=signer(OTHER)))) == "receipt_forged"
    assert reason(qr_text(made(station="Z99"))) == "receipt_station_unknown"
    assert reason(qr_text(data), {"A03": certificate(OTHER)}) == "receipt_forged"
    later = {"A03": certificate(since=FILED + timedelta(days=2))}
    assert reason(qr_text(data), later) == "receipt_before_station"


def test_every_changed_byte_is_refused():
    data = made()
    for at in range(SIZE):
        assert reason(forged(data, at, bytes([data[at] ^ 1])))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A03-26-0001234-B",
        "https://ventanilla.gob.mx/asunto/A03-26-0001234-B",
        "A" * 161,
        "A" * 163,
        "1" * 162,
        "\x00",
    ],
)
def test_text_that_is_no_receipt(text):
    assert reason(text) == "receipt_unreadable"


def test_a_receipt_has_one_spelling_only():
    text = qr_text(made())
    last = base64._b32alphabet.index(text[-1].encode())
    twin = text[:-1] + base64._b32alphabet[last | 1 : (last | 1) + 1].decode()
    assert twin != text
    assert reason(twin) == "receipt_unreadable"


def test_the_signature_is_over_everything_before_it():
    statement = read(qr_text(made()))
    assert statement.to_bytes() == made()
    changed = replace(statement, station="B07")
    with pytest.raises(BadStatement):
        verify(changed, {"B07": certificate(station="B07")})
