"""How long to wait before the next try: full jitter, doubling, and what the central asked for.

Pure. Full jitter (a uniform share of the whole wait) spreads a hundred windows that come back at
once better than a fixed wait with a little noise (Brooker, "Exponential Backoff And Jitter", 2015).
"""

from dataclasses import dataclass, replace

FIRST_WAIT = 2.0
LONGEST_WAIT = 300.0
LONGEST_RETRY_AFTER = 3600.0
IDLE_WAIT = 30.0  # "al corriente" is said only when this minute's hello says so
_DOUBLINGS = 16  # beyond this 2**n only grows a number that is cut anyway


@dataclass(frozen=True, slots=True)
class Backoff:
    """Failures in a row, and the wait they lead to. Seconds everywhere."""

    failures: int = 0

    def failed(self) -> "Backoff":
        return replace(self, failures=self.failures + 1)

    def reset(self) -> "Backoff":
        """After a success, a change of network or the button."""
        return Backoff()

    def wait(self, jitter: float, retry_after: float | None = None) -> float:
        """Seconds until the next try; `jitter` is uniform in [0, 1).

        A Retry-After is a floor, respected up to an hour, with jitter added on top so that all
        the windows that were told the same do not come back in the same second.
        """
        if self.failures == 0 and retry_after is None:
            return IDLE_WAIT
        ceiling = min(FIRST_WAIT * 2.0 ** min(max(self.failures - 1, 0), _DOUBLINGS), LONGEST_WAIT)
        asked = min(max(retry_after or 0.0, 0.0), LONGEST_RETRY_AFTER)
        return asked + jitter * ceiling
