"""`chain`: verifying the journal against hashing the same bytes and comparing nothing else."""

import hashlib

import pytest

from app.domain.journal import GENESIS, verify_chain
from app.store import log
from tests.bench.measure import result, side_by_side

EVENTS = 20_000
TIMES = 15
GOAL = 200_000  # events a second


@pytest.mark.bench
def test_chain(record, office) -> None:
    with office.desk("chain", EVENTS) as opened, opened.desk.store.read() as conn:
        rows = list(log.chain_rows(conn, opened.desk.store.station))

    def bare() -> bytes:
        head = GENESIS
        for _seq, raw, _stored in rows:
            head = hashlib.sha256(head + hashlib.sha256(raw).digest()).digest()
        return head

    assert verify_chain(rows)[1] == bare() == rows[-1][2]
    mine, hashed = side_by_side(lambda: verify_chain(rows), bare, TIMES)
    rate = [len(rows) / ms * 1000 for ms in mine]
    record(
        result(
            "chain", rate, [len(rows) / ms * 1000 for ms in hashed],
            goal="≥ 200,000/s", unit="events/s", met=lambda value, _ratio, _at: value >= GOAL,
        )
    )  # fmt: skip
