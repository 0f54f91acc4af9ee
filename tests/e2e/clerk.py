"""A clerk at a real window: keyboard and accessible names, nothing else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.commands import PROGRAM, Station, surroundings
from tests.e2e.evaluator import table
from tests.e2e.screen import Screen, Seen, must, running, screen

GO_ON = "Return"
MOST_QUESTIONS = 12
QUESTIONS = {row["text"]: row for row in table("questions")}


@dataclass(frozen=True)
class Account:
    """Someone who may sign in."""

    user: str
    password: str


@dataclass(frozen=True)
class Filed:
    """What the folio screen said, and how many keys it took besides free text."""

    folio: str
    unit: str
    reason: str
    promise: str
    where: str
    keys: int


@dataclass
class Clerk:
    """Someone at the keyboard of `screen`."""

    screen: Screen
    station: Station

    def sign_in(self, account: Account) -> None:
        self.screen.wait_focus("Usuario")
        self.screen.type(account.user)
        self.screen.press(GO_ON)
        self.screen.wait_focus("Contraseña")
        self.screen.type(account.password)
        self.screen.press(GO_ON)
        self.screen.wait("Conexión")

    def say_what_happens(self, words: str, service: str) -> None:
        """F2, the citizen's words, and the suggestion of that name taken by Enter."""
        self.screen.press("F2")
        self.screen.wait_focus("¿Qué sucede?")
        self.screen.type(words)
        self.screen.wait_words(service)
        self.screen.press(GO_ON)

    def answer_questions(self, answers: Mapping[str, str]) -> list[str]:
        """Answers whatever is asked by its number (unnamed ones: Enter) up to the place."""
        asked: list[str] = []
        for _ in range(MOST_QUESTIONS):
            here = must(self._away_from(asked), f"the keyboard stayed on {asked[-1:]}")
            question = QUESTIONS.get(here.name)
            if question is None:
                return asked
            asked.append(here.name)
            options = [option.split(":")[0] for option in question["options"].split("|")]
            if question["id"] in answers:
                self.screen.press(str(options.index(answers[question["id"]]) + 1))
            self.screen.press(GO_ON)
        raise AssertionError(f"asked without end: {asked}")

    def _away_from(self, asked: list[str]):
        def look() -> Seen | None:
            here = self.screen.focus()
            return (
                here if here and here.name not in {"¿Qué sucede?", "Sugerencias", *asked} else None
            )

        return look

    def give_place(self, colonia: str, street: str, number: str) -> None:
        self.screen.wait_focus("Colonia")
        self.screen.type(colonia)
        self.screen.press(GO_ON)
        self.screen.wait_focus("Calle")
        self.screen.type(street)
        self.screen.press(GO_ON)
        self.screen.wait_focus("Número")
        self.screen.type(number)

    def save(self) -> str:
        """F9; the folio, from the screen."""
        self.screen.press("F9")
        return self.screen.wait("Folio", role="text").text

    def look_up(self, folio: str) -> None:
        """F4, the folio, Enter: the matter with its history."""
        self.screen.press("F4")
        self.screen.wait_focus("Buscar")
        self.screen.type(folio)
        self.screen.press(GO_ON)
        self.screen.wait("Historia")


@contextmanager
def at_window(station: Station, folder: Path, size: str = "1366x768") -> Iterator[Clerk]:
    """The real window on a screen of its own, closed by SIGTERM afterwards."""
    errors = folder / "window.log"
    with (
        screen(folder / "screen", size) as shown,
        errors.open("wb") as log,
        running(
            [PROGRAM, "--home", str(station.home)],
            env=surroundings(**shown.environment), stdout=log, stderr=log,
        ) as window,
    ):  # fmt: skip
        try:
            yield Clerk(shown, station)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{errors.read_text()}\n{shown.describe()}") from error
        assert window.poll() is None, errors.read_text()
        window.terminate()
        assert window.wait(30) == 0, errors.read_text()
    said = errors.read_text()
    assert "Traceback" not in said, said
