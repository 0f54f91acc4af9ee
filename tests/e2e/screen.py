"""A screen of its own for one test: X server, window manager, session bus and a screen reader."""

import json
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE = 60.0  # seconds a screen may take to say what a test waits for
HERE = Path(__file__).parent
SYSTEM_PYTHON = "/usr/bin/python3"


@dataclass(frozen=True)
class Seen:
    """One thing on the screen, as a screen reader has it."""

    role: str
    name: str
    description: str
    text: str
    states: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """Everything a screen reader would say of it."""
        return f"{self.name}\n{self.description}\n{self.text}"


def must(condition: Callable[[], T | None], what: str, patience: float = PATIENCE) -> T:
    """Waits until `condition` gives something true; fails with `what` after `patience` seconds."""
    deadline = time.monotonic() + patience
    quiet = select.poll()
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < deadline, what
        quiet.poll(20)  # lets others run; the condition decides


@contextmanager
def running(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen]:
    """A process group of its own, gone afterwards with everything it started."""
    process = subprocess.Popen(command, start_new_session=True, **options)
    try:
        yield process
    finally:
        for blow in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, blow)
                process.wait(5)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()


@dataclass
class Screen:
    """What a person at this screen could do: type, press keys, read."""

    environment: dict[str, str]
    reader: subprocess.Popen
    keys: int = field(default=0)

    def ask(self, **request: str) -> Any:
        assert self.reader.stdin is not None
        assert self.reader.stdout is not None
        self.reader.stdin.write(json.dumps(request) + "\n")
        self.reader.stdin.flush()
        answer = json.loads(self.reader.stdout.readline())
        if "error" in answer:
            raise LookupError(answer["error"])
        return answer["ok"]

    def see(self, do: str, **request: str) -> list[Seen]:
        found = self.ask(do=do, **request)
        return [Seen(**{**thing, "states": tuple(thing["states"])}) for thing in found]

    def all(self) -> list[Seen]:
        return self.see("all")

    def find(self, name: str, role: str = "") -> Seen | None:
        """The first showing thing of that accessible name (and role)."""
        found = self.see("named", name=name)
        return next((thing for thing in found if role in {"", thing.role}), None)

    def wait(self, name: str, role: str = "", patience: float = PATIENCE) -> Seen:
        return must(lambda: self.find(name, role), f"nothing named {name!r} came", patience)

    def wait_focus(self, name: str) -> Seen:
        """Until the keyboard is on the thing of that name."""

        def focused() -> Seen | None:
            here = self.focus()
            return here if here and here.name == name else None

        try:
            return must(focused, f"the keyboard never came to {name!r}")
        except AssertionError as error:
            raise AssertionError(f"{error}; it is on {self.focus()}") from None

    def focus(self) -> Seen | None:
        """Where the keyboard is. A list calls its current row focused even when it is elsewhere."""
        focused = self.see("focused")
        return next((s for s in focused if s.role != "list item"), focused[0] if focused else None)

    def wait_words(self, words: str, name: str = "", patience: float = PATIENCE) -> Seen:
        """Until something (of that name) shows these words."""

        def shown() -> Seen | None:
            things = self.see("named", name=name) if name else self.all()
            return next((thing for thing in things if words in thing.spoken), None)

        return must(shown, f"{words!r} was never shown ({name or 'anywhere'})", patience)

    def press(self, *keys: str) -> None:
        """Key strokes by their X names (`F2`, `Return`, `ctrl+k`); each counts as one."""
        self.keys += len(keys)
        self._xdotool("key", "--delay", "15", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Free text, letter by letter; not counted as keys."""
        self._xdotool("type", "--delay", "8", "--clearmodifiers", text)

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=60)

    def describe(self) -> str:
        """Everything on the screen, for a failing test's message."""
        return "\n".join(f"{s.role} | {s.name} | {s.text[:80]} | {s.states}" for s in self.all())


def _first_line(process: subprocess.Popen) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, f"{process.args} said nothing"
    return line.strip()


@contextmanager
def screen(folder: Path, size: str = "1366x768") -> Iterator[Screen]:
    """A screen of that size whose session keeps its files in `folder`."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700, parents=True)
    bare = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "C.UTF-8",
    }
    quiet: dict[str, Any] = {"stderr": subprocess.DEVNULL, "text": True}
    with ExitStack() as stack:
        server = stack.enter_context(
            running(
                ["Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
                stdout=subprocess.PIPE, env=bare, **quiet,
            )
        )  # fmt: skip
        environment = {**bare, "DISPLAY": f":{_first_line(server)}"}
        bus = stack.enter_context(
            running(
                ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
                stdout=subprocess.PIPE, env=environment, **quiet,
            )
        )  # fmt: skip
        environment |= {
            "DBUS_SESSION_BUS_ADDRESS": _first_line(bus),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "NO_AT_BRIDGE": "0",
        }
        stack.enter_context(
            running(["openbox"], env=environment, stdout=subprocess.DEVNULL, **quiet)
        )
        _switch_accessibility_on(environment)
        reader = stack.enter_context(
            running(
                [SYSTEM_PYTHON, str(HERE / "reader.py")],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, **quiet,
            )
        )  # fmt: skip
        yield Screen(environment, reader)


def _switch_accessibility_on(environment: dict[str, str]) -> None:
    gdbus = shutil.which("gdbus")
    assert gdbus, "gdbus is missing (libglib2.0-bin)"
    call = [
        gdbus, "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
        "--method", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<true>",
    ]  # fmt: skip
    subprocess.run(call, env=environment, check=True, timeout=30, stdout=subprocess.DEVNULL)
