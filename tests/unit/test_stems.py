"""Folding, words, sounds and stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.stems import form, sound, stem
from app.domain.text import fold, words


def test_fold_drops_accents_capitals_and_tildes():
    assert fold("ÁRBOL Ñandú PINGÜINO") == "arbol nandu pinguino"


def test_words_are_in_order_without_punctuation():
    assert words("¿Pa'l refresco? ¡50 pesos, señor!") == ["pal", "refresco", "50", "pesos", "senor"]


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_gives_plain_words(text):
    assert all(word.isascii() and word.isalnum() for word in words(text))
    assert all(stem(word) for word in words(text))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("vache", "bache"),
        ("recojer", "recoger"),
        ("guele", "huele"),
        ("ilito", "hilito"),
        ("abispero", "avispero"),
        ("recivo", "recibo"),
        ("mercansia", "mercancia"),
        ("enpedrado", "empedrado"),
        ("undio", "hundio"),
        ("esterilisacion", "esterilizacion"),
        ("pedaso", "pedazo"),
        ("tapao", "tapado"),
        ("yave", "llave"),
    ],
)
def test_spellings_that_sound_alike_are_one(wrong, right):
    assert sound(wrong) == sound(right)


@pytest.mark.parametrize(
    "family",
    [
        ("tiran", "tirando", "tiraron", "tirado", "tiradas"),
        ("luz", "luces"),
        ("arbol", "arboles", "arbolito"),
        ("perro", "perrita", "perros"),
        ("poda", "podar", "podaron", "podado"),
        ("inunda", "inundacion", "inundando", "inundado"),
    ],
)
def test_forms_of_a_word_share_their_stem(family):
    assert len({stem(word) for word in family}) == 1


def test_short_words_stay_apart():
    assert stem("luz") != stem("lata")
    assert stem("no") == "no"
    assert stem("45600") == "45600"


def test_a_form_keeps_its_ending_and_a_stem_does_not():
    assert stem("sala") == stem("sale")
    assert form("sala") != form("sale")
    assert form("salas") == form("sala")
