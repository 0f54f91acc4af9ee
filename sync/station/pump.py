"""One round with the central: ask what it holds, send the rest, take what it has for us."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.base.errors import Offline, VentanillaError
from app.base.ports import Clock
from sync import wire
from sync.station.client import LONG_POLL, Client, Declined, Peer
from sync.station.clocks import central_time, offset_ms
from sync.station.lock import single_flight
from sync.station.outbox import Noted, Outbox, Standing
from sync.station.pull import Inbox, Pulled, Puller
from sync.station.push import Cancelled, Forked, Held, Progress, Pusher, Stuck
from sync.station.result import PassResult, State

HEAL_EVERY = 3600.0
ANSWERED_AT_ONCE = 1.0
WHILE_BUSY = 1.0
MOMENTS = 15.0
_REFUSALS: dict[int, tuple[State, str]] = {
    401: ("revoked", "station_revoked"),
    422: ("alarm", "chain_refused"),
    426: ("outdated", "program_outdated"),
}


def never() -> bool:
    return False


def unheard(_central_now: datetime) -> None:
    return


def silent(_done: int, _total: int) -> None:
    return


@dataclass(slots=True)
class _Round:
    """What a round has come to so far, kept however it ends."""

    pushed: int = 0
    pulled: Pulled = field(default_factory=Pulled)
    clock_offset: int | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Recent:
    """What the central said at the last hello, at `at` by the monotonic clock."""

    at: float
    hello: wire.HelloAnswer
    holes: tuple[int, ...]


class Pump:
    """Drives rounds for one home; each lane has a `Pump` and a `Client` of its own.

    `lock_file` is the home's `sync.lock`. `on_time` hears the central's present at every hello.
    """

    def __init__(
        self,
        *,
        client: Client,
        outbox: Outbox,
        inbox: Inbox,
        peer: Peer,
        clock: Clock,
        lock_file: Path,
        on_time: Callable[[datetime], None] = unheard,
    ) -> None:
        self._client = client
        self._outbox = outbox
        self._clock = clock
        self._lock_file = lock_file
        self._on_time = on_time
        self._pusher = Pusher(central=client, outbox=outbox, peer=peer, seconds=self._seconds)
        self._puller = Puller(central=client, inbox=inbox, seconds=self._seconds)
        self._healed_at: float | None = None
        self._recent: _Recent | None = None
        self._feed_seen: tuple[str, int] | None = None

    def one_pass(self, progress: Progress = silent, cancelled: Cancelled = never) -> PassResult:
        """Hello, push, pull. Never raises for the world's trouble: it is in the result."""

        def work(done: _Round) -> None:
            hello = self._push(done, progress, cancelled)
            here = (hello.epoch, hello.feed_head)
            if self._feed_seen != here:
                done.pulled = self._puller.drain(cancelled)
                self._feed_seen = here if done.pulled.drained else None

        return self._alone(work)

    def push_once(self, cancelled: Cancelled = never) -> PassResult:
        """Hello and push alone; what was filed right after such a round goes without a hello."""

        def work(done: _Round) -> None:
            if not self._push_at_once(done, cancelled):
                self._push(done, silent, cancelled)

        return self._alone(work)

    def poll_once(self, cancelled: Cancelled = never, wait: float = LONG_POLL) -> PassResult:
        """The feed alone, held open by the central until there is something for us.

        Needs no lock: a page that another process applied first is let go.
        """

        def work(done: _Round) -> None:
            began = self._seconds()
            done.pulled = self._puller.drain(cancelled, wait)
            waited = self._seconds() - began >= min(ANSWERED_AT_ONCE, wait)
            done.more = waited or done.pulled.items > 0

        return self._finish(work)

    def abort(self) -> None:
        """Ends a request under way, from any thread."""
        self._client.abort()

    def _push(self, done: _Round, progress: Progress, cancelled: Cancelled) -> wire.HelloAnswer:
        asked = self._seconds()
        hello = self._client.hello()
        self._tell_time(done, hello, self._seconds() - asked)
        before = self._outbox.standing()
        try:
            self._pusher.begin(Held(hello.high_seq, hello.head_hash), before.holes)
        except Forked:
            self._pusher.show_fork(before.noted.high_seq, hello.limits)
            self._outbox.forked()
            raise
        try:
            self._heal(before, hello)
            self._pusher.drain(hello.limits, progress, cancelled)
        finally:
            done.pushed += self._pusher.pushed
            self._note(hello)
        self._recent = _Recent(asked, hello, before.holes)
        return hello

    def _push_at_once(self, done: _Round, cancelled: Cancelled) -> bool:
        """Sends what is new from where the central's last answer left us, moments ago.

        False, with nothing decided, where there is nothing new, that is too long ago, or the
        central says something else than it did: then it is asked.
        """
        recent, self._recent = self._recent, None
        if recent is None or self._seconds() - recent.at > MOMENTS:
            return False
        if self._outbox.last_seq() <= self._pusher.held.high_seq:
            return False
        try:
            self._pusher.begin(self._pusher.held, recent.holes)
            self._pusher.drain(recent.hello.limits, silent, cancelled)
        except (Declined, Forked, Stuck):
            return False
        finally:
            done.pushed = self._pusher.pushed
            self._note(recent.hello)
        self._recent = recent
        return True

    def _tell_time(self, done: _Round, hello: wire.HelloAnswer, took: float) -> None:
        there = central_time(hello.server_time, took)
        if there is not None:
            done.clock_offset = offset_ms(self._clock.read(), there)
            self._on_time(there)

    def _note(self, hello: wire.HelloAnswer) -> None:
        held = self._pusher.held.high_seq
        self._outbox.note(Noted(hello.epoch, held, min(hello.safe_seq, held)))

    def _heal(self, before: Standing, hello: wire.HelloAnswer) -> None:
        """Events that stand as holes are tried whole at start, hourly, and for a new central."""
        now = self._seconds()
        due = self._healed_at is None or now - self._healed_at >= HEAL_EVERY
        if due or before.noted.epoch != hello.epoch:
            self._healed_at = now
            for seq in before.holes:
                if seq <= hello.high_seq:
                    self._pusher.heal(seq)

    def _alone(self, work: Callable[[_Round], None]) -> PassResult:
        with single_flight(self._lock_file) as mine:
            if mine:
                return self._finish(work)
        return self._result("busy", "sync_busy", _Round(), retry_after=WHILE_BUSY)

    def _finish(self, work: Callable[[_Round], None]) -> PassResult:
        done = _Round()
        try:
            work(done)
        except Offline as offline:
            return self._result("offline", offline.code, done)
        except Declined as declined:
            state, error = _REFUSALS.get(declined.status, ("trouble", "central_in_trouble"))
            return self._result(state, error, done, declined.retry_after)
        except Forked:
            return self._result("fork", "station_forked", done)
        except Stuck:
            return self._result("trouble", "central_stuck", done)
        except VentanillaError as error:  # the home's own trouble: locked, busy, disk full
            return self._result("trouble", error.code, done)
        return self._result("current", "", done)

    def _result(
        self, state: State, error: str, done: _Round, retry_after: float | None = None
    ) -> PassResult:
        standing = self._outbox.standing()
        noted = standing.noted
        pending = max(standing.last_seq - noted.high_seq, 0)
        return PassResult(
            state="pending" if state == "current" and pending else state,
            pushed=done.pushed,
            pulled=done.pulled.items,
            pending=pending,
            quarantined=standing.set_aside,
            high_seq=noted.high_seq,
            safe_seq=noted.safe_seq,
            error=error,
            retry_after=retry_after,
            clock_offset=done.clock_offset,
            changes=done.pulled.changes,
            more=done.more,
        )

    def _seconds(self) -> float:
        return self._clock.read().mono / 1e9
