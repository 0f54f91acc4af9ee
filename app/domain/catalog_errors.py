"""What is wrong with a catalogue, and where: every mistake has its file, line and column."""

from dataclasses import dataclass
from typing import Any

from app.base.errors import Refused


@dataclass(frozen=True, slots=True, order=True)
class CatalogError:
    """One mistake. `line` and `column` count characters from 1; `facts` fill the sentence."""

    file: str
    line: int
    column: int
    code: str
    facts: tuple[tuple[str, str], ...] = ()


class CatalogErrors(Refused):
    """The catalogue cannot be used; names every mistake found, in file order."""

    def __init__(self, errors: list[CatalogError]) -> None:
        super().__init__("catalog_invalid", count=len(errors))
        self.errors = tuple(sorted(errors))


class Mistakes:
    """Collects mistakes, so that one reading finds them all."""

    def __init__(self) -> None:
        self.found: list[CatalogError] = []

    def add(self, file: str, line: int, column: int, code: str, /, **facts: Any) -> None:
        """Notes a mistake; facts become the texts that the sentence of `code` needs."""
        told = tuple((name, str(value)) for name, value in facts.items())
        self.found.append(CatalogError(file, line, column, code, told))

    def raise_if_any(self) -> None:
        """Raises `CatalogErrors` when anything was noted."""
        if self.found:
            raise CatalogErrors(self.found)
