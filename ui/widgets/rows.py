"""Rows of a list drawn by hand: a key, a title, what is under it, what is to the right.

Where things go is computed apart from drawing them, so that a test can ask whether every word of
every row fits.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import px
from ui.widgets.text import unbroken

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One row in words. `key` is what to press for it; `value` is what it stands for; `strong`
    sets its title in bold.
    """

    title: str
    under: str = ""
    right: str = ""
    key: str = ""
    value: object = None
    strong: bool = False

    @property
    def spoken(self) -> str:
        """Everything in the row, as a screen reader says it."""
        return " · ".join(part for part in (self.title, self.right, self.under) if part)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and where it is drawn. `boxed` draws a key cap around it."""

    text: str
    rect: QRect
    font: QFont
    ink: QPalette.ColorRole
    boxed: bool = False

    @property
    def fits(self) -> bool:
        return QFontMetrics(self.font).horizontalAdvance(self.text) <= self.rect.width()


def _font(size: int, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(px(size))
    font.setBold(bold)
    return font


def lay_out(row: Row, width: int) -> tuple[tuple[Piece, ...], int]:
    """The pieces of a row and its height, for a list `width` wide.

    What stands to the right goes under the title when both do not fit on one line. Remembered:
    a list asks for the same row many times for every time it is drawn.
    """
    return _laid_out(row, width, px(100))


@lru_cache(maxsize=512)
def _laid_out(row: Row, width: int, _scale: int) -> tuple[tuple[Piece, ...], int]:
    plain, small = _font(14, bold=row.strong), _font(12)
    big, tiny = QFontMetrics(plain), QFontMetrics(small)
    quiet, ink = QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Text
    pieces: list[Piece] = []
    x, y, pad = px(10), px(7), px(10)
    if row.key:
        cap = QRect(x, y, tiny.horizontalAdvance(row.key) + px(12), big.height())
        pieces.append(Piece(row.key, cap, small, quiet, boxed=True))
        x += px(36)
    title = QRect()
    for at, line in enumerate(_lines(row.title, big, width - x - pad)):
        wide = big.horizontalAdvance(line) + 1
        title = QRect(x, y + at * big.height(), min(wide, width - x - pad), big.height())
        pieces.append(Piece(line, title, plain, ink))
    bottom = title.bottom()
    below = [row.under]
    if row.right:
        right = tiny.horizontalAdvance(row.right) + 1
        if title.right() + px(12) + right <= width - pad:
            rect = QRect(width - pad - right, title.top(), right, big.height())
            pieces.append(Piece(row.right, rect, small, quiet))
        else:
            below = [row.right, row.under]
    for line in (line for text in below for line in _lines(text, tiny, width - x - pad)):
        rect = QRect(x, bottom + px(2), width - x - pad, tiny.height())
        pieces.append(Piece(line, rect, small, quiet))
        bottom = rect.bottom()
    return tuple(pieces), bottom + px(7)


def _lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    lines: list[str] = []
    for word in filter(None, unbroken(" ".join(text.split())).split(" ")):
        tried = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(tried) <= width:
            lines[-1] = tried
        else:
            lines.append(word)
    return lines


class RowDelegate(QStyledItemDelegate):
    """Draws `Row`s; the selected one stands on the accent ground."""

    def _pieces(self, width: int, index: Index) -> tuple[tuple[Piece, ...], int]:
        row = index.data(ROW)
        return lay_out(row, width) if row else ((), 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        owner = option.widget
        width = owner.viewport().width() if isinstance(owner, QListView) else option.rect.width()
        return QSize(px(40), self._pieces(width, index)[1])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = QApplication.palette()  # a style sheet changes the widget's own
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, palette.color(QPalette.ColorRole.AlternateBase))
            bar = QRect(option.rect.topLeft(), QSize(px(4), option.rect.height()))
            painter.fillRect(bar, palette.color(QPalette.ColorRole.Highlight))
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        if index.row():
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
        for piece in self._pieces(option.rect.width(), index)[0]:
            rect = piece.rect.translated(option.rect.topLeft())
            if piece.boxed:
                cap = rect.adjusted(0, px(1), 0, -px(1))
                painter.setPen(palette.color(QPalette.ColorRole.Dark))
                painter.setBrush(palette.color(QPalette.ColorRole.Base))
                painter.drawRoundedRect(cap, px(4), px(4))
            painter.setPen(palette.color(piece.ink))
            painter.setFont(piece.font)
            align = Qt.AlignmentFlag.AlignVCenter
            align |= Qt.AlignmentFlag.AlignHCenter if piece.boxed else Qt.AlignmentFlag.AlignLeft
            painter.drawText(rect, align, piece.text)
        painter.restore()


class RowsView(QListView):
    """Rows of a model, as many as there are; each as high as its words need at this width."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()  # a narrower list needs higher rows; Qt keeps the old ones


class RowList(QListWidget):
    """A list of rows, as high as what it holds; never a row half hidden."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Replaces the rows and selects the first; hides itself when there is none."""
        self.clear()
        for row in rows:
            item = QListWidgetItem(row.spoken)
            item.setData(ROW, row)
            self.addItem(item)
        self.setVisible(bool(rows))
        if rows:
            self.setCurrentRow(0)
        self.updateGeometry()

    def rows(self) -> tuple[Row, ...]:
        return tuple(self.item(i).data(ROW) for i in range(self.count()))

    def current(self) -> Row | None:
        item = self.currentItem()
        row = item.data(ROW) if item is not None else None
        return row if isinstance(row, Row) else None

    def step(self, by: int) -> None:
        """Moves the selection, stopping at either end."""
        self.setCurrentRow(min(max(self.currentRow() + by, 0), self.count() - 1))

    def all_pieces(self) -> list[Piece]:
        """Every text the list draws, for the test that measures."""
        width = self.viewport().width()
        return [p for r in self.rows() for p in lay_out(r, width)[0]]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        inner = width - 2 * self.frameWidth()
        return sum(lay_out(row, inner)[1] for row in self.rows()) + 2 * self.frameWidth()

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(px(240), self.heightForWidth(max(self.width(), px(240))))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.heightForWidth(max(self.width(), px(120))))
