"""The process: painted first, ended in order, defects told once, no reference to None lost."""

import gc
import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QLineEdit

from tests.ui.driver import CLERK, at_window
from ui.crash import CrashWatch, cause_of
from ui.garbage import Garbage

ROOT = Path(__file__).parents[2]
WINDOW = """
import sys
from pathlib import Path
from ui.main import run

def opened():
    from app.bootstrap.station import open_desk
    return open_desk(Path(sys.argv[1]))

def painted():
    heavy = ("sqlalchemy", "cryptography", "reportlab", "ui.program", "app.bootstrap.station")
    print("painted", [name for name in heavy if name in sys.modules], flush=True)

def who(desk):
    from app.domain.roles import Actor, Role
    print("seated", flush=True)
    return Actor("RM01", "Rosa Medina", Role.CLERK)

sys.exit(run(opened, painted=painted, actor=who))
"""


@pytest.mark.parametrize("moment", ["painted", "seated"])
def test_it_paints_before_anything_heavy_and_ends_with_zero_when_asked(home, moment):
    """At whatever moment it is asked: while the home is still being opened, and afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "painted []\n"
    if moment == "seated":
        assert process.stdout.readline() == "seated\n"
    process.send_signal(signal.SIGTERM)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "Traceback" not in err


def test_no_call_into_qt_loses_a_reference_to_none(qapp):
    """PySide6 6.12.0 on Python 3.11 dropped one at nearly every void call, and died in the end."""
    label, field = QLabel(), QLineEdit()
    calls = (label.clear, field.clear, label.update, field.deselect, field.selectAll)
    before = sys.getrefcount(None)
    for _round in range(400):
        for call in calls:
            call()
    assert sys.getrefcount(None) > before - 200


def test_a_defect_is_logged_in_full_and_told_once_per_cause(qtbot, caplog):
    told = []
    before = (sys.excepthook, threading.excepthook)
    watch = CrashWatch(lambda: told.append(True))
    try:
        with caplog.at_level(logging.ERROR):
            for _time in range(3):
                thread = threading.Thread(target=lambda: 1 / 0)
                thread.start()
                thread.join()
        qtbot.waitUntil(lambda: bool(watch.causes))
        qtbot.wait(1)
        assert len(told) == 1
        assert [r.exc_info[0] for r in caplog.records if r.name == "ui.crash"] == [
            ZeroDivisionError
        ] * 3
    finally:
        watch.release()
    assert (sys.excepthook, threading.excepthook) == before


def test_a_cause_is_its_type_and_its_line():
    def fail() -> Exception:
        try:
            raise LookupError("a citizen's words")
        except LookupError as error:
            return error

    assert cause_of(fail()) == cause_of(fail())
    assert "citizen" not in cause_of(fail())
    assert cause_of(ValueError()) == "ValueError "


def test_garbage_is_only_collected_on_the_window_s_thread(qapp):
    was_on = gc.isenabled()
    garbage = Garbage()
    try:
        garbage.settle()
        assert not gc.isenabled()
        for _ in range(gc.get_threshold()[0] + 100):
            one: list[object] = []
            one.append(one)
        garbage.look()
        assert gc.get_count()[0] < 100
    finally:
        garbage.close()
    assert gc.isenabled() == was_on
    assert gc.get_freeze_count() == 0


def test_a_bound_signal_of_a_dead_object_harms_nobody(qapp):
    class Source(QObject):
        said = Signal(str)

    heard: list[str] = []
    source = Source()
    source.said.connect(heard.append)
    source.said.emit("hola")
    del source
    gc.collect()
    assert heard == ["hola"]


def test_a_home_that_cannot_be_opened_is_told_at_sign_in(qapp, home):
    (home / "ventanilla.db").write_bytes(b"no es una base de datos" * 400)
    from tests.ui.homes import opener
    from ui.background import Background
    from ui.program import Program
    from ui.window import Window

    window = Window()
    window.show()
    program = Program(window, Background(), opener(home), lambda _desk: CLERK)
    try:
        program.start()
        while not program.background.idle:
            qapp.processEvents()
        said = [w.text() for w in window.sign_in.findChildren(QLabel)]
        assert program.view is None
        assert not program.crash.causes
        assert any("base" in text or "llave" in text or "dañ" in text for text in said), said
    finally:
        program.close()
        window.close()


def test_the_same_home_opens_twice_in_a_row(qapp, home):
    for _time in range(2):
        with at_window(home) as person:
            assert person.window.windowTitle() == "Ventanilla — Captura"
