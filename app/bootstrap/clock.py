"""The real clock, corrected by the central's, and the one that tests and demos may set."""

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from app.base.ports import ClockReading

# What this program was built after: a clock that says earlier has lost its battery.
BUILT = datetime(2026, 11, 1, tzinfo=UTC)
DOUBTFUL_OFFSET = timedelta(minutes=5)
LOCAL_OFFSET_MINUTES = -360  # America/Mexico_City, all year since 2022


@dataclass(frozen=True, slots=True)
class Correction:
    """The central's clock less this machine's, and this machine's (UTC) when that was seen."""

    offset: timedelta
    seen: datetime


class SystemClock:
    """UTC from the operating system plus the last offset seen at the central.

    `start`: where a test or demo begins the day instead; then time flows on from there.
    `not_before`: the last event's time; a clock behind it is doubtful. `correction`: what an
    earlier process of this home heard from the central.
    """

    def __init__(
        self,
        start: datetime | None = None,
        not_before: datetime | None = None,
        correction: Correction | None = None,
    ) -> None:
        self._boot = _boot_id()
        self._lock = Lock()
        self._correction = correction
        self._not_before = not_before
        if start and not_before:
            start = max(start, not_before)
        self._shift = start - datetime.now(UTC) if start else timedelta(0)

    def now(self) -> datetime:
        correction = self.correction
        return self._machine() + (correction.offset if correction else timedelta(0))

    def _machine(self) -> datetime:
        return datetime.now(UTC) + self._shift

    def read(self) -> ClockReading:
        mono = time.monotonic_ns()
        correction = self.correction
        wall = self.now()
        offset = correction.offset if correction else None
        behind = self._not_before is not None and wall < self._not_before
        far = offset is not None and abs(offset) > DOUBTFUL_OFFSET
        return ClockReading(
            wall=wall,
            tz_offset=LOCAL_OFFSET_MINUTES,
            mono=mono,
            boot_id=self._boot,
            clock_offset=None if offset is None else round(offset.total_seconds() * 1000),
            clock_age=None if correction is None else self._age(correction),
            doubtful=behind or far or wall < BUILT,
        )

    @property
    def correction(self) -> Correction | None:
        """What was last heard from the central."""
        with self._lock:
            return self._correction

    def correct(self, central_now: datetime) -> None:
        """Notes what the central's clock says just now."""
        machine = self._machine()
        with self._lock:
            self._correction = Correction(central_now - machine, machine)

    def _age(self, correction: Correction) -> int:
        return max(0, int((self._machine() - correction.seen).total_seconds()))


def _boot_id() -> str:
    """Tells one run of the machine from the next: the monotonic clock only compares within one."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return f"boot-{round(time.time() - time.monotonic())}"


def start_from_environment() -> datetime | None:
    """`VENTANILLA_NOW` as an aware time; the caller ignores it outside demo, training and test."""
    text = os.environ.get("VENTANILLA_NOW", "")
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
