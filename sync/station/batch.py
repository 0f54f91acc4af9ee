"""How many events go in one push: grows while the central is quick, halves when it cannot.

Also how the one event that the central chokes on is found: after a failure the batch does not
grow again until everything that was in the failed one has gone through, so that halving ends at
the culprit instead of starting over after each half that worked.
"""

from dataclasses import dataclass, replace

FIRST = 50
MOST_EVENTS = 500
MOST_BYTES = 524_288
QUICK = 1.0


@dataclass(frozen=True, slots=True)
class BatchSize:
    """`events` a push; `suspect_until`: the last seq of the batch that failed (0: none)."""

    events: int = FIRST
    suspect_until: int = 0

    def accepted(self, high_seq: int, seconds: float, most: int = MOST_EVENTS) -> "BatchSize":
        """After an answer that took `seconds`; the central now holds up to `high_seq`."""
        if high_seq < self.suspect_until:
            return self
        grown = self.events * 2 if seconds < QUICK else self.events
        return BatchSize(min(max(grown, 1), most, MOST_EVENTS))

    def failed(self, last_seq: int, sent: int) -> "BatchSize":
        """After a time-out, a 413 or a 500 for a batch of `sent` events ending at `last_seq`."""
        until = max(self.suspect_until, last_seq)
        return replace(self, events=max(sent // 2, 1), suspect_until=until)
