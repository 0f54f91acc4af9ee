"""Colonias as people write and say them."""

import random
import string

import pytest

from app.base.errors import Refused
from app.domain.colonias import ColoniaIndex
from app.domain.text import fold
from tests.unit.shipped import catalog

index = ColoniaIndex(catalog().colonias)


def names(text: str) -> list[str]:
    return [colonia.name for colonia in index.complete(text)]


@pytest.mark.parametrize("colonia", catalog().colonias, ids=lambda c: c.key)
def test_every_colonia_is_found_by_its_name_without_accents_and_by_its_key(colonia):
    assert colonia.key in [c.key for c in index.complete(colonia.name.lower(), limit=20)]
    assert index.resolve(colonia.key) == colonia
    assert index.resolve(index.label(colonia), colonia.cp) == colonia
    for variant in colonia.variants:
        assert index.resolve(variant.upper()) == colonia


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("tapat", "El Tapatío"),
        ("el tapatio", "El Tapatío"),
        ("toluqilla", "Toluquilla"),
        ("camichinez", "Camichines Alborada 1ra. Sección"),
        ("sanjuan", "San Juan"),
        ("sta anita", "Santa Anita"),
        ("col. la duraznera", "La Duraznera"),
        ("lomas del cuatro", "Lomas del 4"),
        ("tatepozco", "Tateposco"),
        ("jardines santa maria", "Jardines de Santa María"),
    ],
)
def test_typing_finds_it(typed, first):
    assert names(typed)[0] == first


def test_a_postal_code_completes():
    assert {c.cp for c in index.complete("45638", limit=50)} == {"45638"}
    assert len(index.complete("45638", limit=50)) == 22


def misspell(name: str, chance: random.Random) -> str:
    """One letter lost, added, changed, or swapped with the next."""
    at, letter = chance.randrange(len(name)), chance.choice(string.ascii_lowercase)
    return chance.choice(
        [
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        ]
    )


@pytest.mark.parametrize("seed", range(4))
def test_one_slip_of_the_finger_hides_no_colonia(seed):
    chance = random.Random(seed)
    typed = {colonia: misspell(fold(colonia.name), chance) for colonia in catalog().colonias}
    lost = [c.name for c, text in typed.items() if c not in index.complete(text)]
    assert len(lost) <= len(typed) // 100, lost


@pytest.mark.parametrize("typed", ["", "  ", "xqzt", "¿?", "0"])
def test_nothing_is_made_up(typed):
    assert names(typed) == []


def test_a_shared_name_asks_for_the_postal_code():
    with pytest.raises(Refused) as refused:
        index.resolve("el sauz")
    assert refused.value.code == "colonia_ambigua"
    assert "45608" in str(refused.value.facts["choices"])
    assert index.resolve("El Sauz", "45638").tell_apart == "Por Santibáñez y La Cofradía"


def test_two_of_one_name_and_postal_code_are_told_apart_by_kind_or_landmark():
    with pytest.raises(Refused):
        index.resolve("Las Huertas", "45589")
    assert index.resolve("Fraccionamiento Las Huertas").kind == "Fraccionamiento"
    assert index.resolve("Las Huertas (La colonia, no el fraccionamiento)").kind == "Colonia"


def test_off_the_list_is_none_and_typos_are_not_guessed():
    assert index.resolve("Ciudad Gótica") is None
    assert index.resolve("El Tapatíoo") is None
    assert index.resolve("") is None


def test_another_postal_code_counts_against_a_name_shared_with_a_neighbour():
    assert index.resolve("Revolución", "44400") is None
    assert index.resolve("La Duraznera", "44400").cp == "45580"


@pytest.mark.parametrize(
    ("text", "colonia", "street"),
    [
        ("lámpara fundida en la colonia Tapatío calle Hidalgo 45", "El Tapatío", "calle Hidalgo"),
        ("bache en av. niños heroes esquina con juarez col. la duraznera", "La Duraznera", "av. niños heroes"),
        ("en toluquilla no hay agua", "Toluquilla", ""),
        ("fuga en la calle 5 de Febrero de Las Juntas", "Las Juntas", "calle 5 de Febrero"),
        ("privada Morelos, San Martín de las Flores de Abajo", "San Martín de las Flores de Abajo", "privada Morelos"),
        ("la ladrillera echa humo y la calle está muy sucia", "", ""),
        ("tiraron la arena frente al puente de Hidalgo", "", ""),
        ("vengo desde Santa Anita por mi licencia", "", ""),
    ],
)  # fmt: skip
def test_the_place_is_read_from_the_words(text, colonia, street):
    hint = index.in_text(text)
    assert (hint.colonia.name if hint.colonia else "") == colonia
    assert hint.street == street


def test_the_rest_of_the_words_is_without_the_place():
    hint = index.in_text("No pasa la basura en Parques de Santa María, calle Canal 58, ¡vengan!")
    assert hint.colonia.name == "Parques de Santa María"
    assert hint.rest == "No pasa la basura en , 58, ¡vengan!"
    assert index.in_text("no pasa la basura").rest == "no pasa la basura"


def test_a_name_that_a_neighbour_shares_is_only_offered_unless_it_is_said_to_be_a_colonia():
    assert index.in_text("choque en Niños Héroes").colonia is None
    assert [c.name for c in index.in_text("choque en Niños Héroes").candidates] == ["Niños Héroes"]
    assert index.in_text("choque en la colonia Niños Héroes").colonia.name == "Niños Héroes"


def test_a_shared_name_in_the_words_is_offered_not_chosen():
    hint = index.in_text("no pasa la basura en la colonia las huertas")
    assert hint.colonia is None
    assert {c.kind for c in hint.candidates} == {"Colonia", "Fraccionamiento"}
