"""Every screen, at both sizes and both scales: nothing cut, nothing overlapping, all of it named."""

import pytest

from app.domain.roles import Actor, Role
from tests.ui import measure
from tests.ui.homes import opener
from ui.pictures import SHOTS, Shot, take, walk

LIGHT = [shot for shot in SHOTS if shot.theme == "light"]


def clerk(_desk) -> Actor:
    return Actor("RM01", "Rosa Medina", Role.CLERK)


@pytest.mark.parametrize("shot", LIGHT, ids=lambda shot: shot.suffix)
def test_no_word_is_cut_covered_nameless_or_english(qapp, home, shot):
    troubles: list[str] = []

    def look(name, window):
        for check in (
            measure.cut_words,
            measure.overlaps,
            measure.sideways,
            measure.nameless,
            measure.english,
        ):
            troubles.extend(f"{name}: {check.__name__}: {found}" for found in check(window))

    walk(opener(home), clerk, shot, look)
    assert troubles == []


def test_pictures_are_written_for_every_screen(qapp, home, tmp_path):
    made = take(opener(home), tmp_path / "pictures", clerk, [Shot(1366, 768)])
    assert len(made) == 17
    assert all(path.stat().st_size > 5000 for path in made)
