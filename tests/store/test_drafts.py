"""Drafts: kept for their owner, gone when filed, in a file of their own."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from app.base.errors import StoreDamaged
from app.domain.report import Channel, Draft, IdentityMode, Person, Place
from app.store.drafts import Drafts
from tests.store.desk import KEYS, OTHER_KEYS, START, planted_in, report_id

FULL = Draft(
    id=report_id(1),
    channel=Channel.PHONE,
    service="BACHE",
    text="  hay un   bache\nenorme ",
    answers={"LADO": "izquierdo"},
    place=Place(colonia="Centro", crossings=("a", "b"), lat=20.6, lon=-103.3),
    person=Person(IdentityMode.NAME_ONLY, name="Juana Núñez"),
    happened_at=datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
    attachments=("foto.jpg",),
)


@pytest.fixture
def drafts(home):
    with closing(Drafts(home / "drafts.db", KEYS.drafts)) as drafts:
        yield drafts


def test_a_draft_comes_back_whole_after_the_program_died(drafts, home):
    drafts.keep(FULL, owner="P01", at=START)
    with closing(Drafts(home / "drafts.db", KEYS.drafts)) as again:
        (kept,) = again.of("P01")
    assert kept.draft == FULL
    assert (kept.kept_at, kept.title) == (START, "hay un bache enorme")


def test_drafts_are_their_owner_s_newest_first_and_replaced_as_typed(drafts):
    drafts.keep(Draft(id="a", text="uno"), owner="P01", at=START)
    drafts.keep(Draft(id="b", text="dos"), owner="P01", at=START + timedelta(seconds=1))
    drafts.keep(Draft(id="c", text="tres"), owner="P02", at=START)
    drafts.keep(Draft(id="a", text="uno y más"), owner="P01", at=START + timedelta(seconds=2))
    assert [k.title for k in drafts.of("P01")] == ["uno y más", "dos"]
    assert drafts.count() == 3
    drafts.drop("a")
    drafts.drop("never there")
    assert [k.draft.id for k in drafts.of("P01")] == ["b"]


def test_a_draft_that_was_filed_is_dropped_at_start(drafts):
    for name in ("a", "b", "c"):
        drafts.keep(Draft(id=name), owner="P01", at=START)
    drafts.drop_filed({"a", "c"}.__contains__)
    assert [k.draft.id for k in drafts.of("P01")] == ["b"]


def test_a_dropped_draft_is_overwritten_and_leaves_the_wal(home, tmp_path):
    """In a plain file, so that the bytes themselves can be looked at."""
    path = tmp_path / "plain.db"
    drafts = Drafts(path, None)
    with closing(drafts):
        drafts.keep(Draft(id="x", text="Ixchelverde " * 400), owner="P01", at=START)
        assert planted_in(tmp_path, "Ixchelverde") == ["plain.db-wal"]
        drafts.drop("x")
        assert planted_in(tmp_path, "Ixchelverde") == []
        assert (tmp_path / "plain.db-wal").stat().st_size == 0


def test_drafts_have_their_own_key_and_stand_nowhere_in_clear(drafts, home):
    drafts.keep(FULL, owner="P01", at=START)
    assert planted_in(home, "enorme", "Juana", "BACHE") == []
    with pytest.raises(StoreDamaged):
        Drafts(home / "drafts.db", OTHER_KEYS.drafts)
    with pytest.raises(StoreDamaged):
        Drafts(home / "drafts.db", KEYS.db)
