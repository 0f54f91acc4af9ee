"""How far this machine's clock is off the central's; only measured here, never obeyed."""

from datetime import UTC, datetime, timedelta

from app.base.ports import ClockReading

_MILLISECOND = timedelta(milliseconds=1)


def central_time(server_time: str, round_trip: float) -> datetime | None:
    """The central's present, from an ISO time in an answer that took `round_trip` seconds.

    Half the round trip is the best guess of the answer's age, and bounds the error. None when
    the text is not a time with its offset.
    """
    try:
        there = datetime.fromisoformat(server_time)
    except ValueError:
        return None
    if there.tzinfo is None:
        return None
    return there.astimezone(UTC) + timedelta(seconds=round_trip / 2)


def offset_ms(reading: ClockReading, there: datetime) -> int:
    """Milliseconds to add to the machine's own clock, without its correction, to get `there`."""
    machine = reading.wall - _MILLISECOND * (reading.clock_offset or 0)
    return round((there - machine) / _MILLISECOND)
