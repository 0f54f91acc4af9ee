"""Dates as a person in Mexico reads them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from app.base import dates

MONDAY = date(2026, 11, 30)


def test_every_form_of_a_day():
    assert dates.short_date(date(2026, 11, 22)) == "22 nov 2026"
    assert dates.long_date(MONDAY) == "lunes 30 de noviembre de 2026"
    assert dates.spoken_date(MONDAY) == "lunes 30 de noviembre"
    assert dates.weekday_date(MONDAY) == "lunes 30 nov"
    assert dates.weekday_date(date(2026, 12, 2)) == "miércoles 2 dic"


def test_a_stored_time_is_read_in_the_office_s_hours():
    when = dates.from_iso("2026-11-23T03:05:09.123Z")
    assert dates.moment(when) == "22 nov 2026, 21:05"
    assert dates.offset(when) == "UTC−6"
    assert dates.moment(dates.from_iso("2026-11-23T03:05:09Z", -420)) == "22 nov 2026, 20:05"


@pytest.mark.parametrize(
    ("minutes", "text"), [(-360, "UTC−6"), (0, "UTC+0"), (330, "UTC+5:30"), (-210, "UTC−3:30")]
)
def test_offsets(minutes, text):
    when = datetime(2026, 11, 22, tzinfo=timezone(timedelta(minutes=minutes)))
    assert dates.offset(when) == text


def test_an_unaware_time_has_no_offset_to_show():
    assert dates.offset(datetime(2026, 11, 22)) == ""  # noqa: DTZ001 - that is the case


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "ahora"),
        (59, "ahora"),
        (60, "hace 1 min"),
        (3599, "hace 59 min"),
        (3600, "hace 1 h"),
        (86_400, "hace 1 día"),
        (3 * 86_400, "hace 3 días"),
    ],
)
def test_how_long_ago(seconds, text):
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert dates.ago(now - timedelta(seconds=seconds), now) == text


def test_no_day_of_the_year_is_without_its_words():
    for number in range(366):
        day = date(2028, 1, 1) + timedelta(days=number)
        assert str(day.day) in dates.short_date(day).split()
        assert dates.weekday(day) in dates.long_date(day)
