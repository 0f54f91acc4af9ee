"""What follows a folio: danger, the sealed envelope, paper, the history, the link."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.base.ports import PrintOutcome, PrintState
from app.services import drafts, followup, live, paper
from tests.ui.driver import CLERK, at_window

ENTER = Qt.Key.Key_Return
WORDS = "me pidió mil pesos para no clausurar la taquería"


class Jammed:
    """A printer without paper, until somebody puts some in."""

    def __init__(self) -> None:
        self.paper = False
        self.titles: list[str] = []

    def submit(self, document: bytes, title: str) -> PrintOutcome:
        assert document.startswith(b"%PDF")
        if not self.paper:
            return PrintOutcome(PrintState.FAILED, "printer_paper_out")
        self.titles.append(title)
        return PrintOutcome(PrintState.PRINTED, handle=title)

    def poll(self, handle: str) -> PrintOutcome:
        return PrintOutcome(PrintState.PRINTED, handle=handle)


def test_danger_says_911_first_and_the_guard_is_called_until_told(qapp, home):
    with at_window(home) as person:
        person.type("se hundió la calle, hay un socavón")
        person.press(ENTER)
        person.press(Qt.Key.Key_1, "1")
        alarm = person.named("Primero 911")
        assert alarm.accessibleDescription() == (
            "Diga: «Marque al 911. Aléjense del hoyo y no dejen pasar carros. "
            "Deme solo calle y cruce; yo aviso.»"
        )
        with pytest.raises(LookupError):  # one thing to say, and it stands in the banner
            person.named("Guion")
        folio = person.file()
        notice = person.named("Aviso en vivo")
        assert "Protección Civil" in notice.text()
        assert "SIN RED" in person.named("Qué hacer").text()
        assert len(live.pending_notices(person.desk)) == 1
        person.shortcut(Qt.Key.Key_F2)
        assert notice.isVisible(), "it stays in sight whatever screen is on"
        person.window.findChild(type(person.view.notice)).unanswered.emit(
            live.pending_notices(person.desk)[0].report_id
        )
        person.settle()
        assert "Vuelva a llamar a las" in person.named("Qué hacer").text()
        person.named("Recibió").setFocus()
        person.press(ENTER)
        assert live.pending_notices(person.desk), "nobody was named, so nobody was told"
        person.type("cabina")
        person.press(ENTER)
        person.until(lambda: not notice.isVisible())
        assert live.pending_notices(person.desk) == ()
        entries = followup.show(person.desk, CLERK, folio).timeline
        assert [e.facts["outcome"] for e in entries if e.kind == "notice.called"] == [
            "no_answer",
            "told",
        ]


def test_a_bribe_told_in_passing_offers_an_envelope_and_the_errand_waits(qapp, home):
    with at_window(home) as person:
        person.type("vengo por mi licencia y el inspector me pidió dinero")
        with pytest.raises(LookupError):  # it would go into an envelope already
            person.named("Levantar también una denuncia reservada")
        person.press(Qt.Key.Key_Down)
        person.press(ENTER)
        person.named("Levantar también una denuncia reservada")
        person.shortcut(Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
        person.settle()
        assert person.named("¿Qué sucede?").text() == ""
        assert person.named("Unidad competente").text() == "Órgano de Control Interno"
        person.type("se cayó un árbol")
        person.press(ENTER)
        service = person.capture.flow.draft.service
        assert person.desk.catalog.services[service].sealed, (
            "words never take it out of its envelope"
        )
        assert [d.draft.text for d in drafts.open_drafts(person.desk, CLERK)][-1].startswith(
            "vengo"
        )


def test_what_went_into_the_envelope_is_not_readable_afterwards(qapp, home):
    with at_window(home) as person:
        person.capture.take_up(replace(drafts.new_draft(person.desk), service="OIC-01"))
        person.type(WORDS)
        person.press(ENTER)
        folio = person.file()
        for button in ("Otro de la misma persona", "Ver historia"):
            with pytest.raises(LookupError):
                person.named(button)
        said = person.everything_said()
        assert folio in said
        assert WORDS not in said
        assert "clausurar" not in said
        assert "soborno" not in said
        assert drafts.open_drafts(person.desk, CLERK) == ()
        person.shortcut(Qt.Key.Key_F4)
        person.until(lambda: person.view._screens["follow_up"].folio == folio)
        person.settle()
        assert "clausurar" not in person.everything_said()
        assert "Asunto reservado" in person.everything_said()


def test_a_printer_s_trouble_is_told_kept_and_tried_again(qapp, home):
    with at_window(home) as person:
        printer = Jammed()
        person.view.paper._printer = printer
        person.type("hay un bache")
        person.press(ENTER)
        folio = person.file()
        person.until(lambda: "no salió" in person.view.folio.paper_words)
        assert folio in person.named("Avisos").accessibleDescription()
        jobs = paper.pending_jobs(person.desk)
        assert [(j.state, j.code) for j in jobs] == [(PrintState.FAILED, "printer_paper_out")]
        person.shortcut(Qt.Key.Key_F6)
        person.settle()
        printer.paper = True
        person.named(f"Imprimir: {folio}").click()
        person.until(lambda: paper.pending_jobs(person.desk) == ())
        person.settle()
        assert printer.titles == [f"Acuse {folio}"]
        with pytest.raises(LookupError):
            person.named(f"Imprimir: {folio}")


def test_a_paper_that_may_be_out_is_asked_about(qapp, home):
    with at_window(home) as person:
        printer = Jammed()
        person.view.paper._printer = printer
        person.type("hay un bache")
        person.press(ENTER)
        folio = person.file()
        job = paper.pending_jobs(person.desk)[0]
        paper.mark_job(person.desk, job.id, PrintOutcome(PrintState.DOUBTFUL, "printer_doubtful"))
        person.view.paper.refresh()
        person.shortcut(Qt.Key.Key_F6)
        person.settle()
        person.named(f"Sí salió: {folio}").click()
        person.until(lambda: paper.pending_jobs(person.desk) == ())
        assert printer.titles == []


def test_follow_up_finds_while_typing_and_tells_the_history(qapp, home):
    with at_window(home) as person:
        person.type("lampara fundida frente al ñandú azul")
        person.press(ENTER)
        folio = person.file()
        person.shortcut(Qt.Key.Key_F2)
        person.shortcut(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert person.window.windowTitle() == "Ventanilla — Seguimiento"
        person.type("nandu")
        person.settle()
        results = person.named("Resultados")
        assert results.model().rowCount() == 1
        assert folio in results.model().index(0, 0).data()
        person.press(ENTER)
        person.settle()
        history = person.named("Historia")
        said = [row.title for row in history.rows()]
        assert said == ["Se entregó el acuse", "Se recibió y se le dio folio"]
        person.named("Agregar información").setFocus()
        person.type("ya se cayó el poste")
        person.press(ENTER)
        person.until(lambda: "agregó" in history.rows()[0].title)
        assert "ya se cayó el poste" in history.rows()[0].under


def test_a_mistyped_folio_is_guessed(qapp, home):
    with at_window(home) as person:
        person.type("hay un bache")
        person.press(ENTER)
        folio = person.file()
        wrong = folio[:-1] + ("7" if folio[-1] != "7" else "8")
        person.shortcut(Qt.Key.Key_F2)
        person.shortcut(Qt.Key.Key_F4)
        person.settle()
        person.named("Buscar").selectAll()
        person.type(wrong)
        person.settle()
        assert folio in person.named("Resultados").model().index(0, 0).data()
        assert "¿Será alguno" in person.everything_said()


def test_what_waits_is_counted_in_matters(qapp, home):
    with at_window(home) as person:
        for text in ("hay un bache", "lampara fundida"):
            person.shortcut(Qt.Key.Key_F2)
            person.type(text)
            person.press(ENTER)
            person.file()
        person.shortcut(Qt.Key.Key_F6)
        person.settle()
        assert person.named("Por enviar").text() == "2 por enviar"
        assert person.named("Conexión").accessibleDescription() == "Sin conexión · 2 por enviar"
        assert len(person.named("Asuntos por enviar").rows()) == 2


def test_with_nothing_waiting_no_empty_heading_is_shown(qapp, home):
    with at_window(home) as person:
        person.shortcut(Qt.Key.Key_F6)
        person.settle()
        told = person.named("Estado del envío").text()
        assert told.startswith("Todo lo capturado ya está en la central.")
        with pytest.raises(LookupError):
            person.named("Asuntos por enviar")


def test_the_palette_does_what_it_names(qapp, home):
    with at_window(home) as person:
        person.shortcut(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        person.type("enviar lo que")
        assert person.window.windowTitle() == "Ventanilla — Buscar acción"
        person.shortcut(Qt.Key.Key_Escape)
        person.shortcut(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        person.type("por enviar")
        person.press(ENTER)
        assert person.window.windowTitle() == "Ventanilla — Por enviar"


def test_the_palette_offers_what_can_be_done_now(qapp, home):
    def offered() -> set[str]:
        person.shortcut(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        found = {row.title for row in person.named("Acciones").rows()}
        person.shortcut(Qt.Key.Key_Escape)
        return found

    with at_window(home) as person:
        assert offered().isdisjoint({"Guardar e imprimir", "Imprimir otra vez"})
        person.type("hay un bache")
        person.press(ENTER)
        assert {"Guardar e imprimir", "Apartar el borrador"} <= offered()
        person.file()
        after = offered()
        assert {"Imprimir otra vez", "Otro asunto de la misma persona"} <= after
        assert "Guardar e imprimir" not in after
        person.shortcut(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        person.type("letra mas grande")
        person.press(ENTER)
        assert qapp.property("look") == "light 1.25"


def test_bigger_letters_and_other_colours_keep_the_draft(qapp, home):
    with at_window(home) as person:
        person.type("lampara fundida")
        person.program._act("bigger")
        person.settle()
        person.program._act("theme")
        person.settle()
        assert person.named("¿Qué sucede?").text() == "lampara fundida"
        assert qapp.property("look") == "dark 1.25"
