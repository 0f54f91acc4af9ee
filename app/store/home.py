"""A home: the folder where everything of one station lives, and what kind it is for ever."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from app.base.errors import StoreDamaged
from app.base.files import write_whole

MARKER = "home.json"


class HomeKind(StrEnum):
    """What a home is for. A demo or training home never becomes a real one."""

    REAL = "real"
    DEMO = "demo"
    TRAINING = "training"


class KeySet(Protocol):
    """The four 32-byte keys a store needs; `app.vault` hands over an object that has them."""

    @property
    def db(self) -> bytes: ...
    @property
    def drafts(self) -> bytes: ...
    @property
    def tail(self) -> bytes: ...
    @property
    def blobs(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class StoreKeys:
    """A `KeySet` as a plain value."""

    db: bytes
    drafts: bytes
    tail: bytes
    blobs: bytes


@dataclass(frozen=True, slots=True)
class HomePaths:
    """Where each file of a home is."""

    home: Path

    @property
    def database(self) -> Path:
        return self.home / "ventanilla.db"

    @property
    def drafts(self) -> Path:
        return self.home / "drafts.db"

    @property
    def tail(self) -> Path:
        return self.home / "journal.tail"

    @property
    def tail_lock(self) -> Path:
        return self.home / "journal.lock"

    @property
    def backups(self) -> Path:
        return self.home / "backups"

    @property
    def settings(self) -> Path:
        return self.home / "settings.toml"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def prints(self) -> Path:
        """Where a demo home keeps its papers; elsewhere they go to a printer and nowhere else."""
        return self.home / "print"

    @property
    def marker(self) -> Path:
        return self.home / MARKER


def mark(home: Path, kind: HomeKind) -> HomeKind:
    """Makes the folder and marks its kind for ever; a home already marked keeps its kind.

    Raises `StoreDamaged("home_kind")` when it is already marked as another kind.
    """
    home.mkdir(parents=True, exist_ok=True)
    paths = HomePaths(home)
    if paths.marker.exists() or paths.database.exists():
        found = kind_of(home)
        if found is not kind:
            raise StoreDamaged("home_kind", found=found.value, wanted=kind.value)
        return found
    write_whole(paths.marker, json.dumps({"kind": kind.value}).encode())
    return kind


def kind_of(home: Path) -> HomeKind:
    """What the marker says; a home without one is a real home (the strictest)."""
    try:
        text = (home / MARKER).read_text(encoding="utf-8")
        return HomeKind(json.loads(text)["kind"])
    except FileNotFoundError:
        return HomeKind.REAL
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged("home_kind", found="?", wanted="") from error
