"""Passwords of people: kept so that they cannot be read back."""

import pytest

from app.base.passwords import check_password, hash_password

SALT = bytes(range(16))


def test_the_right_password_fits_and_no_other():
    stored = hash_password("Ñandú 2026", SALT)
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password("Ñandú 2026", stored)
    assert not check_password("Nandu 2026", stored)
    assert not check_password("", stored)


def test_an_accent_typed_on_another_keyboard_is_the_same():
    assert check_password("N\u0303andu\u0301", hash_password("Ñandú", SALT))


def test_the_same_password_is_kept_differently_for_two_people():
    assert hash_password("x", SALT) != hash_password("x", SALT[::-1])


@pytest.mark.parametrize(
    "stored",
    ["", "plain", "$argon2id$", "$argon2id$v=19$m=99999999999,t=1,p=1$AAAA$AAAA", "$2b$12$abc"],
)
def test_what_cannot_be_read_fits_nothing(stored):
    assert not check_password("x", stored)


def test_a_password_of_half_surrogates_is_only_wrong():
    assert not check_password("\ud800", hash_password("x", SALT))


def test_a_form_of_another_cost_still_opens():
    kept = "$argon2id$v=19$m=64,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$"
    assert not check_password("x", kept + "A" * 43)
