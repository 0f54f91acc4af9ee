"""The one bridge between the window and work that takes time."""

import threading

import pytest

from ui.background import Background, Latest, Lease
from ui.session import Session


@pytest.fixture
def bridge(qapp):
    made = Background()
    yield made
    made.close()


def test_results_arrive_on_the_gui_thread(qtbot, bridge):
    hold, seen = threading.Event(), []

    def work() -> int:
        hold.wait(5)  # finish only once the callback is attached: else a broken bridge passes
        return threading.get_ident()

    bridge.run("read", work, lambda w: seen.append((w, threading.get_ident())), pytest.fail)
    hold.set()
    qtbot.waitUntil(lambda: len(seen) == 1)
    worker, settled = seen[0]
    assert settled == threading.get_ident() != worker
    assert bridge.idle


def test_an_error_comes_back_as_it_was_raised(qtbot, bridge):
    seen = []

    def work() -> None:
        raise LookupError("nada")

    bridge.run("read", work, pytest.fail, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], LookupError)


def test_the_write_lane_keeps_the_order_and_never_waits_for_the_others(qtbot, bridge):
    hold, order = threading.Event(), []
    bridge.run("print", lambda: hold.wait(5), lambda _ok: order.append("paper"), pytest.fail)
    for number in range(20):
        bridge.run("write", lambda n=number: n, order.append, pytest.fail)
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20)), "a jam at the printer never stands before a write"
    hold.set()
    qtbot.waitUntil(lambda: order[-1] == "paper")


def test_closing_does_every_write_and_settles_nothing(qapp):
    hold, written, settled = threading.Event(), [], []
    bridge = Background()
    bridge.run("write", lambda: hold.wait(5), settled.append, pytest.fail)
    for number in range(5):
        bridge.run("write", lambda n=number: written.append(n), settled.append, pytest.fail)
    threading.Timer(0.05, hold.set).start()
    bridge.close()
    qapp.processEvents()
    assert written == list(range(5))
    assert settled == []
    bridge.run("write", lambda: written.append("late"), settled.append, pytest.fail)
    assert "late" not in written


def test_of_several_questions_only_the_last_answer_is_wanted(qtbot, bridge):
    hold, seen = threading.Event(), []
    latest = Latest(bridge)

    def slow() -> str:
        hold.wait(5)
        return "old"

    latest.run(slow, seen.append, pytest.fail)
    latest.run(lambda: "new", seen.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(seen))
    hold.set()
    qtbot.waitUntil(lambda: bridge.idle)
    assert seen == ["new"]
    latest.run(lambda: "unwanted", seen.append, pytest.fail)
    latest.forget()
    qtbot.waitUntil(lambda: bridge.idle)
    assert seen == ["new"]


def test_nobody_is_told_once_they_have_left(qtbot, bridge):
    hold, done, seen = threading.Event(), [], []
    lease = Lease(bridge)

    def work() -> None:
        hold.wait(5)
        done.append(True)

    lease.run("write", work, seen.append, seen.append)
    lease.end()
    hold.set()
    qtbot.waitUntil(lambda: bridge.idle)
    assert (done, seen) == ([True], [])


def test_the_world_s_trouble_is_told_and_ours_is_reported():
    from app.base.errors import Refused
    from ui.changes import Notifier

    said, crashes = [], []
    session = Session(
        None, None, None, Notifier(), say=lambda *a: said.append(a), crash=crashes.append
    )
    session.failed(Refused("not_allowed"))
    defect = ZeroDivisionError()
    session.failed(defect)
    assert said == [("Su cuenta no tiene permiso para hacer esto.", "danger")]
    assert crashes == [defect]
