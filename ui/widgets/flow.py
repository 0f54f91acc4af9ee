"""A layout that sets its items in lines, as words are set in a paragraph."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Items keep their size; a line that is full goes on below."""

    def __init__(self, owner: QWidget | None = None, space: int = 8) -> None:
        super().__init__(owner)
        self._items: list[QLayoutItem] = []
        self._space = space
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        x, y, high = inner.x(), inner.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            wide = min(hint.width(), inner.width())
            tall = hint.height()
            if wide < hint.width() and item.hasHeightForWidth():
                tall = item.heightForWidth(wide)
            if x > inner.x() and x + wide > inner.x() + inner.width():
                x, y, high = inner.x(), y + high + self._space, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(wide, tall)))
            x += wide + self._space
            high = max(high, tall)
        return y + high - rect.y() + margins.bottom()
