"""A CSV file of the catalogue as rows whose cells know where they stand.

The rows come from the fast reader of the standard library. Places are only worked out, by
reading the file again, when there is a mistake to tell.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.domain.catalog_errors import Mistakes

_CELL = re.compile(r'"(?:[^"]|"")*"?|[^,\n]*')
_YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell's first character in the file, and whether it is quoted."""

    start: int
    raw: str


class Table:
    """One CSV file: `columns` in the order of its header, `rows` with a cell for each."""

    def __init__(
        self, name: str, text: str, columns: Collection[str], mistakes: Mistakes, key: str = ""
    ) -> None:
        """`key`: the column that may not repeat ("" where the caller checks)."""
        self.name = name
        self.mistakes = mistakes
        self._text = text
        self._header: tuple[str, ...] = ()
        self.rows: tuple[Row, ...] = tuple(self._read(columns))
        if key:
            self.check_unique((key,))

    def check_unique(self, key: tuple[str, ...]) -> None:
        """Notes every row whose `key` columns repeat those of an earlier row."""
        seen: dict[tuple[str, ...], Row] = {}
        for row in self.rows:
            value = tuple(row.cells[column] for column in key)
            first = seen.setdefault(value, row)
            if first is not row:
                told = " · ".join(v for v in value if v)
                row.wrong(key[-1], "catalog_twice", value=told, line=first.place(key[-1])[0])

    def wrong_at(
        self, record: int, cell: int, code: str, offset: int = 0, /, **facts: object
    ) -> None:
        """Notes a mistake at a character of a cell; `record` 0 is the header."""
        line, column = self.place(record, cell, offset)
        self.mistakes.add(self.name, line, column, code, **facts)

    def index(self, column: str) -> int:
        return self._header.index(column)

    def place(self, record: int, cell: int, offset: int = 0) -> tuple[int, int]:
        """Line and column, from 1, of a character of a cell; past its end, the end."""
        cells = self._places[min(record, len(self._places) - 1)] if self._places else []
        if not cells:
            return record + 1, 1
        found = cells[min(cell, len(cells) - 1)]
        end = found.start + len(found.raw)
        at = found.start + _raw_offset(found.raw, offset) if cell < len(cells) else end
        before = self._text[:at]
        return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1

    @cached_property
    def _places(self) -> list[list[_Cell]]:
        records: list[list[_Cell]] = [[]]
        at = 0
        while at < len(self._text):
            match = _CELL.match(self._text, at)
            raw = match.group() if match else ""
            records[-1].append(_Cell(at, raw))
            at += len(raw)
            if self._text[at : at + 1] == "\n":
                records.append([])
            at += 1
        return records

    def _read(self, columns: Collection[str]) -> Iterator["Row"]:
        reader = csv.reader(io.StringIO(self._text, newline=""), strict=True)
        try:
            records = list(reader)
        except csv.Error:
            self.wrong_at(reader.line_num - 1, 0, "catalog_quote")
            return
        self._header = tuple(records[0]) if records else ()
        if not self._header_is_good(columns):
            return
        for number, cells in enumerate(records[1:], 1):
            if not cells:
                self.wrong_at(number, 0, "catalog_blank_line")
            elif len(cells) != len(self._header):
                facts = {"found": len(cells), "expected": len(self._header)}
                self.wrong_at(number, len(cells), "catalog_cells", **facts)
            else:
                yield Row(self, number, dict(zip(self._header, cells, strict=True)))

    def _header_is_good(self, columns: Collection[str]) -> bool:
        before = len(self.mistakes.found)
        for position, column in enumerate(self._header):
            if column not in columns:
                self.wrong_at(0, position, "catalog_column_unknown", column=column)
            elif column in self._header[:position]:
                self.wrong_at(0, position, "catalog_column_twice", column=column)
        for column in columns:
            if column not in self._header:
                self.wrong_at(0, len(self._header), "catalog_column_missing", column=column)
        return len(self.mistakes.found) == before


@dataclass(frozen=True, slots=True)
class Row:
    """One record. Each getter notes a mistake and gives a harmless value when the cell is wrong."""

    table: Table
    record: int
    cells: dict[str, str]

    def wrong(self, column: str, code: str, offset: int = 0, /, **facts: object) -> None:
        """Notes a mistake at character `offset` of a column's cell."""
        self.table.wrong_at(self.record, self.table.index(column), code, offset, **facts)

    def place(self, column: str) -> tuple[int, int]:
        return self.table.place(self.record, self.table.index(column))

    def text(self, column: str) -> str:
        """The cell, which may be empty but not padded."""
        value = self.cells[column]
        if value != value.strip():
            self.wrong(column, "catalog_spaces", column=column)
        return value.strip()

    def needed(self, column: str) -> str:
        """The cell, which may not be empty."""
        value = self.text(column)
        if not value:
            self.wrong(column, "catalog_empty", column=column)
        return value

    def one_of(self, column: str, allowed: Collection[str]) -> str:
        value = self.needed(column)
        if value and value not in allowed:
            self.wrong(column, "catalog_value", value=value, allowed=", ".join(allowed))
        return value

    def yes(self, column: str) -> bool:
        return _YES_NO.get(self.one_of(column, _YES_NO), False)

    def number(self, column: str, most: int = 100_000) -> int:
        """A whole number from 0 to `most`."""
        return self.number_or_none(column, most) if self.needed(column) else 0  # type: ignore[return-value]

    def number_or_none(self, column: str, most: int = 100_000) -> int | None:
        value = self.text(column)
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and int(value) <= most):
            self.wrong(column, "catalog_number", value=value, most=most)
            return 0
        return int(value)

    def day(self, column: str) -> date:
        return self.day_or_none(column) or date.min if self.needed(column) else date.min

    def day_or_none(self, column: str) -> date | None:
        value = self.text(column)
        if not value:
            return None
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.wrong(column, "catalog_date", value=value)
        return None

    def several(self, column: str, separator: str = ";") -> tuple[tuple[str, int], ...]:
        """The values of a cell with the offset of each; notes empty and repeated ones."""
        value = self.text(column)
        found: list[tuple[str, int]] = []
        at = 0
        for part in value.split(separator) if value else ():
            name = part.strip()
            if not name:
                self.wrong(column, "catalog_item_empty", at, separator=separator)
            elif any(name == other for other, _ in found):
                self.wrong(column, "catalog_item_twice", at, value=name)
            else:
                found.append((name, at + len(part) - len(part.lstrip())))
            at += len(part) + 1
        return tuple(found)


def _raw_offset(raw: str, offset: int) -> int:
    """How far into the raw cell its `offset`-th character is, quotes counted."""
    if not raw.startswith('"'):
        return min(offset, len(raw))
    at = 1
    for _ in range(offset):
        at += 2 if raw[at : at + 2] == '""' else 1
    return min(at, len(raw)) if offset else 1
