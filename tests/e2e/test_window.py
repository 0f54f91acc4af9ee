"""The main job at the real window: keys and accessible names only, then paper, central and back."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.e2e.clerk import Account, Clerk, at_window
from tests.e2e.commands import Central, Station, serving
from tests.e2e.screen import must
from tests.e2e.unit_person import UnitPerson

MOST_KEYS = 40
UNIT, UNIT_NAME = "ALU", "Dirección de Alumbrado Público"


@dataclass
class Office:
    """A window enrolled with a central, a clerk, and someone of the unit for street lamps."""

    central: Central
    station: Station
    clerk: Account
    unit: Account


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with serving(tmp_path / "central") as central:
        people = [
            central.run("staff", "add", "Rosa Medina", "--role", "clerk", "--json").one,
            central.run(
                "staff", "add", "Alumbrado", "--role", "unit", "--unit", UNIT, "--json"
            ).one,
        ]
        station = central.enrol(tmp_path / "station")
        station.run("sync", "--json")
        clerk, unit = (Account(person["user"], person["password"]) for person in people)
        yield Office(central, station, clerk, unit)


def capture_lamp(clerk: Clerk) -> str:
    """A street lamp that is out, by keyboard; the folio from the screen."""
    clerk.say_what_happens("lampara fundida", "Luminaria apagada")
    asked = clerk.answer_questions({"CASAS_LUZ": "no"})
    assert asked[0] == "¿Hay luz en las casas?"
    clerk.give_place("independencia", "Juarez", "12")
    clerk.screen.wait_words(UNIT_NAME, "Unidad competente")
    clerk.screen.wait_words("El alumbrado de la vía pública es servicio municipal", "Motivo")
    return clerk.save()


def file_refuse(clerk: Clerk) -> str:
    """An everyday matter (ASE-01), with every question answered, in few keys."""
    clerk.screen.keys = 0
    clerk.say_what_happens("no paso el camion de la basura", "No pasó la recolección de basura")
    clerk.answer_questions({})
    clerk.give_place("independencia", "Juarez", "12")
    folio = clerk.save()
    assert clerk.screen.keys <= MOST_KEYS
    return folio


def printed(station: Station, folio: str) -> str:
    """The text of the PDF that the demo's printer kept for a folio."""

    def look() -> str | None:
        for page in (station.home / "print").glob("*.pdf"):
            words = ["pdftotext", "-layout", str(page), "-"]
            text = subprocess.run(
                words, capture_output=True, text=True, timeout=30, check=True
            ).stdout
            if folio in text:
                return text
        return None

    return must(look, f"no paper of {folio}")


def test_the_first_matter_from_the_keyboard_to_the_unit_and_back(
    office: Office, tmp_path: Path
) -> None:
    with at_window(office.station, tmp_path) as clerk:
        clerk.sign_in(office.clerk)
        clerk.screen.keys = 0
        folio = capture_lamp(clerk)
        assert clerk.screen.keys <= MOST_KEYS

        paper = " ".join(printed(office.station, folio).split())
        for words in (UNIT_NAME, "El alumbrado de la vía pública", "lampara fundida", " 2026"):
            assert words in paper

        clerk.screen.wait_words("Recibido en central", "Dónde está guardado")
        page = requests.get(f"{office.central.url}/asunto/{folio}", timeout=30)
        assert page.status_code == 200
        assert UNIT_NAME in page.text
        assert "lampara fundida" not in page.text

        unit = UnitPerson(office.central.url, office.unit.user, office.unit.password)
        assert folio in unit.inbox()
        unit.accept(folio)
        unit.close()

        clerk.look_up(folio)
        clerk.screen.wait_words("Aceptado")
        assert file_refuse(clerk).startswith(folio[:6])


def test_without_a_central_nothing_is_different_but_the_word(tmp_path: Path) -> None:
    with serving(tmp_path / "central") as central:
        person = central.run("staff", "add", "Rosa Medina", "--role", "clerk", "--json").one
        station = central.enrol(tmp_path / "station")
        station.run("sync", "--json")
        port = int(central.url.rpartition(":")[2])
    with at_window(station, tmp_path) as clerk:
        clerk.sign_in(Account(person["user"], person["password"]))
        folio = capture_lamp(clerk)
        clerk.screen.wait_words("Guardado aquí", "Dónde está guardado")
        clerk.screen.wait_words("1 por enviar", "Conexión")
        assert folio in printed(station, folio)
        keys = clerk.screen.keys
        with serving(tmp_path / "central", port):
            clerk.screen.wait_words("Recibido en central", "Dónde está guardado")
            clerk.screen.wait_words("Al corriente", "Conexión")
        assert clerk.screen.keys == keys
