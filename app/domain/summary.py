"""A day at the windows in numbers: what the supervisor prints, and what must add up in it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one thing. `name` is a code of channel or kind, or a unit's own name."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class FirstRouting:
    """The indicator (feature 28): accepted by the first unit and never corrected, of all due."""

    right: int
    due: int

    @property
    def percent(self) -> float | None:
        """None while no deadline to answer has passed: nothing can be said yet."""
        return 100 * self.right / self.due if self.due else None


@dataclass(frozen=True, slots=True)
class DaySummary:
    """One day of one window, or of the whole office when `station` is empty.

    `received` counts every folio given out that day. `sealed` ones have no channel, kind or unit
    and stand only in the office's total; all other folios, voided ones too, are in each of the
    three breakdowns. `made_at` is an ISO time with offset.
    """

    day: date
    station: str
    office: str
    made_at: str
    clerk: str
    received: int
    by_channel: tuple[Count, ...]
    by_kind: tuple[Count, ...]
    by_unit: tuple[Count, ...]
    first_routing: FirstRouting
    guidance: int = 0
    joined: int = 0
    voided: int = 0
    sealed: int = 0
    pending: int = 0
    training: bool = False

    @property
    def adds_up(self) -> bool:
        """Whether each breakdown and the sealed ones make the total."""
        breakdowns = (self.by_channel, self.by_kind, self.by_unit)
        return all(sum(c.number for c in b) + self.sealed == self.received for b in breakdowns)
