"""What the central's clock says, and how far ours is off it."""

from datetime import UTC, datetime, timedelta

import pytest

from app.base.ports import ClockReading
from sync.station.clocks import central_time, offset_ms

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def test_half_the_round_trip_is_added():
    assert central_time("2026-11-23T18:00:00.000Z", 3.0) == NOON + timedelta(seconds=1.5)


@pytest.mark.parametrize("text", ["", "ayer", "2026-11-23T18:00:00", "2026-13-01T00:00:00Z"])
def test_what_is_not_a_time_is_no_time(text):
    assert central_time(text, 0.0) is None


@pytest.mark.parametrize("correction", [None, 0, 90_000, -90_000])
def test_the_offset_is_of_the_machine_and_not_of_the_corrected_clock(correction):
    corrected = NOON + timedelta(milliseconds=correction or 0)
    reading = ClockReading(corrected, -360, 1, "boot", clock_offset=correction)
    assert offset_ms(reading, NOON + timedelta(seconds=90)) == 90_000
