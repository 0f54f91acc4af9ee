"""Buttons that carry their key: what to press is printed on the thing it presses."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui.theme import px

_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class KeyButton(QPushButton):
    """A button with its key drawn as a cap. `role`: primary, nav or plain (empty)."""

    def __init__(
        self, text: str, key: str = "", role: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.key = key
        self._role = role
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self.setCheckable(role == "nav")

    def _cap_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(False)
        font.setPixelSize(px(12))
        return font

    def _text_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(px(14))
        font.setBold(self._role == "primary" or self.isChecked())
        return font

    def _cap_width(self) -> int:
        return QFontMetrics(self._cap_font()).horizontalAdvance(self.key) + px(12)

    def pieces(self) -> tuple[QRect, QRect]:
        """Where the text and the cap are drawn; the cap is null without a key."""
        inner = self.rect().adjusted(px(10), 0, -px(10), 0)
        text = QFontMetrics(self._text_font()).horizontalAdvance(self.text()) + 2
        if not self.key:
            left = inner.left() if self._role == "nav" else inner.center().x() - text // 2
            return QRect(left, inner.top(), text, inner.height()), QRect()
        cap, gap = self._cap_width(), px(8)
        high = QFontMetrics(self._cap_font()).height() + px(2)
        spread = self._role == "nav"
        start = inner.left() if spread else inner.center().x() - (text + gap + cap) // 2
        cap_left = inner.right() - cap if spread else start + text + gap
        top = inner.center().y() - high // 2 + 1
        return QRect(start, inner.top(), text, inner.height()), QRect(cap_left, top, cap, high)

    def sizeHint(self) -> QSize:
        font = QFont(self._text_font())
        font.setBold(True)
        width = QFontMetrics(font).horizontalAdvance(self.text()) + px(24)
        if self.key:
            width += self._cap_width() + px(8)
        return QSize(width, QFontMetrics(font).height() + px(16))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QStylePainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        words, cap = self.pieces()
        colour = self._colour()
        painter.setFont(self._text_font())
        painter.setPen(QApplication.palette().color(colour))
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )
        if self.key:
            self._paint_cap(painter, cap, colour)

    def _colour(self) -> QPalette.ColorRole:
        if not self.isEnabled():
            return QPalette.ColorRole.PlaceholderText
        if self._role == "primary" or (self.isChecked() and self._role != "nav"):
            return QPalette.ColorRole.HighlightedText
        return QPalette.ColorRole.Highlight if self.isChecked() else QPalette.ColorRole.Text

    def _paint_cap(self, painter: QPainter, cap: QRect, colour: QPalette.ColorRole) -> None:
        strong = colour == QPalette.ColorRole.HighlightedText
        edge = colour if strong else QPalette.ColorRole.Dark
        painter.setPen(QApplication.palette().color(edge))
        painter.setBrush(Qt.BrushStyle.NoBrush if strong else QApplication.palette().base())
        painter.drawRoundedRect(cap, px(4), px(4))
        painter.setFont(self._cap_font())
        ink = colour if strong else QPalette.ColorRole.PlaceholderText
        painter.setPen(QApplication.palette().color(ink))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key)


class PlainButton(QPushButton):
    """A quiet button; its accessible name is its text."""

    def __init__(self, text: str, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setAccessibleName(text)


class WrapButton(QPushButton):
    """A button whose words go on below when there is no room beside; none is ever cut."""

    def __init__(self, text: str, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._words(width).height() + px(13)

    def sizeHint(self) -> QSize:
        one = QFontMetrics(self._font()).horizontalAdvance(self.text()) + px(27)
        return QSize(one, self.heightForWidth(one))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), self.heightForWidth(self.sizeHint().width()))

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(px(14))
        return font

    def _words(self, width: int) -> QRect:
        room = QRect(0, 0, width - px(24), 10_000)
        return QFontMetrics(self._font()).boundingRect(room, _WRAPPED, self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        on = QPalette.ColorRole.HighlightedText if self.isChecked() else QPalette.ColorRole.Text
        painter.setPen(QApplication.palette().color(on))
        painter.setFont(self._font())
        painter.drawText(self.rect().adjusted(px(12), 0, -px(12), 0), _WRAPPED, self.text())
