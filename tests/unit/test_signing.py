"""Ed25519: the vector of RFC 8032, and a no for whatever is malformed."""

import pytest

from app.domain.signing import is_signed, public_of, signer

# RFC 8032, section 7.1, test 3.
SEED = bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
PUBLIC = bytes.fromhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
SIGNATURE = bytes.fromhex(
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
)
MESSAGE = bytes.fromhex("af82")


def test_the_vector_of_the_rfc():
    assert public_of(SEED) == PUBLIC
    assert signer(SEED)(MESSAGE) == SIGNATURE
    assert is_signed(PUBLIC, MESSAGE, SIGNATURE)


@pytest.mark.parametrize(
    ("public", "message", "signature"),
    [
        (PUBLIC, b"other", SIGNATURE),
        (PUBLIC, MESSAGE, SIGNATURE[:-1]),
        (PUBLIC, MESSAGE, b""),
        (PUBLIC[:-1], MESSAGE, SIGNATURE),
        (bytes(32), MESSAGE, SIGNATURE),
    ],
)
def test_anything_else_is_a_no(public, message, signature):
    assert not is_signed(public, message, signature)
