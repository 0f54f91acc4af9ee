"""Signing in without a network: the right person, throttled, and never saying which half was wrong."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.base.errors import Refused
from app.domain.roles import Role
from app.services import people
from app.store.home import HomeKind
from tests.services.desks import PASSWORD, Bench, bench


def refused(desk_bench: Bench, user: str, password: str) -> str:
    with pytest.raises(Refused) as error:
        people.sign_in(desk_bench.desk, user, password)
    return error.value.code


def test_the_person_behind_user_and_password(desk_bench: Bench) -> None:
    actor = people.sign_in(desk_bench.desk, " Rosa ", PASSWORD)
    assert (actor.code, actor.name, actor.role) == ("RM14", "Rosa Medina", Role.CLERK)


def test_a_wrong_password_and_an_unknown_user_sound_alike(desk_bench: Bench) -> None:
    assert refused(desk_bench, "rosa", "otra") == "bad_password"
    assert refused(desk_bench, "nadie", PASSWORD) == "bad_password"


def test_after_five_failures_even_the_right_password_waits(desk_bench: Bench) -> None:
    for _ in range(people.FREE_ATTEMPTS):
        assert refused(desk_bench, "rosa", "otra") == "bad_password"
    assert refused(desk_bench, "rosa", PASSWORD) == "too_many_attempts"
    desk_bench.clock.at += people.WINDOW + timedelta(seconds=1)
    assert people.sign_in(desk_bench.desk, "rosa", PASSWORD).code == "RM14"


def test_a_good_sign_in_forgets_the_slips(desk_bench: Bench) -> None:
    for _ in range(2):
        for _each in range(people.FREE_ATTEMPTS - 1):
            refused(desk_bench, "rosa", "otra")
        assert people.sign_in(desk_bench.desk, "rosa", PASSWORD).code == "RM14"


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path / "real", HomeKind.REAL) as made:
        yield made


def test_scripts_have_an_account_only_where_nothing_is_real(desk_bench: Bench, real: Bench) -> None:
    assert people.automation(desk_bench.desk).role is Role.AUTOMATION
    with pytest.raises(Refused) as error:
        people.automation(real.desk)
    assert error.value.code == "user_needed"
