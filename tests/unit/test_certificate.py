"""The central's word about a window's key."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.certificate import BadCertificate, from_bytes, issue
from app.domain.journal import canonical
from app.domain.signing import is_signed, public_of, signer

CENTRAL = bytes([1]) * 32
SINCE = datetime(2026, 11, 22, 16, 15, 3, 999, tzinfo=UTC)
MADE = issue(
    station="A03",
    name="Módulo Centro",
    public_key=public_of(bytes([2]) * 32),
    valid_from=SINCE,
    sign=signer(CENTRAL),
)


def test_it_is_read_back_and_checked():
    read = from_bytes(MADE.to_bytes())
    assert read == MADE
    read.check(public_of(CENTRAL))
    assert read.valid_from == SINCE.replace(microsecond=0)


def test_the_signed_bytes_are_for_ever():
    fields = json.loads(MADE.to_bytes())
    signature = bytes.fromhex(fields.pop("signature"))
    assert fields == {
        "v": 1,
        "station": "A03",
        "name": "Módulo Centro",
        "public_key": MADE.public_key.hex(),
        "valid_from": "2026-11-22T16:15:03Z",
    }
    signed = b"ventanilla-certificate-1\n" + canonical(fields)
    assert is_signed(public_of(CENTRAL), signed, signature)


@pytest.mark.parametrize(
    "changed",
    [
        replace(MADE, station="A04"),
        replace(MADE, name="Otro"),
        replace(MADE, public_key=bytes(32)),
        replace(MADE, valid_from=datetime(2020, 1, 1, tzinfo=UTC)),
        replace(MADE, signature=bytes(64)),
    ],
)
def test_whatever_is_changed_it_is_no_longer_the_centrals(changed):
    with pytest.raises(BadCertificate) as caught:
        from_bytes(changed.to_bytes()).check(public_of(CENTRAL))
    assert caught.value.code == "certificate_forged"


def test_another_central_does_not_vouch():
    with pytest.raises(BadCertificate):
        MADE.check(public_of(bytes(32)))


def without(name: str) -> bytes:
    fields = json.loads(MADE.to_bytes())
    del fields[name]
    return canonical(fields)


def changed(name: str, value: object) -> bytes:
    return canonical({**json.loads(MADE.to_bytes()), name: value})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[" * 100_000,
        without("station"),
        without("signature"),
        changed("station", "A0U"),
        changed("station", 3),
        changed("name", 3),
        changed("public_key", "ab"),
        changed("public_key", "zz" * 32),
        changed("signature", "ab"),
        changed("valid_from", "ayer"),
        changed("v", 2),
        changed("extra", 1),
        MADE.to_bytes() + b" ",
    ],
)
def test_bytes_that_are_no_certificate(data):
    with pytest.raises(BadCertificate) as caught:
        from_bytes(data)
    assert caught.value.code == "certificate_bad"
