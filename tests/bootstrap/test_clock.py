"""The real clock: corrected by the central's, doubted when it cannot be right."""

from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap.clock import BUILT, SystemClock, start_from_environment

LATER = datetime(2027, 3, 1, 15, tzinfo=UTC)
A_MOMENT = timedelta(seconds=30)


def test_it_is_the_machines_own_until_corrected() -> None:
    reading = SystemClock().read()
    assert abs(reading.wall - datetime.now(UTC)) < A_MOMENT
    assert (reading.tz_offset, reading.clock_offset, reading.clock_age) == (-360, None, None)


def test_a_demo_begins_its_day_when_told_and_time_flows_on() -> None:
    clock = SystemClock(start=LATER)
    first, second = clock.now(), clock.now()
    assert LATER <= first <= second < LATER + A_MOMENT


def test_never_before_the_last_event() -> None:
    clock = SystemClock(start=LATER, not_before=LATER + timedelta(days=1))
    assert clock.now() >= LATER + timedelta(days=1)
    assert not clock.read().doubtful


def test_a_clock_behind_the_last_event_is_doubtful() -> None:
    assert SystemClock(not_before=datetime.now(UTC) + timedelta(days=2)).read().doubtful


def test_a_dead_battery_is_doubtful() -> None:
    assert SystemClock(start=BUILT - timedelta(days=4000)).read().doubtful


@pytest.mark.parametrize(("off", "doubtful"), [(2, False), (-3, False), (9, True), (-600, True)])
def test_the_centrals_clock_corrects_and_a_large_difference_is_told(
    off: int, doubtful: bool
) -> None:
    clock = SystemClock(start=LATER)
    clock.correct(clock.now() + timedelta(minutes=off))
    reading = clock.read()
    assert abs(reading.wall - LATER - timedelta(minutes=off)) < A_MOMENT
    assert reading.clock_offset is not None
    assert abs(reading.clock_offset - off * 60_000) < 30_000
    assert reading.doubtful is doubtful


def test_a_correction_outlives_its_process() -> None:
    first = SystemClock(start=LATER)
    first.correct(LATER + timedelta(minutes=2))
    later = SystemClock(start=LATER + timedelta(hours=1), correction=first.correction).read()
    assert abs(later.wall - LATER - timedelta(minutes=62)) < A_MOMENT
    assert later.clock_age is not None
    assert 3590 < later.clock_age < 3630


def test_the_environment_is_read_as_iso(monkeypatch: pytest.MonkeyPatch) -> None:
    assert start_from_environment() is None
    monkeypatch.setenv("VENTANILLA_NOW", "2026-11-22T10:00:00-06:00")
    assert start_from_environment() == datetime(2026, 11, 22, 16, tzinfo=UTC)
    monkeypatch.setenv("VENTANILLA_NOW", "2026-11-22T10:00:00")
    assert start_from_environment() == datetime(2026, 11, 22, 10, tzinfo=UTC)
