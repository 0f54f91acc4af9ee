"""The list of matters as a model that fetches a page when it is looked at, never before."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.store.rows import ReportRow
from ui.widgets.rows import ROW, Row

Index = QModelIndex | QPersistentModelIndex
Deliver = Callable[[tuple[ReportRow, ...]], None]
Fetch = Callable[[int | None, Deliver], None]
PAGE = 50


class ReportsModel(QAbstractListModel):
    """Holds the rows seen so far. `fetch(before, deliver)` brings the page after `before`."""

    def __init__(self, in_words: Callable[[ReportRow], Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._in_words = in_words
        self._rows: list[ReportRow] = []
        self._fetch: Fetch | None = None
        self._more = False
        self._asking = False

    def start(self, rows: tuple[ReportRow, ...], fetch: Fetch | None) -> None:
        """A first page; `fetch` brings the next ones, or None when there are none."""
        self.beginResetModel()
        self._rows = list(rows)
        self._fetch = fetch
        self._more = fetch is not None and len(rows) >= PAGE
        self._asking = False
        self.endResetModel()

    def rows(self) -> tuple[ReportRow, ...]:
        return tuple(self._rows)

    def report_at(self, index: Index) -> ReportRow | None:
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        report = self.report_at(index)
        if report is None:
            return None
        row = self._in_words(report)
        if role == ROW:
            return row
        return row.spoken if role == Qt.ItemDataRole.DisplayRole else None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._asking

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent) or self._fetch is None:
            return
        self._asking = True
        self._fetch(self._rows[-1].n if self._rows else None, self._append)

    def _append(self, rows: tuple[ReportRow, ...]) -> None:
        self._asking = False
        self._more = len(rows) >= PAGE
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()
