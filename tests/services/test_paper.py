"""The paper is what was filed; each output is an event; a job survives its printer."""

from dataclasses import replace

import pytest

from app.base.errors import Refused
from app.base.ports import PrintOutcome, PrintState
from app.domain.certificate import from_bytes
from app.domain.receipt import ReceiptKind
from app.domain.report import IdentityMode, Person
from app.domain.statement import read, verify
from app.services import live, paper
from app.services.certificates import known_certificates
from tests.services.desks import CLERK, Bench


def test_the_paper_is_as_it_was_filed_and_its_code_verifies(desk_bench: Bench) -> None:
    person = Person(IdentityMode.NAME_ONLY, "Ana Íñiguez")
    draft = desk_bench.file(person=person)
    receipt = paper.receipt_of(desk_bench.desk, CLERK, draft.id)
    assert receipt.kind is ReceiptKind.ACUSE
    assert (receipt.target_name, receipt.person_name) == (
        "Dirección de Alumbrado Público",
        "Ana Íñiguez",
    )
    statement = read(receipt.qr)
    certificate = verify(statement, known_certificates(desk_bench.desk))
    assert str(statement.folio) == receipt.folio
    assert certificate == from_bytes(desk_bench.desk.identity.certificate)
    (event,) = desk_bench.events()
    assert statement.event_hash16 == event.hash[:16]


def test_another_catalogue_does_not_change_what_was_printed(desk_bench: Bench) -> None:
    draft = desk_bench.file()
    first = paper.receipt_of(desk_bench.desk, CLERK, draft.id)
    later = replace(desk_bench.desk, catalog=replace(desk_bench.desk.catalog, rules={}))
    assert paper.receipt_of(later, CLERK, draft.id) == first


def test_the_first_output_is_the_original_and_each_later_one_a_reprint(desk_bench: Bench) -> None:
    draft = desk_bench.file()
    numbers = [
        paper.note_output(desk_bench.desk, CLERK, draft.id, paper.HALF_LETTER).copy_number
        for _ in range(3)
    ]
    outputs = [
        e.event.body["number"] for e in desk_bench.events() if e.event.kind == "receipt.output"
    ]
    assert numbers == outputs == [1, 2, 3]


def test_a_job_waits_until_its_printer_says_it_is_on_paper(desk_bench: Bench) -> None:
    draft = desk_bench.file()
    job_id = paper.queue_print(desk_bench.desk, CLERK, draft.id)
    (job,) = paper.pending_jobs(desk_bench.desk)
    assert (job.id, job.state, job.copy_number) == (job_id, PrintState.QUEUED, 1)
    paper.mark_job(desk_bench.desk, job_id, PrintOutcome(PrintState.FAILED, "printer_absent"))
    (job,) = paper.pending_jobs(desk_bench.desk)
    assert (job.state, job.code) == (PrintState.FAILED, "printer_absent")
    paper.mark_job(desk_bench.desk, job_id, PrintOutcome(PrintState.PRINTED))
    assert paper.pending_jobs(desk_bench.desk) == ()


def test_the_sealed_sheet_says_nothing_of_the_matter(desk_bench: Bench) -> None:
    draft = desk_bench.file(service="OIC-01", text="me pidió dinero")
    receipt = paper.receipt_of(desk_bench.desk, CLERK, draft.id)
    assert receipt.kind is ReceiptKind.SEALED
    said = (receipt.service_name, receipt.words, receipt.reason, receipt.rule, receipt.qr)
    assert said == ("", "", "", "", "")


def test_the_paper_asks_for_the_call_until_the_guard_was_told(desk_bench: Bench) -> None:
    draft = desk_bench.file(service="AGU-07", answers={"RIESGO": "si"})
    assert paper.receipt_of(desk_bench.desk, CLERK, draft.id).live_notice_pending
    (notice,) = live.pending_notices(desk_bench.desk)
    assert notice.unit_name == "Dirección de Protección Civil y Bomberos"
    live.no_answer(desk_bench.desk, CLERK, draft.id)
    (notice,) = live.pending_notices(desk_bench.desk)
    assert notice.tries == 1
    live.told(desk_bench.desk, CLERK, draft.id, "cabina")
    assert live.pending_notices(desk_bench.desk) == ()
    assert not paper.receipt_of(desk_bench.desk, CLERK, draft.id).live_notice_pending
    assert b"cabina" not in desk_bench.events()[-1].raw


def test_a_danger_that_is_anothers_still_calls_our_own_guard(desk_bench: Bench) -> None:
    desk_bench.file(service="ALU-05", answers={"CHISPAS": "si"})
    (notice,) = live.pending_notices(desk_bench.desk)
    assert notice.unit_name == "Dirección de Protección Civil y Bomberos"


def test_a_matter_without_paper_here_is_refused(desk_bench: Bench) -> None:
    with pytest.raises(Refused) as refused:
        paper.receipt_of(desk_bench.desk, CLERK, "nada")
    assert refused.value.code == "receipt_missing"
