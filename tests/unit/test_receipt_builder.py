"""What the paper says of each kind of matter, and what it must never say."""

import json
from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.business_days import Calendar
from app.domain.filing import Attachment, file_open, file_sealed, open_sealed, read_filed
from app.domain.private import read_part
from app.domain.receipt import Receipt, ReceiptKind
from app.domain.receipt_builder import Issuer, Matter, build_receipt, summary
from app.domain.report import Channel, IdentityMode, Person
from app.domain.sealing import new_pair
from tests.unit.matters import LOCAL, REPORT_ID, SALT, SECRETS, draft, filing
from tests.unit.shipped import catalog

ISSUER = Issuer("A03", "Módulo Centro", "RM14", "tlaquepaque.gob.mx/asunto", "33 1057 6000")
CALENDAR = Calendar(catalog().holidays)


def receipt(made, issuer: Issuer = ISSUER, **changes: object) -> Receipt:
    """The paper of an open matter."""
    body, part = file_open(made, catalog(), SALT)
    matter = Matter(REPORT_ID, LOCAL, "2026.1-test", read_filed(body), read_part(part), "QR")
    return build_receipt(matter, catalog=catalog(), calendar=CALENDAR, issuer=issuer, **changes)


def test_an_acuse_says_everything_the_citizen_needs():
    made = receipt(filing(draft(), offline=True), queue_place=12)
    assert made.kind is ReceiptKind.ACUSE
    assert (made.folio, made.station, made.station_name) == (
        "A03-26-0001234-B",
        "A03",
        "Módulo Centro",
    )
    assert made.filed_at == "2026-11-23T10:15:03-06:00"
    assert (made.matter_kind, made.service_name) == ("reporte", "Luminaria apagada")
    assert made.words == "lámpara fundida en Independencia desde el lunes"
    assert made.place == (
        "Independencia 212, entre Progreso y Donato Guerra, Tlaquepaque Centro,"
        " frente a la tortillería"
    )
    assert made.target_name == "Dirección de Alumbrado Público"
    assert made.responsible_post == "Titular de la Dirección de Alumbrado Público"
    assert made.reason.startswith("El alumbrado de la vía pública")
    assert (made.rule, made.catalog) == ("ALU-01.00", "2026.1-test")
    assert (made.due, made.decide_by, made.commits) == ("2026-11-30", "", "reparar")
    assert (made.queue_place, made.consult_key, made.qr) == (12, "7K2-M4T", "QR")
    assert (made.consult_at, made.ask_phone) == ("tlaquepaque.gob.mx/asunto", "33 1057 6000")
    assert (made.identity, made.person_name) == ("identificada", "Eustolia Ñíguez")
    assert (made.clerk, made.channel, made.offline) == ("RM14", "presencial", True)
    assert (made.notice_version, made.notice_validated) == ("0.1", False)
    assert (made.copy_number, made.training, made.live_notice_pending) == (1, False, False)


def test_a_telephone_or_address_is_never_on_the_paper():
    said = json.dumps(asdict(receipt(filing(draft()))), ensure_ascii=False)
    assert "3312345678" not in said
    assert "1234 5678" not in said
    assert "eus@correo.mx" not in said
    assert "vecina" not in said  # the clerk's note is the clerk's


def test_an_anonymous_matter_shows_no_name():
    person = Person(IdentityMode.ANONYMOUS, name="se quedó escrito")
    made = receipt(filing(draft(person=person)))
    assert (made.identity, made.person_name) == ("anonima", "")


def test_another_bodys_matter_gives_an_orientation_sheet():
    made = receipt(filing(draft(answers={"CASAS_LUZ": "si"})))
    assert made.kind is ReceiptKind.GUIDANCE
    assert made.target_name == catalog().bodies["CFE"].name
    assert made.target_phone == "071"
    assert made.at_hand
    assert (made.due, made.decide_by) == ("", "")
    assert made.reason


def test_triage_gives_two_dates_from_the_day_the_unit_is_decided():
    made = receipt(filing(draft("AGU-01", answers={}), water="desconocido", due=date(2026, 11, 24)))
    assert made.target_name == "Dirección de Atención Ciudadana"
    assert made.decide_by == "2026-11-24"
    days = catalog().services["AGU-01"].sla_business_days
    assert made.due == CALENDAR.add(date(2026, 11, 24), days).isoformat()


def test_what_is_triage_s_own_has_one_date():
    made = receipt(filing(draft("ATC-03", answers={}), due=date(2026, 11, 30)))
    assert (made.decide_by, made.due) == ("", "2026-11-30")


def test_a_legal_term_has_no_date_of_ours():
    made = receipt(filing(draft(), due=None))
    assert (made.decide_by, made.due) == ("", "")


def test_a_live_notice_is_pending_until_somebody_was_told():
    dangerous = filing(draft("ALU-04", answers={"RIESGO": "si"}))
    assert dangerous.decision.live_notice
    assert receipt(dangerous).live_notice_pending
    assert not receipt(dangerous, told=True).live_notice_pending


def test_a_reprint_a_joined_one_and_training_are_marked():
    made = filing(draft(), join="A03-26-0000001-D", doubtful=True)
    again = receipt(made, replace(ISSUER, training=True), copy_number=3)
    assert (again.copy_number, again.training) == (3, True)
    assert (again.joined_to, again.doubtful_clock) == ("A03-26-0000001-D", True)


def test_attachments_show_name_pages_and_hash():
    files = (Attachment("ab" * 32, 10, 2, "escrito.pdf"), Attachment("cd" * 32, 5, 1, "foto.jpg"))
    made = receipt(filing(draft(), attachments=files))
    assert made.attachments == (("escrito.pdf", 2, "ab" * 32), ("foto.jpg", 1, "cd" * 32))


def test_an_erased_matter_still_has_its_public_half():
    body, _part = file_open(filing(draft()), catalog(), SALT)
    matter = Matter(REPORT_ID, LOCAL, "2026.1-test", read_filed(body))
    made = build_receipt(matter, catalog=catalog(), calendar=CALENDAR, issuer=ISSUER)
    assert (made.words, made.place, made.person_name) == ("", "Tlaquepaque Centro", "")
    assert made.target_name


SEALED_TEXT = "el inspector me pidió dinero"
TOLD = {"kind", "report_id", "folio", "filed_at", "station", "station_name", "clerk", "catalog",
        "target_name", "target_phone", "ask_phone", "copy_number"}  # fmt: skip


def sealed(service: str) -> Receipt:
    made = filing(
        draft(service, text=SEALED_TEXT, answers={}, channel=Channel.PHONE),
        attachments=(Attachment("ab" * 32, 1, 1, "audio.mp3"),),
    )
    secret, public = new_pair()
    body, part = file_sealed(made, catalog(), SALT, public)
    assert open_sealed(part, REPORT_ID, secret).body.service == service
    matter = Matter(REPORT_ID, LOCAL, "2026.1-test", read_filed(body), None, "QR")
    return build_receipt(matter, catalog=catalog(), calendar=CALENDAR, issuer=ISSUER)


@pytest.mark.parametrize("service", ["OIC-01", "OIC-02", "AIP-01"])
def test_a_sealed_sheet_has_folio_date_and_internal_control_alone(service):
    made = sealed(service)
    assert made.kind is ReceiptKind.SEALED
    empty = Receipt(made.kind, "", "", "", "", "", "", "", "")
    said = {name for name, value in asdict(made).items() if value != asdict(empty)[name]}
    assert said <= TOLD
    assert made.target_name == catalog().units["OIC"].name
    text = json.dumps(asdict(made), ensure_ascii=False)
    told = ["inspector", "audio", "denuncia", "policial", service, "telefono", "QR", *SECRETS]
    assert not [word for word in told if word in text]


def test_sealed_sheets_of_every_accusation_are_alike():
    assert sealed("OIC-01") == sealed("AIP-01")


def test_a_sealed_matter_that_accuses_nobody_names_no_reserved_unit():
    body = {
        "folio": "A03-26-0001234-B",
        "service": "reservado",
        "target": "MUJ",
        "key_id": "0" * 16,
        "attachments": 0,
        "sealed": True,
    }
    matter = Matter(REPORT_ID, LOCAL, "2026.1-test", read_filed(body))
    made = build_receipt(matter, catalog=catalog(), calendar=CALENDAR, issuer=ISSUER)
    assert made.target_name == "Dirección de Atención Ciudadana"
    assert "Mujeres" not in json.dumps(asdict(made), ensure_ascii=False)


@given(st.text(max_size=400), st.integers(2, 200))
def test_a_summary_is_one_line_that_fits(words, longest):
    line = summary(words, longest)
    assert len(line) <= longest
    assert "\n" not in line
    assert line == line.strip()


@pytest.mark.parametrize(
    ("words", "longest", "line"),
    [
        ("hay un bache", 20, "hay un bache"),
        ("hay  un\nbache", 20, "hay un bache"),
        ("hay un bache enorme", 13, "hay un bache…"),
        ("hay un bache enorme", 12, "hay un…"),
        ("hay un bache, enorme", 15, "hay un bache…"),
        ("supercalifragilistico", 6, "super…"),
        ("", 5, ""),
    ],
)
def test_words_are_cut_after_a_whole_word(words, longest, line):
    assert summary(words, longest) == line
