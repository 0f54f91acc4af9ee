"""The demonstration with its window: the central in a process of its own, as in real life."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

from app.base.errors import Refused
from app.base.files import write_whole
from app.bootstrap.station import enrol, open_desk
from app.cli.central_home import central_config
from app.cli.demonstration.day import capture_day
from app.cli.demonstration.office import DemoAccount, furnish, invitation
from app.cli.session import answer
from app.domain.roles import Role
from app.services.people import sign_in
from app.store.home import HomePaths
from printing.spool import print_pending
from sync.central.core import open_central

ACCOUNTS = "cuentas.json"
PORT_FILE = "puerto"
STOP_WITHIN = 10


def windowed(home: Path, central_home: Path, *, reports: int, seed: int, port: int) -> int:
    """Opens the window on a demo home, made on the first time; gives the exit code.

    Prints `{home, url, users}` once the window has been painted.
    """
    code, accounts = _founded(central_home)
    with _central(central_home, port or _port(central_home)) as url:
        write_whole(central_home / PORT_FILE, url.rpartition(":")[2].encode())
        if not HomePaths(home).database.exists():
            enrol(home, url, code, "demo", None)
            _first_day(home, accounts, reports, seed)
        from ui.main import run

        told = {"home": str(home), "url": url, "users": [asdict(each) for each in accounts]}
        return run(lambda: open_desk(home), painted=lambda: answer(told))


def _founded(central_home: Path) -> tuple[str, tuple[DemoAccount, ...]]:
    """An enrolment code, and the accounts: kept in the demo's folder for the next time."""
    config = central_config(central_home, vault="demo", demo=True)
    kept = central_home / ACCOUNTS
    with closing(open_central(config)) as central:
        if kept.exists():
            accounts = tuple(DemoAccount(**each) for each in json.loads(kept.read_text("utf-8")))
        else:
            accounts = furnish(central)
            write_whole(kept, json.dumps([asdict(a) for a in accounts]).encode(), private=True)
        return invitation(central), accounts


def _port(central_home: Path) -> int:
    """The port of the last time, so that a window already enrolled finds its central again."""
    try:
        return int((central_home / PORT_FILE).read_text("ascii"))
    except (OSError, ValueError):
        return 0


@contextmanager
def _central(central_home: Path, port: int) -> Iterator[str]:
    """The central as a process; gives its address, and stops it at the end."""
    command = [sys.executable, "-m", "app", "--home", str(central_home), "central", "serve"]
    command += ["--demo", "--vault", "demo", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:  # noqa: S603 - our own program
        try:
            line = process.stdout.readline() if process.stdout else b""
            if not line:
                raise Refused("demo_failed")
            yield str(json.loads(line)["url"])
        finally:
            process.terminate()
            try:
                process.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()


def _first_day(home: Path, accounts: tuple[DemoAccount, ...], reports: int, seed: int) -> None:
    """Some matters to find, and the people of the office, before the window opens."""
    with open_desk(home) as opened:
        opened.sync_once()
        clerk = next(each for each in accounts if each.role == Role.CLERK)
        actor = sign_in(opened.desk, clerk.user, clerk.password)
        capture_day(opened.desk, actor, reports, seed)
        print_pending(opened.desk, opened.printer)
        opened.sync_once()
