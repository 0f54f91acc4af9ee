"""Every screen, at both sizes and both scales: nothing cut, nothing overlapping, all of it named."""

from dataclasses import replace

import pytest

from app.domain.roles import Actor, Role
from app.services import drafts
from tests.ui import measure
from tests.ui.homes import opener
from ui.pictures import SHOTS, Shot, take, walk

LIGHT = [shot for shot in SHOTS if shot.theme == "light"]

PARKED = (
    "hay un bache muy grande en la esquina",
    "se cayó un árbol sobre la banqueta",
    "no pasó la basura desde el lunes",
    "lámpara fundida frente a la escuela primaria",
)


def clerk(_desk) -> Actor:
    return Actor("RM01", "Rosa Medina", Role.CLERK)


@pytest.mark.parametrize("shot", LIGHT, ids=lambda shot: shot.suffix)
def test_no_word_is_cut_covered_nameless_or_english(qapp, home, shot):
    troubles: list[str] = []

    def look(name, window):
        for check in (
            measure.cut_words,
            measure.overlaps,
            measure.sideways,
            measure.nameless,
            measure.english,
        ):
            troubles.extend(f"{name}: {check.__name__}: {found}" for found in check(window))

    walk(opener(home), clerk, shot, look)
    assert troubles == []


def test_pictures_are_written_for_every_screen(qapp, home, tmp_path):
    made = take(opener(home), tmp_path / "pictures", clerk, [Shot(1366, 768)])
    assert len(made) == 17
    assert all(path.stat().st_size > 5000 for path in made)


LOW = (Shot(1366, 690, 150), Shot(1366, 768, 150), Shot(1366, 690))


@pytest.mark.parametrize("shot", LOW, ids=lambda shot: shot.suffix)
def test_a_full_shelf_and_a_notice_never_make_the_window_higher_than_its_screen(qapp, home, shot):
    with opener(home)() as opened:
        for text in PARKED:
            drafts.keep(opened.desk, clerk(None), replace(drafts.new_draft(opened.desk), text=text))
    troubles: list[str] = []

    def look(name, window):
        window.say("Un aviso que se queda mientras se atiende.", "waiting")
        for _round in range(3):
            qapp.sendPostedEvents()
            qapp.processEvents()
        if (window.width(), window.height()) != (shot.width, shot.height):
            troubles.append(f"{name}: {window.size()}")
        if name == "09-aviso-en-vivo":
            troubles.extend(out_of_sight(window, "Folio", "Dígale", "Avisado", "No contestan"))
        if name == "07-folio":
            troubles.extend(out_of_sight(window, "Folio", "Dígale", "Siguiente"))
        if name == "14-seguimiento" and shot.scale == 100:
            troubles.extend(out_of_sight(window, "Historia", "Agregar información"))
        if name == "08-peligro":
            troubles.extend(out_of_sight(window, "Aviso en vivo", "Unidad competente"))
        if name == "03-preguntas":
            troubles.extend(out_of_sight(window, "Unidad competente", "Motivo", "Compromiso"))
        for toast in list(window.toasts._shown) if window.toasts else ():
            window.unsay(toast.said)

    walk(opener(home), clerk, shot, look)
    assert troubles == []


def out_of_sight(window, *names: str) -> list[str]:
    """Which of these a person cannot see whole without scrolling."""
    found = {w.accessibleName(): w for w in measure.visible(window) if w.accessibleName() in names}
    hidden = [f"{name}: not there" for name in names if name not in found]
    for name, widget in found.items():
        seen = widget.visibleRegion().boundingRect()
        if seen != widget.rect():
            hidden.append(f"{name}: {seen} of {widget.rect()}")
    return hidden
