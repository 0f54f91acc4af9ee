"""`finder_key`: from a key typed to suggestions with unit, days and place, whole catalogue."""

import pytest

from app.bootstrap.station import open_desk
from app.services.outlook import suggest
from tests.bench.measure import result, timed
from tests.ui.homes import make_home
from tests.unit.shipped import phrases

PHRASES = 60


@pytest.mark.bench
def test_finder_key(record, tmp_path) -> None:
    with open_desk(make_home(tmp_path / "home")) as opened:
        desk = opened.desk
        suggest(desk, "luz")
        said = [p.phrase for p in phrases()[:: max(1, len(phrases()) // PHRASES)]]
        typed = [phrase[:end] for phrase in said for end in range(1, len(phrase) + 1)]
        samples = [timed(lambda text=text: suggest(desk, text)) for text in typed]
        assert suggest(desk, said[0]).suggestions
    record(
        result(
            "finder_key", samples, None, goal="p95 ≤ 8 ms", met=lambda _value, _ratio, at: at(0.95) <= 8
        )
    )  # fmt: skip
