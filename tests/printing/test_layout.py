"""No text of the catalogue or of a person ever overlaps another or runs off the paper."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.domain.receipt import Receipt, ReceiptKind
from printing import acuse, guidance, phrases, sealed
from printing.acuse import render
from printing.half_letter import Half
from tests.printing.examples import (
    DANGER,
    GUIDANCE,
    ORDINARY,
    SEALED,
    catalog,
    receipts,
    services,
)
from tests.printing.reading import faults, sizes, text

NOTICE = " ".join(["palabra"] * 70)  # the template allows 70 words
LEAST = 7.0  # points
ROOMY = 8.0  # small print and labels of an ordinary paper


def composed(receipt: Receipt, notice: str = "") -> Half:
    if receipt.kind is ReceiptKind.GUIDANCE:
        return guidance.compose(receipt, notice)
    return acuse.compose(receipt, notice)


@pytest.mark.parametrize("service", services())
def test_every_rule_of_the_catalogue_fits(service: str) -> None:
    found = {r.rule: faults(composed(r)) for r in receipts(service)}
    assert {rule: bad for rule, bad in found.items() if bad} == {}


@pytest.mark.parametrize("service", services())
def test_every_service_says_unit_and_reason_whole(service: str) -> None:
    longest = max(receipts(service), key=lambda r: len(r.target_name) + len(r.reason))
    paper = text(render(longest))
    for said in (longest.folio, longest.target_name, longest.reason, longest.service_name):
        assert said in paper


def worst() -> Receipt:
    tried = [r for service in services() for r in receipts(service)]
    return max(
        tried, key=lambda r: len(r.target_name + r.reason + r.words) + 99 * bool(r.decide_by)
    )


def test_the_longest_notice_fits_whole_under_the_longest_receipt() -> None:
    validated = replace(worst(), notice_validated=True)
    assert faults(composed(validated, NOTICE)) == []
    assert NOTICE in text(render(validated, notice=NOTICE))


def test_nothing_is_smaller_than_seven_points() -> None:
    crowded = render(replace(worst(), notice_validated=True), notice=NOTICE)
    assert min(size for size, _ in sizes(crowded)) >= LEAST


@pytest.mark.parametrize("receipt", [ORDINARY, GUIDANCE, DANGER], ids=lambda r: r.kind.value)
def test_where_there_is_room_only_the_checkers_line_is_small(receipt: Receipt) -> None:
    checker = phrases.checker(receipt)
    assert min(size for size, run in sizes(render(receipt)) if run != checker) >= ROOMY


def test_the_sealed_sheet_fits_the_longest_name() -> None:
    name = max((unit.name for unit in catalog().units.values()), key=len)
    assert faults(sealed.compose(replace(SEALED, target_name=name, copy_number=12))) == []


FIELDS = (
    "words", "place", "person_name", "target_name", "reason", "responsible_post", "service_name",
    "consult_at", "at_hand",
)  # fmt: skip


def endless(kind: str) -> Receipt:
    texts = dict.fromkeys(FIELDS, "palabra " * 90)
    return replace(
        DANGER,
        **texts,
        kind=ReceiptKind(kind),
        station_name=texts["place"],
        decide_by="2026-11-24",
        joined_to="A03-26-0001234-B",
        attachments=((texts["place"], 2, "ab" * 32),),
        training=True,
        copy_number=12,
    )


@pytest.mark.parametrize("kind", ["acuse", "orientacion"])
def test_every_text_endless_at_once_still_keeps_its_place(kind: str) -> None:
    assert faults(composed(endless(kind))) == []


anything = st.builds(lambda text, times: text * times, st.text(max_size=20), st.integers(1, 30))


# Wide letters in everything at once: found once, kept for ever.
WIDE = dict.fromkeys(FIELDS, "") | {
    "target_name": "0000000" * 13,
    "reason": "000000000" * 21,
    "consult_at": "00000000" * 4,
}


@example(WIDE, "acuse")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.fixed_dictionaries(dict.fromkeys(FIELDS, anything)),
    st.sampled_from(["acuse", "orientacion"]),
)
def test_no_text_whatever_breaks_the_page(texts: dict[str, str], kind: str) -> None:
    receipt = replace(
        ORDINARY,
        **texts,
        kind=ReceiptKind(kind),
        decide_by="2026-11-24",
        live_notice_pending=True,
        joined_to="A03-26-0001234-B",
        attachments=((texts["place"], 2, "ab" * 32),),
    )
    assert faults(composed(receipt)) == []
    assert render(receipt).startswith(b"%PDF")
