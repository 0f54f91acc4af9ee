"""The order of attention: total, the same everywhere, and not for sale."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from app.domain.precedence import order_key

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
keys = st.tuples(
    st.integers(0, 3),
    st.integers(0, 10**7).map(lambda seconds: NOON + timedelta(seconds=seconds)),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    st.uuids().map(str),
)


@given(st.lists(keys, unique_by=lambda key: key[3]), st.randoms())
def test_the_order_is_total_and_the_same_however_matters_arrive(matters, random):
    shuffled = random.sample(matters, len(matters))
    ordered = sorted(matters, key=lambda m: order_key(*m))
    assert ordered == sorted(shuffled, key=lambda m: order_key(*m))
    assert len({order_key(*m) for m in matters}) == len(matters)


@given(keys, keys)
def test_a_more_urgent_class_goes_first_and_then_who_came_first(one, other):
    if one[0] != other[0]:
        assert (order_key(*one) < order_key(*other)) == (one[0] < other[0])
    elif one[1] != other[1]:
        assert (order_key(*one) < order_key(*other)) == (one[1] < other[1])


def test_a_short_term_does_not_overtake_an_older_matter():
    older = order_key(3, NOON, date(2026, 12, 20), "b")
    newer = order_key(3, NOON + timedelta(seconds=1), date(2026, 11, 24), "a")
    assert older < newer


def test_the_date_decides_between_matters_of_the_same_instant_and_no_date_is_last():
    keys = [order_key(3, NOON, due, "a") for due in (date(2026, 11, 24), date(2026, 12, 1), None)]
    assert keys == sorted(keys)


def test_the_zone_of_the_desk_changes_nothing():
    local = NOON.astimezone(timezone(timedelta(hours=-6)))
    assert order_key(1, local, None, "a") == order_key(1, NOON, None, "a")
