"""Homes as large as the goals speak of, made through the store's own writer."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from types import TracebackType
from typing import Self

from app.bootstrap.station import OpenDesk, enrol, open_desk
from app.domain.report import Draft, IdentityMode, Person, Place
from app.domain.roles import Actor, Role
from app.services import capture
from app.services.check import check
from app.services.desk import Desk, local_time
from app.services.paper import keep_receipt
from tests.unit.shipped import phrases

CLERK = Actor("RM01", "Rosa Medina", Role.CLERK)
BATCH = 1000
_SERVICES = ("ALU-01", "ASE-01", "PAV-01", "PYJ-01", "ALU-03", "ASE-03", "VIA-01", "SAN-01")
_STREETS = ("Independencia", "Progreso", "Donato Guerra", "Morelos", "Florida", "Zaragoza")


class CentralProcess:
    """A demo central on loopback, in a process of its own as in an office."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def __enter__(self) -> Self:
        self.home.mkdir(parents=True, exist_ok=True)
        words = ["serve", "--demo", "--vault", "demo", "--port", "0"]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app", "central", *words, "--home", str(self.home)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.url = json.loads(self._process.stdout.readline())["url"]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        self._process.communicate(timeout=60)

    def code(self) -> str:
        """An enrolment code for one more window."""
        words = ["station", "add", "Módulo Centro", "--vault", "demo", "--json"]
        done = subprocess.run(
            [sys.executable, "-m", "app", "central", *words, "--home", str(self.home)],
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        )
        return str(json.loads(done.stdout)["code"])


@dataclass
class Office:
    folder: Path
    central: CentralProcess

    def home(self, name: str, matters: int = 0) -> Path:
        """An enrolled home with so many matters, none of them sent."""
        home = self.folder / name
        enrol(home, self.central.url, self.central.code(), "demo", None)
        with open_desk(home) as opened:
            fill(opened.desk, matters)
        return home

    @contextmanager
    def desk(self, name: str, matters: int = 0) -> Iterator[OpenDesk]:
        with open_desk(self.home(name, matters)) as opened:
            yield opened


def drafts() -> Iterator[Draft]:
    """Endless ordinary matters, told in the catalogue's own example phrases (ids are empty)."""
    told = cycle(phrases())
    for number, (service, said) in enumerate(zip(cycle(_SERVICES), told, strict=False)):
        yield Draft(
            id="",
            service=service,
            text=f"{said.phrase}, desde el lunes en la noche y nadie ha venido a ver",
            place=Place(
                colonia_libre="Tlaquepaque Centro",
                street=_STREETS[number % len(_STREETS)],
                number=str(number % 900 + 1),
                crossings=("Progreso", "Constitución"),
                reference="frente a la tortillería",
            ),
            person=Person(
                IdentityMode.IDENTIFIED,
                f"María Ñáñez {number % 977}",
                f"33{number % 10**8:08}",
                f"33 {number % 10**8:08}",
            ),
        )


def fill(desk: Desk, matters: int) -> None:
    """Files so many matters, a thousand a transaction."""
    reading = desk.reading()
    day = local_time(reading).date()
    ready = []
    for draft, _ in zip(drafts(), range(64), strict=False):
        checked = check(replace(draft, id=desk.ids.uuid7()), desk, reading.wall)
        ready.append((checked, capture.decide(checked, desk, day)))
    told = cycle(ready)
    for start in range(0, matters, BATCH):
        with desk.store.write() as writer:
            for _ in range(min(BATCH, matters - start)):
                checked, decision = next(told)
                one = replace(checked, draft=replace(checked.draft, id=desk.ids.uuid7()))
                chained = capture._append(writer, one, decision, desk.reading(), CLERK, desk)
                keep_receipt(writer, chained, CLERK, desk)


def environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
