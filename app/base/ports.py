"""What the rooms need from the world, as small protocols; `app.bootstrap` supplies the real ones."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ClockReading:
    """One look at the clock, as it is written into an event (`sync.md` 1.2).

    `wall` is the *corrected* UTC time; `tz_offset` minutes east of UTC; `mono` nanoseconds of
    the monotonic clock of boot `boot_id`; `clock_offset` milliseconds added to the machine's
    clock to correct it (None: never compared with the central) and `clock_age` the seconds
    since that comparison; `doubtful` when the machine's clock cannot be right.
    """

    wall: datetime
    tz_offset: int
    mono: int
    boot_id: str
    clock_offset: int | None = None
    clock_age: int | None = None
    doubtful: bool = False


class Clock(Protocol):
    """Time, injected everywhere."""

    def now(self) -> datetime:
        """The corrected present, aware, in UTC."""

    def read(self) -> ClockReading:
        """The corrected present with everything an event records about it."""


class Ids(Protocol):
    """Identifiers and randomness."""

    def uuid7(self) -> str:
        """A new UUIDv7 in its 36-character form."""

    def token(self, size: int) -> bytes:
        """`size` random bytes from the operating system."""


class PrintState(StrEnum):
    """What is known of a print job."""

    QUEUED = "queued"
    SENT = "sent"
    PRINTED = "printed"
    FAILED = "failed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """What a printer said: `code` explains a failure (a key of `app.base.messages`)."""

    state: PrintState
    code: str = ""
    handle: str = ""


class Printer(Protocol):
    """Where paper comes out."""

    def submit(self, document: bytes, title: str) -> PrintOutcome:
        """Hand over one PDF document. Never raises for a printer's trouble: it is in the outcome."""

    def poll(self, handle: str) -> PrintOutcome:
        """What became of a job handed over before."""


class Vault(Protocol):
    """One opener of the key slots: keeps a small secret outside the home (or wraps it)."""

    name: str

    def wrap(self, secret: bytes) -> bytes:
        """What to write in the slot so that this opener, and only it, can get `secret` back."""

    def unwrap(self, slot: bytes) -> bytes:
        """The secret of a slot written by `wrap`. Raises `StoreDamaged` when it cannot."""
