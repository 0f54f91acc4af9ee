"""What people read goes through `_()`, is Spanish, and is written once."""

import ast
import re

import pytest

from tests.house.source import (
    ROOT,
    TEXT_CALLS,
    called,
    docstrings,
    messages,
    modules,
    templates,
    translated,
    where,
)

ROOMS = ("ui", "printing", "app", "sync")
SPANISH_LETTER = re.compile(r"[áéíóúñÁÉÍÓÚÑ¿¡]")
SPANISH_WORDS = frozenset(
    "el la los las un una unos unas de del al en con sin por para que se su sus no ya es son fue"
    " hay está este esta aquí y o".split()
)
ENGLISH_WORDS = frozenset(
    "the and of or to is are was were this that with from for your you please save saved print"
    " printed printing search find file files folder open close cancel ok yes password user"
    " username login logout sign settings error failed failure unknown invalid missing not found"
    " loading wait report reports receipt draft drafts sync synced pending station clerk unit"
    " service rule reason due date time name phone street number help window new delete remove"
    " add edit send sent received backup status state warning retry again offline online".split()
) - {"error", "no"}
WORD = re.compile(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]+")
TAGS = re.compile(
    r"\{% block (?:width|title_class) %\}.*?\{% endblock %\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<(style|script|svg)\b.*?</\1>|<!--.*?-->",
    re.S,
)
SPOKEN_ATTRIBUTES = re.compile(r"""\b(title|alt|placeholder|aria-label)="([^"]*)\"""")


# Spanish that is not a text for translation, and why.
NOT_TEXTS = {
    "app/cli/demonstration/": "invented people and what they say",
    "app/domain/catalog_notice.py": "headings of the catalogue's own file",
    "app/domain/danger_words.py": "words that citizens use, to be heard and not said",
    "app/domain/folio_speech.py": "how Spanish says numbers; another language is another module",
    "app/domain/money_words.py": "the same",
    "sync/central/config.py": "the municipality's own name",
    "ui/pictures.py": "what an invented clerk types",
}
# How units are called in the catalogue: taken off where there is no room, never said.
NAMES_OF_UNITS = {"Coordinación de ", "Dirección ", "Dirección General de ", "Dirección de "}


def looks_spanish(text: str) -> bool:
    """Whether a person could read it: an accent, or two words of which one is a common one."""
    words = [w.lower() for w in re.findall(r"(?<![^\s¿¡«(])[^\W\d_]+(?![\w-])", text)]
    return bool(SPANISH_LETTER.search(text) and words) or (
        len(words) > 1 and any(w in SPANISH_WORDS for w in words if len(w) > 1)
    )


@pytest.mark.parametrize("text", ["¿Qué sucede?", "Guardado aquí", "Se guarda en su equipo"])
def test_spanish_is_recognised(text: str) -> None:
    assert looks_spanish(text)


def untranslated(room: str) -> list[str]:
    found = []
    for module in modules(room):
        if module.name.startswith(tuple(NOT_TEXTS)):
            continue
        through = {id(node) for node in translated(module.tree)} | {
            id(node) for node in docstrings(module.tree)
        }
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in through
                and node.value not in NAMES_OF_UNITS
                and looks_spanish(node.value)
            ):
                found.append(f"{where(module, node)} {node.value[:60]!r}")
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_every_text_for_people_passes_through_the_one_door(room: str) -> None:
    assert untranslated(room) == []


def test_no_text_is_put_together_before_it_is_translated() -> None:
    """`_(f"…")` and `_("…" + x)` can never be found in a catalogue of translations."""
    found = [
        where(module, node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and called(node) in TEXT_CALLS
        and any(isinstance(a, ast.JoinedStr | ast.BinOp) for a in node.args)
    ]
    assert found == []


def test_no_page_says_a_word_outside_the_door() -> None:
    found = []
    for path in templates():
        text = TAGS.sub(" ", path.read_text(encoding="utf-8"))
        spoken = [m[2] for m in SPOKEN_ATTRIBUTES.finditer(text)]
        for piece in [*re.sub(r"<[^>]*>|&\w+;|/[\w.-]+", "\n", text).splitlines(), *spoken]:
            if re.search(r"[A-Za-zÁÉÍÓÚÑáéíóúñ]{3}", piece):
                found.append(f"{path.relative_to(ROOT)}: {piece.strip()[:60]}")
    assert found == []


def test_no_word_of_english_reaches_a_person() -> None:
    found = []
    for place, text in messages():
        bare = re.sub(r"\{[^}]*\}|https?://\S+|«[^»]*»|--[\w-]+|[A-Z]+_[A-Z_]+", " ", text)
        words = {w.lower() for w in WORD.findall(bare)} & ENGLISH_WORDS
        if words:
            found.append((place, text, sorted(words)))
    assert found == []


def test_nobody_is_addressed_in_two_ways() -> None:
    """The counter says usted: no tuteo on screen or paper."""
    tuteo = re.compile(r"\b(tu|tus|tú|te|contigo|haz|puedes|tienes|quieres|guarda tu)\b", re.I)
    assert [(place, text) for place, text in messages() if tuteo.search(text)] == []
