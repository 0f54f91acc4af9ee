"""A matter by keyboard alone, from «¿Qué sucede?» to the folio."""

from PySide6.QtCore import Qt

from app.domain.report import IdentityMode
from app.services import drafts, followup
from tests.ui.driver import CLERK, at_window
from tests.ui.homes import PASSWORD, USER

ENTER = Qt.Key.Key_Return


def test_a_matter_takes_few_keys_and_its_words_are_typed_once(qapp, home):
    with at_window(home) as person:
        person.shortcut(Qt.Key.Key_F2)
        person.type("no pasó el camión de la basura desde el lunes")
        assert person.named("Unidad competente").text() == "Dirección de Aseo Público"
        person.press(ENTER)
        while person.capture.questions.isAncestorOf(person.window.focusWidget()):
            person.press(ENTER)
        assert person.window.focusWidget() is person.named("Colonia")
        person.type("tlaquepaque cen")
        person.press(ENTER)
        assert person.window.focusWidget() is person.named("Calle")
        person.type("Independencia")
        words = person.named("Palabras del ciudadano").toPlainText()
        folio = person.file()
        assert person.keys <= 10
        assert words == "no pasó el camión de la basura desde el lunes"
        assert person.window.windowTitle() == "Ventanilla — Folio"
        shown = followup.show(person.desk, CLERK, folio)
        assert shown.row.service == "ASE-01"
        assert shown.private is not None
        assert shown.private.text == words
        assert (shown.private.street, shown.row.colonia.split("|")[1]) == (
            "Independencia",
            "Tlaquepaque Centro",
        )
        assert drafts.open_drafts(person.desk, CLERK) == ()


def test_numbers_answer_and_the_panel_follows(qapp, home):
    with at_window(home) as person:
        person.type("lampara fundida")
        person.press(ENTER)
        unit = person.named("Unidad competente")
        assert unit.text() == "Dirección de Alumbrado Público"
        person.press(Qt.Key.Key_2, "2")  # no light in the houses either
        assert "CFE" in unit.text()
        assert "CFE" in person.named("Motivo").text()
        person.press(Qt.Key.Key_1, "1")  # a slip of the finger is put right with another key
        assert unit.text() == "Dirección de Alumbrado Público"


def test_the_list_is_picked_from_by_number(qapp, home):
    with at_window(home) as person:
        person.type("lampara fundida")
        second = person.capture.finder.list.rows()[1]
        person.press(Qt.Key.Key_Down)
        assert person.window.focusWidget() is person.named("Sugerencias")
        person.press(Qt.Key.Key_2, "2")
        assert person.capture.flow.draft.service == second.value


def test_letters_typed_on_the_list_go_to_the_field(qapp, home):
    with at_window(home) as person:
        person.type("lampar")
        person.press(Qt.Key.Key_Down)
        person.type("añ")
        assert person.capture.finder.field.text() == "lamparañ"


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(qapp, home):
    with at_window(home) as person:
        person.type("hay un bache")
        person.press(ENTER)
        person.capture.who.editor("person.mode").setFocus()
        person.type("1")
        person.capture.who.editor("person.phone").setFocus()
        person.type("33")
        person.shortcut(Qt.Key.Key_F9)
        person.settle()
        phone, name = person.named("Teléfono"), person.named("Nombre")
        assert phone.property("wrong") == "true"
        assert phone.accessibleDescription()
        assert person.window.focusWidget() is name
        person.type("María Núñez")
        assert name.property("wrong") == "false"
        phone.setFocus()
        person.type("12345678")
        assert person.file()


def test_hidden_fields_are_not_filed(qapp, home):
    with at_window(home) as person:
        person.type("hay un bache")
        person.press(ENTER)
        person.capture.who.editor("person.mode").setFocus()
        person.type("1")
        person.capture.who.editor("person.name").setFocus()
        person.type("María Núñez")
        person.capture.who.editor("person.mode").setFocus()
        person.type("3")
        shown = followup.show(person.desk, CLERK, person.file())
        assert shown.row.identity == IdentityMode.ANONYMOUS
        assert shown.private is not None
        assert shown.private.name == ""


def test_a_colonia_off_the_list_is_kept_as_it_was_said(qapp, home):
    with at_window(home) as person:
        person.type("hay un bache")
        person.press(ENTER)
        person.named("Colonia").setFocus()
        person.type("La Cañada de Nadie")
        person.named("Calle").setFocus()
        person.settle()
        assert person.capture.flow.draft.place.colonia_libre == "La Cañada de Nadie"
        assert person.file()


def test_a_street_may_be_said_before_it_is_asked(qapp, home):
    with at_window(home) as person:
        person.type("hay un bache en la colonia tlaquepaque centro")
        assert person.named("Colonia").text() == "Tlaquepaque Centro"
        person.named("Colonia").setFocus()
        person.capture.place.set_value("place.colonia", "")
        person.type("santa anita")
        person.capture.finder.field.setFocus()
        person.type(" grande")
        assert person.named("Colonia").text() == "Santa Anita", "what was put by hand stands"


def test_f9_twice_gives_one_folio(qapp, home):
    with at_window(home) as person:
        person.type("hay un bache")
        person.press(ENTER)
        person.capture.flow.file()
        person.capture.flow.file()
        person.settle()
        assert len(followup.find(person.desk, CLERK, "bache")) == 1


def test_drafts_survive_a_power_cut(qapp, home):
    with at_window(home) as person:
        person.type("se cayó un árbol en la banqueta")
        person.press(ENTER)
        person.named("Nota interna").setFocus()  # leaving a field stores the draft at once
        person.named("Calle").setFocus()
        person.named("Nota interna").setFocus()
        person.settle()
        left = person.capture.flow.draft
        person.program.view = None  # nobody closes the window in order: the light is gone
    with at_window(home) as person:
        assert person.capture.flow.draft == left
        assert person.named("¿Qué sucede?").text() == "se cayó un árbol en la banqueta"
        assert "Recuperamos" in person.named("Avisos").accessibleDescription()
        assert person.file()
        assert "Recuperamos" not in person.notices(), "it is filed: nothing of it is left to say"


def test_typing_is_stored_within_two_seconds(qapp, home):
    with at_window(home) as person:
        person.type("se cayó un árbol")
        assert person.capture.flow._timer.remainingTime() <= 2000
        person.capture.flow._timer.timeout.emit()
        person.settle()
        assert drafts.open_drafts(person.desk, CLERK)[0].draft.text == "se cayó un árbol"


def test_a_parked_draft_goes_to_the_shelf_and_comes_back(qapp, home):
    with at_window(home) as person:
        person.type("lampara fundida")
        person.shortcut(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        person.settle()
        assert person.named("¿Qué sucede?").text() == ""
        assert person.notices() == "Quedó apartado."
        assert "Borrador guardado" not in person.everything_said(), "the next one is blank"
        person.named("Apartados").setFocus()
        person.press(Qt.Key.Key_Down)
        person.press(ENTER)
        person.settle()
        assert person.named("¿Qué sucede?").text() == "lampara fundida"


def test_escape_never_throws_anything_away(qapp, home):
    with at_window(home) as person:
        person.type("lampara fundida")
        for _time in range(3):
            person.shortcut(Qt.Key.Key_Escape)
        person.shortcut(Qt.Key.Key_F4)
        person.shortcut(Qt.Key.Key_Escape)
        person.settle()
        assert person.named("¿Qué sucede?").text() == "lampara fundida"


def test_another_matter_of_the_same_person_keeps_person_and_place(qapp, home):
    with at_window(home) as person:
        person.type("hay un bache")
        person.press(ENTER)
        person.named("Calle").setFocus()
        person.type("Progreso")
        person.capture.who.editor("person.mode").setFocus()
        person.type("2")
        person.named("Nombre").setFocus()
        person.type("María Núñez")
        person.file()
        person.shortcut(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert person.named("¿Qué sucede?").text() == ""
        assert person.named("Calle").text() == "Progreso"
        assert person.named("Nombre").text() == "María Núñez"


def test_signing_in_by_keyboard(qapp, home):
    with at_window(home, actor=None) as person:
        assert person.window.windowTitle() == "Ventanilla — Entrada"
        assert "A07 · Módulo Centro" in person.everything_said()
        person.type(USER)
        person.press(ENTER)
        person.type("otra cosa")
        person.press(ENTER)
        person.settle()
        assert person.program.view is None
        assert person.window.focusWidget() is person.named("Contraseña")
        person.type(PASSWORD)
        person.press(ENTER)
        person.until(lambda: person.program.view is not None)
        assert person.window.windowTitle() == "Ventanilla — Captura"


def test_locking_hides_everything_and_the_draft_waits(qapp, home):
    with at_window(home) as person:
        person.type("lampara fundida")
        person.shortcut(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        person.settle()
        assert person.window.windowTitle() == "Ventanilla — Entrada"
        assert "lampara" not in person.everything_said()
        person.until(lambda: drafts.open_drafts(person.desk, CLERK))
