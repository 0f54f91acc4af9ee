"""What a push needs to know of the home, and where it writes what it learned.

The journal itself is the queue: nothing is moved, marked or removed when it was sent.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from sync import wire


@dataclass(frozen=True, slots=True)
class Noted:
    """What the central said last: its data's `epoch`, and how far it and its backups reach."""

    epoch: str = ""
    high_seq: int = 0
    safe_seq: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """An own event on its way: its place in the chain, and the bytes that were hashed."""

    seq: int
    hash: bytes
    item: wire.WireEvent


@dataclass(frozen=True, slots=True)
class Standing:
    """`last_seq`: the newest own event, 0 for none; `holes`: own events that the central holds
    without their bytes; `set_aside`: how many own events need eyes, holes and refused ones alike.
    """

    last_seq: int = 0
    noted: Noted = Noted()
    holes: tuple[int, ...] = ()
    set_aside: int = 0


class Outbox(Protocol):
    """This station's own chain, oldest first, and the notes about the central."""

    def standing(self) -> Standing: ...

    def last_seq(self) -> int:
        """The newest own event; 0 for an empty chain."""

    def hash_at(self, seq: int) -> bytes | None:
        """The hash of own event `seq`; the genesis for 0, None where there is no such event."""

    def take(self, after: int, most: int, size: int) -> Sequence[Waiting]:
        """Own events after `after`, contiguous, at most `most` of them and about `size` bytes
        (always at least one where there is one).
        """

    def note(self, noted: Noted) -> None:
        """Keeps what the central said just now; writes only where it matters."""

    def note_hole(self, seq: int, reason: str) -> None:
        """Event `seq` could not be delivered even alone; it is shown, and tried again later."""

    def release(self, seqs: Collection[int]) -> None:
        """The bytes of these holes reached the central after all."""

    def forked(self) -> None:
        """The central holds another history under our code: no further folio may be given."""
