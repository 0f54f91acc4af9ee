"""Print jobs, papers, sign-in failures and live notices: the small tables."""

from datetime import timedelta

from app.base.ports import PrintOutcome, PrintState
from app.store import attempts, jobs, live, sync_state
from app.store.store import Store
from app.store.sync_state import Enrolment
from tests.store.desk import START, act, file, report_id


def queue(store: Store, *names: str) -> None:
    with store.write() as writer:
        for i, name in enumerate(names):
            at = START + timedelta(seconds=i)
            jobs.queue(writer.conn, name, report_id="r", layout="m", copy_number=i + 1, at=at)


def mark(store: Store, name: str, state: PrintState, code: str = "", handle: str = "") -> None:
    with store.write() as writer:
        jobs.mark(writer.conn, name, PrintOutcome(state, code, handle), START)


def test_a_job_goes_from_queued_to_printed_and_is_then_no_longer_open(store: Store):
    queue(store, "a", "b")
    mark(store, "a", PrintState.SENT, handle="lp-7")
    with store.read() as conn:
        first, second = jobs.unfinished(conn)
    assert (first.id, first.state, first.handle, first.tries) == ("a", PrintState.SENT, "lp-7", 1)
    assert (second.state, second.copy_number, second.made_at) == (
        PrintState.QUEUED, 2, START + timedelta(seconds=1),
    )  # fmt: skip
    mark(store, "a", PrintState.PRINTED)
    mark(store, "b", PrintState.FAILED, "paper_out")
    with store.read() as conn:
        assert [(j.id, j.code) for j in jobs.unfinished(conn)] == [("b", "paper_out")]
        assert jobs.get(conn, "nothing") is None


def test_failed_sign_ins_count_within_their_window(store: Store):
    with store.write() as writer:
        for minutes in (0, 10, 20):
            attempts.note_failure(writer.conn, "ana", START + timedelta(minutes=minutes))
        attempts.note_failure(writer.conn, "beto", START)
    with store.read() as conn:
        assert attempts.failures_since(conn, "ana", START + timedelta(minutes=5)) == 2
    with store.write() as writer:
        attempts.forget(writer.conn, "ana")
    with store.read() as conn:
        assert attempts.failures_since(conn, "ana", START) == 0
        assert attempts.failures_since(conn, "beto", START) == 1


def test_live_notices_wait_until_somebody_was_told(store: Store):
    file(store, 1, live=True, priority=0)
    file(store, 2)
    with store.read() as conn:
        (waiting,) = live.pending(conn)
    assert (waiting.report_id, waiting.unit, waiting.tries) == (report_id(1), "DGOP", 0)
    assert waiting.since == START + timedelta(seconds=1)
    body = {"unit": "DGOP", "outcome": "no_answer"}
    act(store, "notice.called", 60, body, report_id=report_id(1))
    with store.read() as conn:
        (waiting,) = live.pending(conn)
    assert (waiting.tries, waiting.since) == (1, START + timedelta(seconds=60))
    act(store, "notice.called", 61, body | {"outcome": "told"}, report_id=report_id(1))
    with store.read() as conn:
        assert live.pending(conn) == ()


def test_enrolment_and_progress_come_back_as_they_were_noted(store: Store):
    facts = Enrolment(
        url="https://central.example", name="Ventanilla 1", certificate=b"\0c", central_key=b"k",
        office_key=b"o", public_host="central.example", demo=True, sealed_keys={"OIC": b"s"},
    )  # fmt: skip
    with store.read() as conn:
        assert sync_state.enrolment(conn) is None
        assert sync_state.load(conn) == sync_state.SyncState()
    with store.write() as writer:
        sync_state.note_enrolment(writer, facts)
        sync_state.note(writer, epoch="e", high_seq=3)
        sync_state.note(writer, cursor="e:9")
    with store.read() as conn:
        assert sync_state.enrolment(conn) == facts
        state = sync_state.load(conn)
    assert (state.epoch, state.high_seq, state.cursor) == ("e", 3, "e:9")
