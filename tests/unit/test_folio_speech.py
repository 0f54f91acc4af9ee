"""Numbers and letters as they are said."""

import pytest

from app.domain.folio import ALPHABET
from app.domain.folio_speech import number_words, spell


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "cero"),
        (16, "dieciséis"),
        (22, "veintidós"),
        (31, "treinta y uno"),
        (100, "cien"),
        (101, "ciento uno"),
        (500, "quinientos"),
        (1_000, "mil"),
        (1_021, "mil veintiuno"),
        (21_000, "veintiún mil"),
        (31_531, "treinta y un mil quinientos treinta y uno"),
        (100_000, "cien mil"),
        (700_001, "setecientos mil uno"),
        (1_000_000, "un millón"),
        (1_000_001, "un millón uno"),
        (9_999_999, "nueve millones novecientos noventa y nueve mil novecientos noventa y nueve"),
    ],
)
def test_numbers(number, words):
    assert number_words(number) == words


def test_no_two_numbers_are_said_alike():
    numbers = range(0, 10_000_000, 997)
    assert len({number_words(n) for n in numbers}) == len(numbers)


def test_every_character_of_a_folio_has_a_word_of_its_own():
    said = [spell(character) for character in ALPHABET]
    assert len(set(said)) == len(ALPHABET)
    assert all(
        word.split(" de ")[1][0].upper() in (word[0], "X") for word in said if " de " in word
    )
