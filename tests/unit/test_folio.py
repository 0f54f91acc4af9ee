"""The folio: its vectors, every slip of one place caught, and what people type read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.folio import ALPHABET, BadFolio, Folio, check_character, parse, suggestions

VECTORS = ("A03-26-0001234-B", "A03-26-0000001-D", "ZZZ-99-1234567-5")

stations = st.text(ALPHABET, min_size=3, max_size=3)
folios = st.builds(Folio, stations, st.integers(0, 99), st.integers(1, 9_999_999))
places = st.integers(0, 12)
characters = st.sampled_from(ALPHABET)


def refused(compact: str, year: int = 26) -> str:
    with pytest.raises(BadFolio) as caught:
        parse(compact, this_year=year)
    return caught.value.code


def edited(text: str, *changes: tuple[int, str]) -> str:
    letters = list(text)
    for place, character in changes:
        letters[place] = character
    return "".join(letters)


@pytest.mark.parametrize("text", VECTORS)
def test_published_vectors(text):
    folio = parse(text, this_year=2026)
    assert str(folio) == text
    assert folio.check == text[-1]


@given(folios)
def test_what_is_written_is_read_back(folio):
    assert parse(str(folio), this_year=26) == folio
    assert parse(folio.compact, this_year=26) == folio
    assert parse(folio.spoken, this_year=2000 + folio.year) == folio
    assert parse(folio.spoken.replace("-", ""), this_year=folio.year) == folio


@given(folios, places, characters)
def test_every_single_substitution_is_refused(folio, place, character):
    wrong = edited(folio.compact, (place, character))
    if wrong != folio.compact:
        assert refused(wrong) in {"folio_check", "folio_digits", "folio_range"}


@given(folios, st.integers(0, 11), st.sampled_from([1, 2]))
def test_every_swap_and_jump_swap_is_refused(folio, place, gap):
    good = folio.compact
    other = place + gap
    if other > 12 or good[place] == good[other]:
        return
    assert refused(edited(good, (place, good[other]), (other, good[place])))


@given(folios, st.integers(0, 11), st.sampled_from([1, 2]), characters, characters)
def test_every_twin_and_jump_twin_is_refused(folio, place, gap, first, second):
    other = place + gap
    if other > 12 or first == second:
        return
    # Any thirteen characters whose check holds, decimal places or not: the code itself is tested.
    body = edited(folio.compact[:12] + "0", (place, first), (other, first))
    if other == 12:  # the pair ends in the check character itself
        if check_character(body[:12]) != first:
            return
        assert check_character(edited(body, (place, second))[:12]) != second
        return
    changed = edited(body, (place, second), (other, second))
    assert check_character(body[:12]) != check_character(changed[:12])


def test_all_slips_of_one_folio_without_exception():
    good = "A03260001234B"
    wrong = {edited(good, (i, c)) for i in range(13) for c in ALPHABET}
    for gap in (1, 2):
        for i in range(13 - gap):
            wrong.add(edited(good, (i, good[i + gap]), (i + gap, good[i])))
            if good[i] == good[i + gap]:
                wrong |= {edited(good, (i, c), (i + gap, c)) for c in ALPHABET}
    wrong.discard(good)
    assert len(wrong) > 400
    for text in wrong:
        refused(text)


@pytest.mark.parametrize(
    "typed",
    [
        "a03-26-0001234-b",
        "A03 26 0001234 B",
        "A03260001234B",
        "AO3-26-OOO1234-B",
        "AO3-Z6-0001234-B".replace("Z", "2"),
        "A03-26-000I234-B",
        "A03-26-000l234-b",
        "  A03–26–0001234–B ",
        "A03-26-1234-B",
        "A03-1234-B",
        "a 03 1234 b",
        "A031234B",
        "A03-0001234-B",
        "Ａ０３－２６－0001234-B",
    ],
)
def test_the_ways_people_type_it(typed):
    assert str(parse(typed, this_year=2026)) == "A03-26-0001234-B"


def test_the_short_form_of_another_year_is_refused():
    assert refused("A03-1234-B", 2027) == "folio_check"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "folio_empty"),
        (" - - ", "folio_empty"),
        ("A03-26-0001234-U", "folio_character"),
        ("A03-26-0001234-ñ", "folio_character"),
        ("A03\x0026", "folio_character"),
        ("A03", "folio_length"),
        ("A03-26-00001234-B", "folio_length"),
        ("A03-00001234-B", "folio_length"),
        ("A03-B", "folio_length"),
        ("A03-26-000123-4B-99", "folio_length"),
        ("A03-26-00012B4-B", "folio_digits"),
        ("A03-26-0000000-" + check_character("A03260000000"), "folio_range"),
    ],
)
def test_what_is_wrong_is_named(typed, code):
    assert refused(typed) == code


@pytest.mark.parametrize(
    ("station", "year", "counter"),
    [("A0", 26, 1), ("AU3", 26, 1), ("a03", 26, 1), ("A03", 100, 1), ("A03", 26, 10_000_000)],
)
def test_a_folio_cannot_be_made_of_impossible_parts(station, year, counter):
    with pytest.raises(BadFolio):
        Folio(station, year, counter)


@given(folios, places, characters)
def test_a_changed_character_is_mended_by_a_suggestion(folio, place, character):
    wrong = edited(folio.compact, (place, character))
    if wrong != folio.compact:
        assert folio in suggestions(wrong, this_year=26)


@given(folios, st.integers(0, 11), st.sampled_from([1, 2]))
def test_a_swap_is_mended_by_a_suggestion(folio, place, gap):
    good, other = folio.compact, place + gap
    if other > 12 or good[place] == good[other]:
        return
    wrong = edited(good, (place, good[other]), (other, good[place]))
    assert folio in suggestions(wrong, this_year=26)


@given(folios, places)
def test_a_lost_character_is_mended_by_a_suggestion(folio, place):
    wrong = folio.compact[:place] + folio.compact[place + 1 :]
    assert folio in suggestions(wrong, this_year=26)


def test_last_years_short_form_comes_first():
    assert str(suggestions("A03-1234-B", this_year=2027)[0]) == "A03-26-0001234-B"


def test_likely_slips_come_before_unlikely_ones():
    swapped = suggestions("A03-26-0002134-B", this_year=2026)
    assert str(swapped[0]) == "A03-26-0001234-B"
    misread = suggestions("A03-26-0001234-8", this_year=2026)
    assert str(misread[0]) == "A03-26-0001234-B"


@pytest.mark.parametrize("text", ["", "hola mundo", "A03-26-9-9-9-9-9-9-9-9-9-9"])
def test_nothing_is_suggested_for_what_is_no_folio(text):
    assert suggestions(text, this_year=2026) == ()


@pytest.mark.parametrize(
    ("folio", "said"),
    [
        (Folio("A03", 26, 1234), "A cero tres, mil doscientos treinta y cuatro, B de burro"),
        (Folio("A07", 26, 1234), "A cero siete, mil doscientos treinta y cuatro, cinco"),
        (Folio("A03", 26, 1), "A cero tres, uno, D de dado"),
    ],
)
def test_a_folio_is_said_in_words(folio, said):
    assert folio.say() == said


def test_a_folio_is_spelled_so_that_it_cannot_be_misheard():
    said = "A de Antonio, cero, tres; uno, dos, tres, cuatro; B de burro"
    assert Folio("A03", 26, 1234).say_spelled() == said
