"""A station's whole life, in every order hypothesis can think of."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.base.errors import StoreDamaged
from app.store import feed, queries, search, sync_state
from app.store.rebuild import rebuild
from app.store.store import Store
from app.store.verify import verify
from tests.store.desk import (
    KEYS,
    STATION,
    Peer,
    act,
    file,
    file_in,
    item,
    open_body,
    report_id,
    said,
    tables,
)

WORDS = ("bache", "fuga", "luz", "poda")


class Life(RuleBasedStateMachine):
    """What was acknowledged is kept outside the store and compared with it all the time."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.home = self.folder / "home"
        self.store = Store.create(self.home, KEYS, STATION)
        self.number = 0
        self.promised: dict[int, tuple[str, str]] = {}  # number: folio, word
        self.erased: set[int] = set()
        self.central, self.other = Peer("000"), Peer("B01")
        self.theirs = 0

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def some_matter(self, pick: int) -> int:
        return sorted(self.promised)[pick % len(self.promised)]

    @rule(word=st.sampled_from(WORDS))
    def capture(self, word: str) -> None:
        self.number += 1
        self.promised[self.number] = (file(self.store, self.number, said(word)), word)

    @rule(count=st.integers(1, 4))
    def fail_in_the_middle(self, count: int) -> None:
        try:
            with self.store.write() as writer:
                for extra in range(count):
                    file_in(writer, 9000 + extra)
                raise InterruptedError
        except InterruptedError:
            pass

    @precondition(lambda self: self.promised)
    @rule(pick=st.integers(0, 99), voids=st.booleans())
    def put_on_paper_or_void(self, pick: int, voids: bool) -> None:
        matter = self.some_matter(pick)
        kind = "report.voided" if voids else "receipt.output"
        body = {"folio": self.promised[matter][0], "number": 1, "reason": "x"}
        act(self.store, kind, 0, body, report_id=report_id(matter))

    @precondition(lambda self: self.promised)
    @rule(pick=st.integers(0, 99))
    def erase(self, pick: int) -> None:
        matter = self.some_matter(pick)
        with self.store.read() as conn:
            seq = queries.by_id(conn, report_id(matter)).seq
        act(self.store, "private.erased", 0, {"station": STATION, "seqs": [seq]})
        self.erased.add(matter)

    @rule(events=st.lists(st.integers(0, 3), max_size=5), again=st.booleans())
    def take_a_page(self, events: list[int], again: bool) -> None:
        page = []
        for each in events:
            if each == 0:
                self.theirs += 1
                folio = f"B01-26-{self.theirs:07}-N"
                matter = report_id(self.theirs, "B01")
                page.append(self.other.event("report.filed", open_body(folio), matter))
            else:
                matter = report_id(each, "B01" if each == 1 else STATION)
                kind = "report.routed" if each == 3 else "report.status"
                body = {"to": "aceptado", "unit": f"U{each}", "target": "OTRA", "place": each}
                page.append(self.central.event(kind, body, matter))
        for _turn in range(1 + again):
            with self.store.write() as writer:
                feed.apply_page(writer, [item(e) for e in page], f"e:{self.central.seq}")

    @rule()
    def central_holds_everything(self) -> None:
        with self.store.write() as writer:
            sync_state.note(writer, high_seq=writer.head()[0])
        assert self.store.rotate_tail()

    @rule(cut=st.integers(0, 400))
    def restart_with_a_torn_tail(self, cut: int) -> None:
        """As after a power cut: whatever the tail lacks is in the database."""
        self.store.close()
        path = self.home / "journal.tail"
        data = path.read_bytes()
        path.write_bytes(data[: max(0, len(data) - cut)])
        self.store = Store.open(self.home, KEYS)
        assert self.store.locked == ""

    @precondition(lambda self: self.promised)
    @rule()
    def put_an_old_copy_in_place_and_notice(self) -> None:
        self.store.close()
        old = self.folder / "old.db"
        shutil.copy(self.home / "ventanilla.db", old)
        self.store = Store.open(self.home, KEYS)
        self.capture("bache")
        self.store.close()
        good = (self.home / "ventanilla.db").read_bytes()
        shutil.copy(old, self.home / "ventanilla.db")
        aged = Store.open(self.home, KEYS)
        assert aged.locked == "tail_ahead"
        try:
            file(aged, 9999)
        except StoreDamaged:
            pass
        else:
            raise AssertionError
        aged.close()
        (self.home / "ventanilla.db").write_bytes(good)
        self.store = Store.open(self.home, KEYS)
        assert self.store.locked == ""

    @rule()
    def make_the_tables_anew(self) -> None:
        before = tables(self.store)
        rebuild(self.store)
        assert tables(self.store) == before

    @invariant()
    def everything_promised_is_there_once_and_the_home_is_whole(self) -> None:
        with self.store.read() as conn:
            for number, (folio, word) in self.promised.items():
                row = queries.by_folio(conn, folio)
                assert row is not None
                assert row.report_id == report_id(number)
                assert row.words == ("" if number in self.erased else word)
            for word in WORDS:
                alive = {n for n, (_f, w) in self.promised.items() if w == word} - self.erased
                found = {r.report_id for r in search.find(conn, word, limit=500)}
                assert found == {report_id(n) for n in alive}
        numbers = sorted(int(folio.split("-")[2]) for folio, _word in self.promised.values())
        assert numbers == list(range(1, len(numbers) + 1))
        found = verify(self.store)
        assert found.ok, found.findings


Life.TestCase.settings = settings(
    max_examples=10,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
TestLife = Life.TestCase
