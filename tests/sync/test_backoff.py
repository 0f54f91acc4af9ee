"""The waits between tries: bounded, spread, and never shorter than asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.station.backoff import IDLE_WAIT, LONGEST_WAIT, Backoff

JITTER = st.floats(0, 1, exclude_max=True)


def after(failures: int) -> Backoff:
    backoff = Backoff()
    for _ in range(failures):
        backoff = backoff.failed()
    return backoff


@pytest.mark.parametrize(
    ("failures", "longest"), [(1, 2), (2, 4), (3, 8), (7, 128), (8, 256), (9, 300), (5000, 300)]
)
def test_ceilings_double_from_two_seconds_to_five_minutes(failures, longest):
    assert after(failures).wait(1.0) == longest
    assert after(failures).wait(0.0) == 0.0


def test_idle_is_armed_too_and_success_resets():
    assert Backoff().wait(0.5) == IDLE_WAIT
    assert after(12).reset() == Backoff()


@given(st.integers(1, 40), JITTER, st.floats(-10, 10**6))
def test_retry_after_is_a_floor_up_to_an_hour(failures, jitter, asked):
    wait = after(failures).wait(jitter, asked)
    assert wait >= min(max(asked, 0), 3600)
    assert wait <= 3600 + LONGEST_WAIT


def test_an_hour_of_failures_makes_about_one_try_per_five_minutes_or_fewer_than_thirty_in_all():
    elapsed, tries, backoff = 0.0, 0, Backoff()
    while elapsed < 3600:
        tries += 1
        backoff = backoff.failed()
        elapsed += backoff.wait(0.5)
    assert tries <= 8 + 3600 / (LONGEST_WAIT / 2)


def test_a_hundred_windows_do_not_come_back_together():
    import random

    spread = random.Random(7)
    waits = sorted(after(6).wait(spread.random()) for _ in range(100))
    for start in range(60):
        assert sum(start <= wait < start + 1 for wait in waits) <= 15
