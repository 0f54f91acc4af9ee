"""What the screens say, without a screen."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.bootstrap.catalogue import shipped
from app.domain.report import Channel, Draft, IdentityMode, Person, Place
from app.domain.routing import Facts, route
from app.services.outlook import Outlook, SuggestionView
from app.store.rows import ReportRow, TimelineEntry
from ui import matter, timeline, words
from ui.forms import binding
from ui.forms.capture import PLACE, WHO, WORDS
from ui.widgets.text import unbroken

CATALOG = shipped()
DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 20, 5, tzinfo=UTC)
PATHS = [f.path for spec in (PLACE, WORDS, WHO) for f in spec.fields()]


def outlook(service: str, **answers: str) -> Outlook:
    decision = route(CATALOG, service, Facts(answers, day=DAY))
    return Outlook(
        service_name=CATALOG.services[service].name,
        decision=decision,
        target_name=CATALOG.target_name(decision.target_kind, decision.target),
        post="Titular",
        phone="33 1057 6000",
        guard_phone="",
        at_hand="",
        due=date(2026, 11, 30),
        commits="reparar",
        asks=(),
        script="",
        catalog=CATALOG.version,
    )


def test_the_panel_says_unit_reason_date_and_rule():
    said = words.verdict(outlook("ALU-01"), certain=True)
    assert said.heading == "Le toca a"
    assert said.unit == "Dirección de Alumbrado Público"
    assert (said.due, said.commits, said.priority) == ("lunes 30 nov", "reparar", "Ordinaria")
    assert said.rule.startswith("ALU-01.00 · catálogo 2026.")
    assert words.verdict(outlook("ALU-01"), certain=False).heading == "Le tocaría a"


def test_an_envelope_says_who_opens_it_and_nothing_of_what_is_in_it():
    said = words.verdict(outlook("OIC-01"), certain=True)
    assert said.unit == "Órgano de Control Interno"
    assert (said.rule, said.due, said.priority, said.post) == ("", "", "", "")
    assert "reparar" not in repr(said)


def test_what_is_not_municipal_has_no_date_but_a_telephone():
    said = words.verdict(outlook("ALU-01", CASAS_LUZ="si"), certain=True)
    assert "CFE" in said.unit
    assert (said.due, said.commits, said.phone) == ("Sin plazo municipal", "", "33 1057 6000")


@pytest.mark.parametrize(
    ("days", "external", "text"),
    [
        (5, False, "5 días háb."),
        (1, False, "1 día háb."),
        (0, False, "guardia, hoy"),
        (None, False, "plazo de ley"),
        (None, True, "orientación"),
    ],
)
def test_terms_in_words(days, external, text):
    view = SuggestionView("ALU-01", "Luminaria", "Dirección de X", days, external, False, ("luz",))
    row = words.suggestion_row(view, 1)
    assert row.right == f"X · {text}"
    assert row.under == "por «luz»"
    assert row.spoken == f"Luminaria · X · {text} · por «luz»"


@pytest.mark.parametrize(
    ("service", "answers", "danger"),
    [
        ("ALU-05", {"CHISPAS": "si"}, True),
        ("ALU-05", {"CHISPAS": "no_sabe"}, False),
        ("PAV-01", {}, False),
        ("AGU-07", {}, True),
    ],
)
def test_911_comes_first_when_an_answer_means_danger(service, answers, danger):
    seen = outlook(service, **answers)
    assert words.is_danger(answers, CATALOG.questions, seen) is danger


@pytest.mark.parametrize(
    ("due", "external", "sealed", "has", "lacks"),
    [
        (date(2026, 11, 30), False, False, "a más tardar el lunes 30 de noviembre", "orient"),
        (DAY, False, False, "hoy mismo", "a más tardar"),
        (None, False, False, "plazo de ley", "a más tardar"),
        (None, True, False, "a dónde ir", "Le toca"),
        (date(2026, 11, 30), False, True, "en reserva", "Alumbrado"),
    ],
)
def test_the_sentence_to_say(due, external, sealed, has, lacks):
    said = words.say_sentence(
        "Dirección de Alumbrado Público",
        due,
        today=DAY,
        external=external,
        sealed=sealed,
        phone="33",
    )
    assert has in said
    assert lacks not in said
    assert said.startswith("«")
    assert said.endswith("al 33; su hoja dice con quién.»" if sealed else "al 33.»")


def test_in_danger_the_script_keeps_only_what_keeps_a_person_safe():
    script = "Aléjense del poste y no toquen los cables. Si hay peligro marque al 911; yo aviso."
    assert words.safety(script) == "Aléjense del poste y no toquen los cables."
    assert words.safety("Marque al 911.") == ""
    assert words.safety("") == ""


def test_a_telephone_is_never_broken_over_two_lines():
    assert unbroken("o al 33 1057 6000, el 22 nov") == (
        "o al 33\N{NO-BREAK SPACE}1057\N{NO-BREAK SPACE}6000, el 22 nov"
    )


def full_draft() -> Draft:
    return Draft(
        "x",
        channel=Channel.PHONE,
        text="un bache",
        note="nota",
        place=Place("Tlaquepaque Centro", "", "45500", "Juárez", "12", ("A", "B"), "frente"),
        person=Person(IdentityMode.IDENTIFIED, "Ana", "3312345678", "33 1234 5678", "a@b.mx", False, True),
    )  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_field_of_the_forms_reads_and_writes_the_draft(path):
    value = {"person.mode": "nombre", "person.unsafe": "si", "person.third_party": "si"}.get(
        path, "algo"
    )
    changed = binding.put(Draft("x"), path, value)
    assert binding.get(changed, path) == value
    assert binding.get(Draft("x"), path) in {"", IdentityMode.ANONYMOUS}
    assert binding.put(changed, path, binding.get(changed, path)) == changed


def test_a_hidden_field_is_not_filed_and_empty_crossings_close_up():
    draft = full_draft()
    assert binding.as_filed(draft).person == draft.person
    named = binding.as_filed(binding.put(draft, "person.mode", "nombre"))
    assert (named.person.name, named.person.phone, named.person.email) == ("Ana", "", "")
    assert named.person.safe
    gap = binding.put(binding.put(Draft("x"), "place.crossings.1", "B"), "place.crossings.0", " ")
    assert binding.as_filed(gap).place.crossings == ("B",)
    assert binding.is_empty(Draft("x"))
    assert not binding.is_empty(gap)


ROW = ReportRow(
    n=1, report_id="r", folio="A07-26-0000001-3", station="A07", seq=2, own=True, filed_at=AT,
    actor="RM01", catalog="2026.1", channel="presencial", kind="reporte", service="ALU-01",
    colonia="45500|Tlaquepaque Centro|Colonia", identity="anonima", safe=True, rule="ALU-01.00",
    target_kind="unit", target="ALU", commits="reparar", due=date(2026, 11, 30), priority=3,
    sealed=False, external=False, doubtful=False, offline=True, joined="", status="canalizado",
    unit="ALU", unit_kind="unit", place_number=4, agrees=True, voided=False, live=False, outputs=1,
    safe_word="guardado", words="una lámpara " * 30,
)  # fmt: skip


def test_a_matter_in_a_list_and_on_its_page():
    row = matter.result_row(ROW, CATALOG)
    assert row.title == "Luminaria apagada"
    assert row.right == "A07-26-0000001-3 · 23 nov 2026, 14:05"
    assert row.under.endswith("…»")
    view = followup_view(replace(ROW, place_text="Juárez 12"))
    assert "Juárez 12, Tlaquepaque Centro" in matter.result_row(view.row, CATALOG).under
    facts = dict(matter.standing(view, CATALOG))
    assert facts["Le toca a"] == "Dirección de Alumbrado Público"
    assert facts["Compromiso"] == "lunes 30 de noviembre de 2026 · reparar"
    assert facts["Lugar en la fila"] == "4"
    assert dict(matter.details(view))["Lugar"] == "Juárez 12, Tlaquepaque Centro"


def followup_view(row: ReportRow):
    from app.services.followup import MatterView

    return MatterView(row, None, ())


def test_a_sealed_matter_says_its_state_and_no_more():
    sealed = replace(ROW, sealed=True, service="reservado", target="OIC", words="", colonia="")
    assert matter.result_row(sealed, CATALOG).title == "Asunto reservado"
    assert matter.details(followup_view(sealed)) == ()
    assert dict(matter.standing(followup_view(sealed), CATALOG)) == {
        "Estado": "Canalizado",
        "Guardado": "Guardado aquí",
    }
    assert words.service_name(CATALOG, "reservado") == "Asunto reservado"


def test_every_kind_of_event_has_a_sentence():
    facts = {
        "report.filed": {"service": "ALU-01", "target": "ALU", "target_kind": "unit"},
        "report.routed": {"target": "ALU", "target_kind": "unit", "place": 3, "agrees": False},
        "report.status": {"to": "devuelto", "unit": "ALU", "reason": "otra_unidad"},
        "receipt.output": {"number": 2},
        "notice.called": {"outcome": "told", "unit": "PCB"},
        "info.added": {},
        "report.voided": {"reason": "x"},
        "report.unjoined": {},
        "person.read": {},
        "private.erased": {},
        "algo.nuevo": {},
    }
    said = [
        timeline.line(TimelineEntry(AT, kind, "RM01", "A07", 1, body, {"who": "cabina"}), CATALOG)
        for kind, body in facts.items()
    ]
    assert said[1].under == (
        "Dirección de Alumbrado Público · lugar 3 en la fila · la central decidió distinto que la ventanilla"
    )
    assert said[2].title == "Devuelto"
    assert "Corresponde a otra área del municipio" in said[2].under
    assert said[3].under == "copia 2"
    assert "recibió: cabina" in said[4].under
    assert said[-1].title == "Otro movimiento"
    assert all(row.title and row.right == "23 nov 2026, 14:05" for row in said)
