"""A place in one line, as it is said in Mexico."""

import pytest

from app.domain.place import both, colonia_name, place_line
from app.domain.private import PrivateFields
from tests.unit.shipped import catalog


@pytest.mark.parametrize(
    ("fields", "colonia", "line"),
    [
        (
            {
                "street": "Independencia",
                "number": "212",
                "crossings": ("Progreso", "Donato Guerra"),
                "reference": "frente a la tortillería",
            },
            "Tlaquepaque Centro",
            (
                "Independencia 212, entre Progreso y Donato Guerra, Tlaquepaque Centro,"
                " frente a la tortillería"
            ),
        ),
        ({"street": "Juárez", "crossings": ("Reforma",)}, "", "Juárez, esquina con Reforma"),
        ({"crossings": ("Juárez", "Independencia")}, "", "cruce de Juárez e Independencia"),
        ({"crossings": ("Juárez",)}, "Santa Anita", "Juárez, Santa Anita"),
        ({"number": "14"}, "Santa Anita", "número 14, Santa Anita"),
        ({"street": " ", "colonia_libre": "Lomas  del\nQuetzal"}, "", "Lomas del Quetzal"),
        ({"reference": "junto al kiosco"}, "", "junto al kiosco"),
        ({"lat_udeg": 20_640_425, "lon_udeg": -103_311_450}, "", "20.64043, -103.31145"),
        ({"street": "Juárez", "lat_udeg": 1, "lon_udeg": 2}, "", "Juárez"),
        ({}, "", ""),
    ],
)
def test_a_place_is_said_in_one_line(fields, colonia, line):
    assert place_line(PrivateFields(**fields), colonia) == line


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        ("Donato Guerra", "A y Donato Guerra"),
        ("Independencia", "A e Independencia"),
        ("Hidalgo", "A e Hidalgo"),
        ("Íñigo", "A e Íñigo"),
        ("Hierro", "A y Hierro"),
        ("Yucatán", "A y Yucatán"),
    ],
)
def test_the_conjunction_follows_its_ear(second, joined):
    assert both("A", second) == joined


def test_a_colonia_is_named_and_told_apart_by_its_postal_code():
    assert colonia_name("45500|Tlaquepaque Centro|Colonia", catalog()) == "Tlaquepaque Centro"
    assert colonia_name("", catalog()) == ""
    assert colonia_name("45999|Inventada|Colonia", catalog()) == "Inventada"
    names = [colonia.name for colonia in catalog().colonias]
    shared = next(c for c in catalog().colonias if names.count(c.name) > 1 and c.cp)
    assert colonia_name(shared.key, catalog()) == f"{shared.name} (C.P. {shared.cp})"
