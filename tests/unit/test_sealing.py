"""The envelope: opened by its key alone, and written as RFC 9180 says."""

import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from app.base.errors import Refused
from app.domain.sealing import OVERHEAD, CannotUnseal, key_id, new_pair, public_of, seal, unseal

INFO = b"ventanilla-sealed-1:one"
SECRET, PUBLIC = new_pair()


@given(st.binary(max_size=2000), st.binary(max_size=60))
def test_what_is_sealed_is_unsealed(plaintext, info):
    envelope = seal(PUBLIC, plaintext, info)
    assert len(envelope) == len(plaintext) + OVERHEAD
    assert unseal(SECRET, envelope, info) == plaintext


def test_another_key_another_purpose_and_every_changed_byte_are_refused():
    envelope = seal(PUBLIC, b"me pidio dinero", INFO)
    other, _public = new_pair()
    with pytest.raises(CannotUnseal):
        unseal(other, envelope, INFO)
    with pytest.raises(CannotUnseal):
        unseal(SECRET, envelope, INFO + b"x")
    for place in range(len(envelope)):
        changed = bytearray(envelope)
        changed[place] ^= 1
        with pytest.raises(CannotUnseal):
            unseal(SECRET, bytes(changed), INFO)
    for size in (0, 1, 31, 32, 47):
        with pytest.raises(CannotUnseal):
            unseal(SECRET, envelope[:size], INFO)


@pytest.mark.parametrize("public", [b"", b"short", bytes(32)])
def test_a_key_that_is_none_is_refused(public):
    with pytest.raises(Refused) as caught:
        seal(public, b"x", INFO)
    assert caught.value.code == "sealed_key_bad"


def test_a_key_is_named_by_its_fingerprint():
    assert public_of(SECRET) == PUBLIC
    assert key_id(PUBLIC) == hashlib.sha256(PUBLIC).hexdigest()[:16]


def test_the_format_is_that_of_the_rfc():
    """RFC 9180 written out here from the text, with other primitives than the product's."""
    envelope = seal(PUBLIC, b"sobre cerrado", INFO)
    assert _open_by_the_rfc(SECRET, envelope, INFO) == b"sobre cerrado"


def _open_by_the_rfc(secret: bytes, envelope: bytes, info: bytes) -> bytes:
    enc, ciphertext = envelope[:32], envelope[32:]
    own = X25519PrivateKey.from_private_bytes(secret)
    shared = own.exchange(X25519PublicKey.from_public_bytes(enc))
    kem = b"KEM" + (0x0020).to_bytes(2, "big")
    context = enc + own.public_key().public_bytes_raw()
    eae = _extract(kem, b"", b"eae_prk", shared)
    shared_secret = _expand(kem, eae, b"shared_secret", context, 32)
    suite = b"HPKE" + b"".join(n.to_bytes(2, "big") for n in (0x0020, 0x0001, 0x0002))
    schedule = b"\x00" + _extract(suite, b"", b"psk_id_hash", b"")
    schedule += _extract(suite, b"", b"info_hash", info)
    schedule_secret = _extract(suite, shared_secret, b"secret", b"")
    key = _expand(suite, schedule_secret, b"key", schedule, 32)
    nonce = _expand(suite, schedule_secret, b"base_nonce", schedule, 12)
    return AESGCM(key).decrypt(nonce, ciphertext, b"")


def _extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + material, "sha256")


def _expand(suite: bytes, key: bytes, label: bytes, info: bytes, size: int) -> bytes:
    labelled = size.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(key, labelled + b"\x01", "sha256")[:size]
