"""`save`: filing one matter where there are many, against its own statements run bare."""

import shutil
from dataclasses import replace

import pytest

from app.base import database
from app.bootstrap import vaults
from app.bootstrap.station import open_desk
from app.services.capture import file_report
from app.store.home import HomePaths
from tests.bench.homes import CLERK, drafts
from tests.bench.measure import result, timed
from tests.bench.raw_store import RawStore, Recorder

MATTERS = 100_000
TIMES = 400


@pytest.mark.bench
def test_save(record, office) -> None:
    home = office.home("save", MATTERS)
    paths = HomePaths(home)
    key = vaults.open_keys(home, None).db
    engine = database.engine(paths.database, key)
    database.checkpoint(engine)
    engine.dispose()
    copy = shutil.copy(paths.database, home.parent / "bare.db")
    mine, bare = [], []
    with open_desk(home) as opened:
        desk, raw, recorder = opened.desk, RawStore(copy, key), Recorder(opened.desk.store)
        before = raw.count("reports")
        told = drafts()
        for number in range(TIMES + 20):
            draft = replace(next(told), id=desk.ids.uuid7())
            grown = paths.tail.stat().st_size
            with recorder.attached():
                took = timed(lambda draft=draft: file_report(draft, actor=CLERK, desk=desk))
            frame = bytes(paths.tail.stat().st_size - grown)
            statements = recorder.take()
            limit = timed(lambda s=statements, f=frame: raw.save(s, f))
            if number >= 20:
                mine.append(took)
                bare.append(limit)
        assert raw.count("reports") == before + TIMES + 20
        raw.close()
    record(
        result(
            "save", mine, bare, goal="p50 ratio ≤ 2.0; p99 ≤ 50 ms",
            met=lambda _value, ratio, at: ratio <= 2.0 and at(0.99) <= 50,
        )
    )  # fmt: skip
