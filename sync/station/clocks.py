"""How far this machine's clock is off the central's; only measured here, never obeyed."""

from datetime import UTC, datetime, timedelta

from app.base.ports import ClockReading

_MILLISECOND = timedelta(milliseconds=1)


def offset_ms(reading: ClockReading, server_time: str, round_trip: float) -> int | None:
    """Milliseconds to add to the machine's own clock to get the central's; None if unreadable.

    `reading` is taken when the answer has come; half the round trip (seconds) is the best guess
    of the answer's age, and bounds the error.
    """
    try:
        there = datetime.fromisoformat(server_time).astimezone(UTC)
    except ValueError:
        return None
    machine = reading.wall - _MILLISECOND * (reading.clock_offset or 0)
    return round((there + timedelta(seconds=round_trip / 2) - machine) / _MILLISECOND)
