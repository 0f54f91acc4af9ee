"""`save_offline`: from F9 to the folio on the screen with no central in reach, against one that answers.

In the real window, with its lanes and its sync running in both cases.
"""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt

from tests.bench.homes import CentralProcess, Office
from tests.bench.measure import Samples, result, timed
from tests.ui.driver import Person, at_window

ROUNDS = 3
TIMES = 12


def saved(person: Person) -> float:
    """Milliseconds from F9 to a new folio, for one street lamp."""
    person.shortcut(Qt.Key.Key_F2)
    person.type("lampara fundida")
    person.until(person.capture.finder.list.rows)
    person.press(Qt.Key.Key_Return)
    person.settle()
    before = person.view.folio.folio.text()

    def file() -> None:
        person.shortcut(Qt.Key.Key_F9)
        person.until(lambda: person.view.folio.folio.text() != before)

    took = timed(file)
    person.settle()
    return took


def sitting(home: Path) -> Samples:
    with at_window(home) as person:
        saved(person)
        return [saved(person) for _ in range(TIMES)]


@pytest.mark.bench
def test_saving_does_not_know_whether_there_is_a_network(record, office, tmp_path) -> None:
    with CentralProcess(tmp_path / "gone") as gone:
        alone = Office(tmp_path, gone).home("alone")
    reached = office.home("reached")
    offline: Samples = []
    online: Samples = []
    for _ in range(ROUNDS):
        offline += sitting(alone)
        online += sitting(reached)
    assert len(offline) == len(online) == ROUNDS * TIMES
    record(
        result(
            "save_offline", offline, online,
            goal="ratio ≤ 1.1", met=lambda _value, ratio, _at: ratio <= 1.1,
        )
    )  # fmt: skip
