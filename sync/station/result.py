"""What a round with the central came to, in words that screens and commands can show."""

from dataclasses import dataclass, field
from typing import Literal

from app.domain.changes import Changes

State = Literal[
    "current",  # the central holds everything and we hold its feed
    "pending",  # stopped on request with something left to send
    "offline",  # no connection, or what answered is not our central
    "trouble",  # our central answers but cannot take it now: the same batch again later
    "busy",  # another process of this home is at it
    "revoked",  # the central no longer knows this window: capture goes on, nothing is deleted
    "outdated",  # this program is too old for new kinds of events
    "fork",  # the central holds another history under our code
    "alarm",  # the central says that our chain or signature is wrong
    "broken",  # a defect of ours; it is in the log
]
CALM: frozenset[State] = frozenset({"current", "pending", "busy"})


@dataclass(frozen=True, slots=True)
class PassResult:
    """`pushed`, `pulled`: events in this round; `pending`: filed here and not yet held there;
    `quarantined`: held there only as a hole. `error` is a key of `app.base.messages`, "" if none.
    `retry_after` in seconds; `clock_offset` ms to add to this machine's clock to get the
    central's; `more`: there is work left and no reason to wait.
    """

    state: State
    pushed: int = 0
    pulled: int = 0
    pending: int = 0
    quarantined: int = 0
    high_seq: int = 0
    safe_seq: int = 0
    error: str = ""
    retry_after: float | None = None
    clock_offset: int | None = None
    changes: Changes = field(default_factory=Changes)
    more: bool = False

    @property
    def failed(self) -> bool:
        """Whether the next round should wait longer than this one did."""
        return self.state not in CALM
