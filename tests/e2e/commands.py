"""The program as another program sees it: processes, JSON lines, exit codes."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.cli.central_home import central_config
from app.domain.sealing import new_pair
from sync.central.administration import register_sealed_key
from sync.central.core import open_central
from tests.e2e.evaluator import table
from tests.e2e.screen import running

PROGRAM = str(Path(sys.executable).with_name("ventanilla"))
LIMIT = 120  # seconds any one command may take on a busy machine


def surroundings(**more: str) -> dict[str, str]:
    """The environment of every command: nothing of the developer's own, no real key store."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "HOME": "/nonexistent",
        "LANG": "C.UTF-8",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONWARNINGS": "error",
        "QT_QPA_PLATFORM": "offscreen",
        **more,
    }


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines() if line]

    @property
    def one(self) -> dict[str, Any]:
        assert len(self.lines) == 1, self.out + self.err
        return self.lines[0]


def command(
    *words: str | Path,
    stdin: str | bytes = "",
    expect: int = 0,
    env: Mapping[str, str] | None = None,
) -> Answer:
    """Runs `ventanilla` to its end; fails unless it ends with `expect`, or on a traceback."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [PROGRAM, *map(str, words)],
        input=data, capture_output=True, timeout=LIMIT, check=False, env=surroundings(**(env or {})),
    )  # fmt: skip
    answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in answer.err, answer.err
    assert answer.code == expect, (
        f"{words} ended with {answer.code}\n{answer.err}\n{answer.out[-2000:]}"
    )
    return answer


@dataclass(frozen=True)
class Station:
    """One enrolled home, by command."""

    home: Path

    def run(
        self,
        *words: str | Path,
        stdin: str | bytes = "",
        expect: int = 0,
        env: Mapping[str, str] | None = None,
    ) -> Answer:
        home = ("--home", self.home)
        return command(words[0], *home, *words[1:], stdin=stdin, expect=expect, env=env)

    def capture(self, *drafts: Mapping[str, Any], expect: int = 0) -> list[dict[str, Any]]:
        return self.run("capture", "-", stdin=as_lines(drafts), expect=expect).lines

    def verify(self) -> dict[str, Any]:
        return self.run("verify", "--json").one

    def status(self) -> dict[str, Any]:
        return self.run("status", "--json").one


def as_lines(drafts: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(draft, ensure_ascii=False) + "\n" for draft in drafts)


@dataclass
class Central:
    """A central in a process of its own, on a port the system chose."""

    home: Path
    url: str

    def run(self, *words: str | Path) -> Answer:
        return command("central", *words, "--home", self.home, "--vault", "demo")

    def enrol(self, home: Path, name: str = "Oficialía de Partes") -> Station:
        """A new station with that home."""
        given = self.run("station", "add", name, "--json").one
        url = given.get("url") or self.url
        command("enrol", "--home", home, url, given["code"], "--vault", "demo")
        return Station(home)


def register_sealed_units(home: Path) -> None:
    """What internal control does once: a key pair for each sealed unit, its private half kept away.

    The private keys go to `<home>-sobres`, out of the central's own folder.
    """
    away = home.with_name(f"{home.name}-sobres")
    if away.exists():
        return
    away.mkdir(parents=True)
    with closing(open_central(central_config(home, vault="demo", demo=True))) as central:
        for unit in table("units"):
            if unit["kind"] == "sealed":
                private, public = new_pair()
                (away / unit["code"]).write_bytes(private)
                register_sealed_key(central, unit["code"], public)


@contextmanager
def serving(home: Path, port: int = 0) -> Iterator[Central]:
    """`central serve` until the block ends; its first line says where."""
    register_sealed_units(home)
    words = [PROGRAM, "central", "serve", "--home", str(home), "--port", str(port)]
    words += ["--demo", "--vault", "demo"]
    log = home.with_suffix(".log")
    with (
        log.open("wb") as errors,
        running(words, stdout=subprocess.PIPE, stderr=errors, env=surroundings()) as process,
    ):
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, log.read_text()
        yield Central(home, json.loads(line)["url"])


def enrolled(folder: Path) -> Station:
    """A station in `folder` whose central has gone: everything a counter does without a network."""
    with serving(folder / "central") as central:
        return central.enrol(folder / "station")


def gapless(folios: Iterable[str]) -> None:
    """Asserts that these folios are one series: each once, none missing."""
    numbers = sorted(int(folio.split("-")[2]) for folio in folios)
    assert numbers == list(range(1, len(numbers) + 1))
