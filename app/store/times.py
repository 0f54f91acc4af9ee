"""Times as the journal writes them, and back."""

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache


def stamp(moment: datetime) -> str:
    """`2026-11-22T16:15:03.123Z`; sorts as text the way time does."""
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def moment(text: str) -> datetime:
    """Reads a `stamp` (or any ISO time with an offset) as UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def local(text: str, tz_offset: int) -> datetime:
    """The same moment on the wall of a desk `tz_offset` minutes east of UTC."""
    return datetime.fromisoformat(text).astimezone(_zone(tz_offset))


@lru_cache(maxsize=64)
def _zone(tz_offset: int) -> timezone:
    return timezone(timedelta(minutes=tz_offset))
