"""Committed dates in business days, with the municipality's calendar and its cut-off hour."""

from collections.abc import Container
from datetime import date, datetime, time, timedelta

CUTOFF = time(15, 0)

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class Calendar:
    """Which days count. `holidays` are dates; Saturdays and Sundays never count."""

    def __init__(self, holidays: Container[date], cutoff: time = CUTOFF) -> None:
        """`cutoff`: what arrives at that local hour or later counts from the next business day."""
        self._holidays = holidays
        self._cutoff = cutoff

    def is_business(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and day not in self._holidays

    def on_or_after(self, day: date) -> date:
        """The day itself when it counts, else the next one that does."""
        while not self.is_business(day):
            day += _ONE_DAY
        return day

    def add(self, day: date, count: int) -> date:
        """The `count`-th business day after `day`; for 0, `day` itself or the next that counts."""
        day = self.on_or_after(day) if count == 0 else day
        for _ in range(count):
            day = self.on_or_after(day + _ONE_DAY)
        return day

    def received(self, local: datetime) -> date:
        """The business day a matter counts as received on."""
        late = local.time() >= self._cutoff
        return self.on_or_after(local.date() + _ONE_DAY if late else local.date())

    def due(self, local: datetime, sla: int | None) -> date | None:
        """The last day to keep a commitment of `sla` business days made at a local time.

        None has no date; 0 means hours on duty, the 24 hours of the 7 days: that same day.
        """
        if sla is None:
            return None
        return self.add(self.received(local), sla) if sla else local.date()
