"""One enrolled station to copy from: enrolment needs a central, a counter's day does not."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.commands import Station, enrolled


@pytest.fixture(scope="session")
def _enrolled(tmp_path_factory: pytest.TempPathFactory) -> Station:
    return enrolled(tmp_path_factory.mktemp("enrolled"))


@pytest.fixture
def station(_enrolled: Station, tmp_path: Path) -> Station:
    """A freshly enrolled home, with no central in reach.

    A copied home is a clone, which only a central can tell; none of these tests has two of them online.
    """
    home = tmp_path / "station"
    shutil.copytree(_enrolled.home, home)
    return Station(home)
