"""Finding the service in a citizen's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.finder import Finder
from app.domain.text import words
from tests.unit.shipped import catalog, phrases

finder = Finder(catalog())

# What the index is not made from: these floors only keep what has been reached.
TOP_1, TOP_3 = 0.87, 0.96


def first(text: str) -> str:
    found = finder.suggest(text)
    return found[0].service if found else ""


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ("lampara fundida", "ALU-01"),
        ("LÁMPARA FUNDIDA!!!", "ALU-01"),
        ("hay un vache enorme", "PAV-01"),
        ("no a pasado la basura", "ASE-01"),
        ("guele a caño", "AGU-04"),
        ("se rrobaron la tapa", "AGU-05"),
        ("me mordio un perro", "SAN-01"),
        ("toda la cuadra sin luz", "ALU-02"),
    ],
)
def test_the_right_service_comes_first(said, service):
    assert first(said) == service


def test_every_usual_phrase_of_the_catalogue_finds_its_service():
    missed = [
        (service.code, synonym)
        for service in catalog().services.values()
        for synonym in service.synonyms
        if service.code not in [s.service for s in finder.suggest(synonym)]
    ]
    assert missed == []


def test_phrases_of_citizens():
    places = []
    for row in phrases():
        codes = [s.service for s in finder.suggest(row.phrase)]
        places.append(codes.index(row.service) if row.service in codes else 3)
    assert places.count(0) / len(places) >= TOP_1
    assert sum(p < 3 for p in places) / len(places) >= TOP_3


def test_the_words_that_decided_are_the_citizen_s_own():
    suggestion = finder.suggest("Oiga, hay un VACHE enorme; ¿cuándo lo tapan?")[0]
    assert "VACHE" in suggestion.why
    assert 0 < suggestion.score < 1


@given(st.text(max_size=200))
def test_anything_may_be_typed(text):
    said = set(words(text))
    for suggestion in finder.suggest(text):
        assert 0 <= suggestion.score <= 1
        assert said.issuperset(w for piece in suggestion.why for w in words(piece))


@pytest.mark.parametrize("said", ["", "   ", "xqztw", "de la que y", "¿?"])
def test_nothing_said_suggests_nothing(said):
    assert finder.suggest(said) == ()


def test_what_is_denied_hardly_counts():
    assert first("no es un bache, la calle se está hundiendo") != "PAV-01"


def test_the_limit_is_kept_and_scores_fall():
    found = finder.suggest("agua en la calle", limit=8)
    assert len(found) == 8
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)


def test_the_index_waits_until_it_is_needed():
    late = Finder(catalog())
    assert "_index" not in vars(late)
    late.warm()
    assert "_index" in vars(late)


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("el camión de ruta no se para", "SETRAN"),
        ("un transformador tronó y no hay luz en las casas", "CFE"),
        ("el tren tapa el cruce", "FERRO"),
        ("recibo de luz muy caro", "CFE"),
    ],
)
def test_the_body_that_the_words_name_comes_as_a_hint(said, body):
    found = {s.service: s for s in finder.suggest(said)}
    assert found["ATC-02"].hints == (("ORGANISMO", body),)


def test_what_would_be_sealed_is_marked():
    assert finder.suggest("el inspector me pidió mordida")[0].sealed
    assert not finder.suggest("lámpara fundida")[0].sealed


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("el inspector me pidió dinero para no clausurar", ("OIC-01",)),
        ("la patrulla me pidió mordida", ("AIP-01",)),
        ("un coyote me dijo que con lana sale luego", ("OIC-01",)),
        ("me pidieron quinientos pesos por el permiso", ("OIC-01",)),
        ("un perro me dio una mordida", ()),
        ("me cobran de más el agua", ()),
        ("me pidieron la copia del acta", ()),
        ("quiero vender mi casa en mil pesos", ()),
    ],
)
def test_money_asked_for_offers_the_sealed_track(said, offered):
    assert finder.offers_sealed(said) == offered


def test_no_errand_of_another_kind_is_offered_it_for_nothing():
    """Of the phrases about other things, only those that speak of money on the side."""
    others = [row for row in phrases() if not row.service.startswith(("OIC", "AIP"))]
    offered = [row.phrase for row in others if finder.offers_sealed(row.phrase)]
    cues = ("por fuera", "dinero", "aparte", "copias")
    assert all(any(cue in phrase for cue in cues) for phrase in offered)


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("el árbol cayó sobre un carro con gente adentro", True),
        ("hay un cable tirado echando chispas", True),
        ("ahorita está mordiendo un perro a un niño", True),
        ("se cayó un árbol el año pasado y había llamas", False),
        ("el árbol tapa la lámpara", False),
        ("ahorita quiero pagar mi predial", False),  # nothing there can be an emergency
    ],
)
def test_words_of_danger_are_heard(said, danger):
    assert finder.suggest(said)[0].danger is danger
