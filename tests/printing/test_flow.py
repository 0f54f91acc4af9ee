"""Words into measured lines."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.flow import NO_BREAK, Piece, clean, fit, flow, text_block
from printing.fonts import unit_width


def said(block) -> str:
    return " ".join("".join(p.text for p in line.pieces) for line in block.lines)


@given(st.text(max_size=300), st.sampled_from([60, 200, 500]))
def test_every_line_stays_in_its_width(text: str, width: float) -> None:
    block = text_block(text, 10, width)
    assert block.width <= width + 1e-6


@given(st.lists(st.from_regex(r"[a-zñáé]{1,12}", fullmatch=True), max_size=60))
def test_flowing_loses_no_word(words: list[str]) -> None:
    assert said(text_block(" ".join(words), 9, 200)).split() == words


def test_a_word_longer_than_the_line_is_cut_where_it_ends() -> None:
    block = text_block("x" * 100, 10, 100)
    assert "".join(said(block).split()) == "x" * 100
    assert block.width <= 100


def test_weights_change_inside_a_word_and_keep_together() -> None:
    block = flow([Piece("al "), Piece("33", bold=True), Piece(", ya")], 10, 500)
    assert block.lines[0].pieces == (Piece("al "), Piece("33", bold=True), Piece(", ya"))


def test_a_number_is_never_parted() -> None:
    number = "33 1057 6000".replace(" ", NO_BREAK)
    block = flow([Piece(f"llame al {number}")], 10, 10 * unit_width("llame al 33 10", bold=False))
    assert said(block).endswith("33 1057 6000")
    assert len(block.lines) == 2


def test_a_dot_between_parts_is_not_left_at_the_end_of_a_line() -> None:
    block = text_block("palabra · palabra", 10, 10 * unit_width("palabra · p", bold=False))
    assert [line.pieces[0].text for line in block.lines] == ["palabra", "palabra"]


def test_a_text_shrinks_before_it_is_clipped() -> None:
    words = [Piece("palabra " * 6)]
    assert (fit(words, (12, 6), 220, 1).size, fit(words, (12, 6), 220, 1).clipped) == (6, False)
    clipped = fit(words, (12, 11), 100, 2)
    assert (len(clipped.lines), clipped.size, clipped.clipped) == (2, 11, True)
    assert said(clipped).endswith("…")
    assert clipped.width <= 100


@pytest.mark.parametrize("odd", ["a\x00b", "a\u202eb", "a\ud800b", "a\nb", "a\u200bb"])
def test_what_cannot_be_printed_becomes_a_space(odd: str) -> None:
    assert clean(odd) == "a b"


def test_accents_are_composed() -> None:
    assert clean(unicodedata.normalize("NFD", "Ñandú")) == "Ñandú"
