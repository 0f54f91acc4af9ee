"""Committed dates: holidays, weekends, month ends and the cut-off hour."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.business_days import Calendar
from tests.unit.shipped import catalog

NEW_YEAR = date(2027, 1, 1)
calendar = Calendar({date(2026, 11, 16), date(2026, 12, 25), NEW_YEAR})

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31))  # noqa: DTZ001 - local time
holidays = st.sets(days, max_size=40)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute))


FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("received", "sla", "due"),
    [
        (at(FRIDAY, 9), 1, MONDAY),
        (at(FRIDAY, 14, 59), 1, MONDAY),
        (at(FRIDAY, 15), 1, date(2026, 11, 24)),  # the cut-off hour itself is late
        (at(SATURDAY, 9), 1, date(2026, 11, 24)),  # counts as received on Monday
        (at(SATURDAY, 23), 0, SATURDAY),  # hours on duty: that same day
        (at(date(2026, 12, 25), 20), 0, date(2026, 12, 25)),
        (at(date(2026, 12, 24), 10), 1, date(2026, 12, 28)),  # Christmas and a weekend
        (at(date(2026, 12, 30), 10), 2, date(2027, 1, 4)),  # over the year's end
        (at(date(2026, 2, 27), 10), 1, date(2026, 3, 2)),  # over a short month
        (at(date(2026, 11, 13), 16), 5, date(2026, 11, 24)),  # late before a long weekend
        (at(FRIDAY, 9), None, None),
    ],
)
def test_due(received, sla, due):
    assert calendar.due(received, sla) == due


def test_the_cut_off_is_a_setting():
    early = Calendar((), time(12))
    assert early.due(at(FRIDAY, 11, 59), 1) == MONDAY
    assert early.due(at(FRIDAY, 12), 1) == date(2026, 11, 24)


def test_the_shipped_calendar_is_used_as_it_is():
    shipped = Calendar(catalog().holidays)
    assert not shipped.is_business(NEW_YEAR)
    assert not shipped.is_business(date(2026, 9, 16))
    assert shipped.is_business(date(2026, 11, 24))


@given(days, st.integers(1, 60), holidays)
def test_adding_counts_each_business_day_once(day, count, free):
    given_calendar = Calendar(free)
    end = given_calendar.add(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert given_calendar.is_business(end)
    assert sum(map(given_calendar.is_business, between)) == count


@given(days, st.integers(0, 30), st.integers(0, 30), holidays)
def test_adding_in_two_steps_is_adding_at_once(day, first, second, free):
    given_calendar = Calendar(free)
    start = given_calendar.on_or_after(day)
    assert given_calendar.add(given_calendar.add(start, first), second) == given_calendar.add(
        start, first + second
    )


@given(moments, st.integers(1, 60), holidays)
def test_due_is_a_business_day_after_receipt_and_never_moves_back(local, sla, free):
    given_calendar = Calendar(free)
    due = given_calendar.due(local, sla)
    assert due is not None
    assert given_calendar.is_business(due)
    assert due > local.date()
    later = given_calendar.due(local + timedelta(hours=1), sla)
    assert later is not None
    assert later >= due


@given(moments, holidays)
def test_nothing_is_due_without_a_term_and_duty_is_due_at_once(local, free):
    assert Calendar(free).due(local, None) is None
    assert Calendar(free).due(local, 0) == local.date()
