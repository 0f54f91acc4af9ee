"""Logs are JSON lines that never quote anybody."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base import logs


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    before = logging.getLogger().level
    handler = logs.start(tmp_path)
    yield tmp_path / "ventanilla.log"
    logging.getLogger().removeHandler(handler)
    logging.getLogger().setLevel(before)
    handler.close()


def test_one_object_a_record(file: Path) -> None:
    logging.getLogger("sync.station").info("pushed %s", 3)
    (line,) = file.read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert (record["level"], record["room"], record["what"]) == ("INFO", "sync.station", "pushed 3")


def test_an_exception_is_told_by_its_place_and_never_by_its_words(file: Path) -> None:
    secret = "María Núñez"
    try:
        raise ValueError(secret)
    except ValueError:
        logging.getLogger("other").exception("failed")
    text = file.read_text(encoding="utf-8")
    record = json.loads(text)
    assert secret not in text
    assert record["error"] == "ValueError"
    assert "test_logs.py" in record["trace"]
