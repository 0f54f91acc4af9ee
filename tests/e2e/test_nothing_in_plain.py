"""After a captured day nobody who copies the files can read what people said; of sealed matters,
not even who has the database's key.
"""

from collections.abc import Iterator
from pathlib import Path

from app.base.database import engine
from app.bootstrap.vaults import open_keys
from tests.e2e.commands import Station, as_lines
from tests.e2e.evaluator import table

NAME, PHONE, EMAIL = "Guadalupe Ahuehuete Xolalpa", "3312987654", "ahuehuete@ejemplo.mx"
WORDS, NOTE, STREET = (
    "se hundió el ahuizote frente a mi tlapalería",
    "habla zapoteca",
    "Calle Tzompantli",
)
SECRET, SECRET_NAME = "el inspector Quiñehual me pidió moche", "Eulalia Chimalpopoca"

OPEN = {
    "service": "ASE-01", "text": WORDS, "note": NOTE,
    "place": {"colonia_libre": "Tepalcates de Nadie", "street": STREET, "number": "17871-Bis"},
    "person": {"mode": "identificada", "name": NAME, "phone": PHONE, "email": EMAIL},
}  # fmt: skip
SEALED = {
    "service": "OIC-01", "text": SECRET, "note": "trae grabación del chimuelo",
    "person": {"mode": "identificada", "name": SECRET_NAME, "phone": "3311224455"},
}  # fmt: skip
PLANTED = [
    NAME, "Ahuehuete", "Xolalpa", PHONE, "33 1298 7654", EMAIL, WORDS, "ahuizote", "tlapaleria",
    "zapoteca", "Tzompantli", "Tepalcates", "17871-Bis",
]  # fmt: skip
PLANTED_SEALED = [
    SECRET, "Quiñehual", "quinehual", "moche", SECRET_NAME, "Chimalpopoca", "chimuelo",
    "3311224455", "OIC-01",
]  # fmt: skip


def spellings(word: str) -> Iterator[bytes]:
    """How a word may lie in a file: as it is, folded, in capitals, in Windows' encoding."""
    for form in {word, word.lower(), word.upper(), word.casefold()}:
        yield form.encode()
        yield form.encode("utf-16-le")


def found_in(data: bytes, words: list[str]) -> list[str]:
    return [word for word in words if any(form in data for form in spellings(word))]


def found_under(folder: Path, words: list[str]) -> list[tuple[str, str]]:
    return [
        (path.relative_to(folder).as_posix(), word)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "print" not in path.relative_to(folder).parts
        for word in found_in(path.read_bytes(), words)
    ]


def a_day(station: Station) -> None:
    """Captured, refused, looked up: everything that might leave a trace."""
    answers = station.run("capture", "-", stdin=as_lines([OPEN, SEALED, OPEN, SEALED])).lines
    assert all(answer["ok"] for answer in answers)
    bad = {**OPEN, "channel": "paloma"}
    station.run("capture", "-", stdin=as_lines([bad, {**SEALED, "colour": "rojo"}]), expect=1)
    station.run("find", "ahuizote")
    station.run("find", "chimalpopoca")
    station.run("show", answers[0]["folio"])
    station.verify()


def decrypted(station: Station, file: str, folder: Path) -> bytes:
    """A whole database in plain, as whoever has its key can make it."""
    keys = open_keys(station.home, None)
    key = keys.db if file == "ventanilla.db" else keys.drafts
    plain = folder / f"plain-{file}"
    with engine(station.home / file, key).connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
        raw.execute("SELECT sqlcipher_export('plain')")
        raw.execute("DETACH DATABASE plain")
    return plain.read_bytes()


def test_nothing_a_citizen_said_can_be_read_in_the_files(station: Station) -> None:
    a_day(station)
    assert found_under(station.home, PLANTED + PLANTED_SEALED) == []


def test_of_a_sealed_matter_not_even_the_key_reads_a_word(station: Station, tmp_path: Path) -> None:
    a_day(station)
    plain = decrypted(station, "ventanilla.db", tmp_path) + decrypted(
        station, "drafts.db", tmp_path
    )
    assert found_in(plain, PLANTED) != [], "the search itself must be able to find"
    assert found_in(plain, PLANTED_SEALED) == []


def test_the_words_planted_are_in_nothing_shipped() -> None:
    """Else their absence would prove little, and their presence nothing."""
    catalogue = " ".join(" ".join(row.values()) for row in table("services")).casefold()
    assert [word for word in PLANTED if word.casefold() in catalogue] == []
