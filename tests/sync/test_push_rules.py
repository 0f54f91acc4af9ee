"""What is sent, in which pieces, and what becomes of it, against a central in memory."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.errors import Offline
from sync import wire
from sync.station.client import Declined
from sync.station.push import Forked, Held, Pusher, Stuck
from tests.sync.fakes import PEER, MemoryCentral, MemoryOutbox, chain, declined


def never() -> bool:
    return False


def ignore(_done: int, _total: int) -> None:
    return


class Ticking:
    """A monotonic clock that moves on by `step` seconds whenever it is read."""

    def __init__(self, step: float = 0.0) -> None:
        self.step = step
        self.at = 0.0

    def __call__(self) -> float:
        self.at += self.step
        return self.at


def pusher(central, outbox, step: float = 0.0) -> Pusher:
    return Pusher(central=central, outbox=outbox, peer=PEER, seconds=Ticking(step))


def outbox_of(one: Pusher) -> MemoryOutbox:
    return one._outbox


def drain(one: Pusher, central: MemoryCentral) -> None:
    hello = central.hello()
    one.begin(Held(hello.high_seq, hello.head_hash), outbox_of(one).aside)
    one.drain(hello.limits, ignore, never)


def assert_agree(central: MemoryCentral, outbox: MemoryOutbox) -> None:
    assert [digest for digest, _ in central.held] == [one.hash for one in outbox.events]


def test_everything_arrives_once_in_order_and_batches_grow():
    central, outbox = MemoryCentral(), MemoryOutbox(chain(2000))
    one = pusher(central, outbox)
    drain(one, central)
    assert_agree(central, outbox)
    assert one.pushed == 2000
    assert central.sizes == [50, 100, 200, 400, 500, 500, 250]


def test_slow_answers_keep_the_batch_where_it_is():
    central, outbox = MemoryCentral(), MemoryOutbox(chain(200))
    drain(pusher(central, outbox, step=2.0), central)
    assert central.sizes == [50, 50, 50, 50]


def test_batches_stay_below_half_a_megabyte():
    events = chain(40, mark="x" * 100_000)
    central, outbox = MemoryCentral(), MemoryOutbox(events)
    drain(pusher(central, outbox), central)
    assert max(central.sizes) == 2  # each event has its 100 kB twice
    assert_agree(central, outbox)


def test_a_poison_event_becomes_a_hole_and_the_rest_flows():
    central, outbox = MemoryCentral(poison={777}), MemoryOutbox(chain(2000))
    one = pusher(central, outbox)
    drain(one, central)
    assert_agree(central, outbox)
    assert outbox.aside == {777: "event_poisonous"}
    assert [seq for seq, (_, raw) in enumerate(central.held, 1) if raw is None] == [777]
    assert len(central.sizes) < 40


def test_the_bytes_of_a_hole_follow_when_the_central_is_mended():
    central, outbox = MemoryCentral(poison={7}), MemoryOutbox(chain(20))
    one = pusher(central, outbox)
    drain(one, central)
    one.heal(7)
    assert tuple(outbox.aside) == (7,)
    central.poison.clear()
    one.heal(7)
    assert tuple(outbox.aside) == ()
    assert all(raw is not None for _, raw in central.held)


def test_an_event_too_large_even_alone_becomes_a_hole():
    events = chain(30)
    events = chain(1, tuple(events), mark="y" * 50_000)
    events = chain(30, tuple(events))
    central, outbox = MemoryCentral(too_large=40_000), MemoryOutbox(events)
    drain(pusher(central, outbox), central)
    assert_agree(central, outbox)
    assert outbox.aside == {31: "event_too_large"}


def test_a_central_that_takes_neither_event_nor_hole_is_itself_ill():
    class Ill(MemoryCentral):
        def push(self, request):
            raise declined(500, "trouble")

    central, outbox = Ill(), MemoryOutbox(chain(100))
    with pytest.raises(Declined):
        drain(pusher(central, outbox), central)
    assert outbox.aside == {}


def test_a_program_too_old_for_new_kinds_still_sends_what_came_before_them():
    class Newer(MemoryCentral):
        def push(self, request):
            if request.first_seq + len(request.events) > 37:
                raise declined(426, "program_outdated")
            return super().push(request)

    central, outbox = Newer(), MemoryOutbox(chain(60))
    with pytest.raises(Declined) as caught:
        drain(pusher(central, outbox), central)
    assert caught.value.status == 426
    assert (len(central.held), outbox.aside) == (36, {})


def test_a_time_out_halves_the_next_batch():
    class Slow(MemoryCentral):
        def push(self, request):
            if len(request.events) > 12:
                self.sizes.append(-len(request.events))
                raise Offline("offline_timeout")
            return super().push(request)

    central, outbox = Slow(), MemoryOutbox(chain(60))
    one = pusher(central, outbox)
    for _ in range(2):
        with pytest.raises(Offline):
            drain(one, central)
    drain(one, central)
    assert central.sizes[:3] == [-50, -25, 12]
    assert_agree(central, outbox)


def test_a_central_restored_from_a_backup_gets_the_rest_again():
    central, outbox = MemoryCentral(), MemoryOutbox(chain(300))
    one = pusher(central, outbox)
    drain(one, central)
    del central.held[120:]
    drain(one, central)
    assert_agree(central, outbox)


def test_a_gap_is_read_again_and_filled():
    class Forgetful(MemoryCentral):
        lost = False

        def push(self, request):
            if not self.lost and request.first_seq > 50:
                self.lost = True
                del self.held[30:]
            return super().push(request)

    central, outbox = Forgetful(), MemoryOutbox(chain(200))
    drain(pusher(central, outbox), central)
    assert_agree(central, outbox)


def test_another_history_under_our_code_is_a_fork_and_both_are_kept():
    common = tuple(chain(10))
    ours, theirs = chain(5, common, "ours"), chain(3, common, "theirs")
    central, outbox = MemoryCentral(), MemoryOutbox(theirs)
    drain(pusher(central, outbox), central)
    outbox.events = ours
    one = pusher(central, outbox)
    with pytest.raises(Forked):
        drain(one, central)
    one.show_fork(10, wire.Limits())
    assert {event.hash for event in ours[10:13]} <= central.forks
    assert [digest for digest, _ in central.held[:13]] == [e.hash for e in theirs]


def test_a_central_that_holds_more_than_we_have_is_a_fork():
    central, outbox = MemoryCentral(), MemoryOutbox(chain(10))
    drain(pusher(central, outbox), central)
    del outbox.events[4:]
    with pytest.raises(Forked):
        drain(pusher(central, outbox), central)


def test_an_answer_that_brings_nothing_forward_is_not_repeated_without_end():
    class Deaf(MemoryCentral):
        def push(self, request):
            return wire.PushAnswer(high_seq=0, head_hash=bytes(32), results=[])

    with pytest.raises(Stuck):
        drain(pusher(Deaf(), MemoryOutbox(chain(3))), Deaf())


def test_cancelling_leaves_what_was_acknowledged():
    central, outbox = MemoryCentral(), MemoryOutbox(chain(500))
    one = pusher(central, outbox)
    one.begin(Held())
    one.drain(wire.Limits(), ignore, lambda: len(central.held) >= 150)
    assert one.held.high_seq == 150
    drain(one, central)
    assert_agree(central, outbox)


LOSSES = st.lists(st.sampled_from(["ok", "request", "answer", "poison", "restore", "file"]))


@settings(max_examples=200, deadline=None)
@given(LOSSES, st.integers(1, 120))
def test_whatever_is_lost_on_the_way_nothing_is_lost_or_doubled(losses, count):
    plan = list(losses)

    class Shaky(MemoryCentral):
        def push(self, request):
            step = plan.pop() if plan else "ok"
            if step == "request":
                raise Offline("offline_unreachable")
            if step == "poison":
                raise declined(500, "trouble")
            answer = super().push(request)
            if step == "answer":
                raise Offline("offline_unreachable")
            if step == "restore":
                del self.held[len(self.held) // 2 :]
            if step == "file":
                outbox.events = chain(3, tuple(outbox.events))
            return answer

    central, outbox = Shaky(), MemoryOutbox(chain(count))
    one = pusher(central, outbox)
    for _ in range(len(plan) + 2):
        try:
            drain(one, central)
        except (Offline, Declined, Stuck):
            continue
    assert_agree(central, outbox)
    plan.clear()
    for seq in tuple(outbox.aside):
        one.heal(seq)
    assert tuple(outbox.aside) == ()
    assert all(raw is not None for _, raw in central.held)
