"""What every command shares: which home, who acts, and how an answer is printed."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.base.errors import Refused

if TYPE_CHECKING:  # the window shares this file, and paints before any of it is loaded
    from app.bootstrap.station import OpenDesk
    from app.domain.roles import Actor


def home_of(args: argparse.Namespace) -> Path:
    """`--home`, else `VENTANILLA_HOME`, else the platform's own folder for this program."""
    named = args.home or os.environ.get("VENTANILLA_HOME")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("ventanilla", appauthor=False))


@contextmanager
def at_desk(args: argparse.Namespace) -> Iterator[tuple["OpenDesk", "Actor"]]:
    """The home's desk, open, with the person who acts; closed afterwards whatever happens."""
    from app.bootstrap.station import open_desk

    with open_desk(home_of(args), passphrase=passphrase()) as opened:
        yield opened, acting(args, opened)


def acting(args: argparse.Namespace, opened: "OpenDesk") -> "Actor":
    from app.services import people

    if not args.user or args.user == people.AUTOMATION:
        return people.automation(opened.desk)
    password = os.environ.get("VENTANILLA_PASSWORD", "")
    if not password:
        raise Refused("password_needed")
    return people.sign_in(opened.desk, args.user, password)


def passphrase() -> str | None:
    return os.environ.get("VENTANILLA_PASSPHRASE")


def plain(value: Any) -> Any:
    """A value as JSON has it: dates in ISO, enumerations by value, tuples as lists."""
    match value:
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
        case _:
            return value


def answer(value: Any) -> None:
    """Prints one JSON object on one line, at once."""
    print(json.dumps(plain(value), ensure_ascii=False), flush=True)


def say(sentence: str) -> None:
    """A message to whoever is watching: standard error, never among the data."""
    print(sentence, file=sys.stderr, flush=True)
