"""Measures a window as an eye would: is any word cut, do any two overlap, has everything a name?"""

import re

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QWidget,
)

from ui.widgets.answers import AnswerRow
from ui.widgets.buttons import KeyButton, WrapButton
from ui.widgets.rows import ROW, RowList, lay_out

INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView, AnswerRow)
ENGLISH = re.compile(
    r"\b(the|and|of|with|save|print|search|open|close|cancel|password|user|settings|error|failed|"
    r"loading|report|draft|sync|waiting|due|street|phone|name|help)\b",
    re.IGNORECASE,
)


def visible(window: QWidget, kind: type[QWidget] = QWidget) -> list[QWidget]:
    return [w for w in window.findChildren(kind) if w.isVisible() and w.width() and w.height()]


def place(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def cut_words(window: QWidget) -> list[str]:
    """Every text that has less room than it needs."""
    cut = [f"label {w.text()!r}" for w in visible(window, QLabel) if not _label_fits(w)]
    cut += [f"button {w.text()!r}" for w in visible(window, QAbstractButton) if not _button_fits(w)]
    for view in visible(window, QListView):
        width = view.viewport().width()
        model = view.model()
        for i in range(model.rowCount()):
            row = model.index(i, 0).data(ROW)
            pieces, height = lay_out(row, width)
            cut += [f"row {p.text!r}" for p in pieces if not p.fits]
            if view.visualRect(model.index(i, 0)).height() < height:
                cut.append(f"row height {row.title!r}")
        if isinstance(view, RowList) and view.height() < view.heightForWidth(view.width()):
            cut.append(f"list {view.accessibleName()!r} {view.height()}")
    for field in visible(window, QLineEdit):
        hint = field.placeholderText()
        if hint and not field.text():
            room = field.width() - 2 * field.fontMetrics().averageCharWidth()
            if field.fontMetrics().horizontalAdvance(hint) > room:
                cut.append(f"placeholder {hint!r}")
    return cut


def _label_fits(w: QLabel) -> bool:
    if not w.text():
        return True
    if w.wordWrap():
        widest = max(w.fontMetrics().horizontalAdvance(word) for word in w.text().split())
        return w.height() >= w.heightForWidth(w.width()) - 1 and w.width() >= widest
    return w.width() >= w.minimumSizeHint().width() and w.height() >= w.minimumSizeHint().height()


def _button_fits(w: QAbstractButton) -> bool:
    if isinstance(w, KeyButton):
        words, cap = w.pieces()
        inside = w.rect()
        beside = cap.isNull() or words.right() <= cap.left()
        return inside.contains(words) and (cap.isNull() or inside.contains(cap)) and beside
    if isinstance(w, WrapButton):
        return w.height() >= w.heightForWidth(w.width())
    if not w.text():
        return True
    if isinstance(w, QCheckBox):
        return w.width() >= w.minimumSizeHint().width()
    lines = w.text().split("\n")
    need = max(QFontMetrics(w.font()).horizontalAdvance(line) for line in lines)
    return w.width() >= need and w.height() >= w.fontMetrics().height() * len(lines)


def overlaps(window: QWidget) -> list[str]:
    """Words and controls that lie on one another, among those that do not lie over on purpose."""
    leaves = [
        w
        for w in visible(window)
        if isinstance(w, (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit, RowList))
        and not _inside_control(w)
        and w.accessibleName() != "Colonias"
    ]
    found = []
    for i, one in enumerate(leaves):
        for other in leaves[i + 1 :]:
            if one.isAncestorOf(other) or other.isAncestorOf(one):
                continue
            if _floor(one) is not _floor(other):
                continue
            meet = place(window, one).intersected(place(window, other))
            if meet.width() > 1 and meet.height() > 1:
                found.append(f"{_say(one)} over {_say(other)}")
    return found


def _inside_control(w: QWidget) -> bool:
    above = w.parentWidget()
    while above is not None:
        if isinstance(above, (QAbstractItemView, QLineEdit, QPlainTextEdit)):
            return True
        above = above.parentWidget()
    return False


def _floor(w: QWidget) -> QWidget | None:
    """The page a widget scrolls with; what scrolls apart cannot lie on one another for an eye."""
    above = w.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above


def sideways(window: QWidget) -> list[str]:
    """Pages wider than what shows them: their right end could never be seen."""
    found = []
    for area in visible(window, QAbstractScrollArea):
        inside = area.widget() if hasattr(area, "widget") else None
        if isinstance(inside, QWidget) and inside.width() > area.viewport().width() + 1:
            found.append(f"{inside.width()} in {area.viewport().width()}: {_widest(inside)}")
    return found


def _widest(inside: QWidget) -> str:
    most = max(
        (w for w in inside.findChildren(QWidget) if w.isVisible()),
        key=lambda w: w.minimumSizeHint().width() if w.layout() is None else 0,
    )
    return f"{_say(most)} needs {most.minimumSizeHint().width()}"


def nameless(window: QWidget) -> list[str]:
    return [_say(w) for w in visible(window) if isinstance(w, INTERACTIVE) and not _spoken(w)]


def _spoken(w: QWidget) -> bool:
    reachable = w.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(w, QAbstractButton)
    return not reachable or bool(w.accessibleName()) or _inside_control(w)


def english(window: QWidget) -> list[str]:
    texts = [w.text() for w in visible(window, QLabel)]
    texts += [w.text() for w in visible(window, QAbstractButton)]
    texts += [w.accessibleName() for w in visible(window)]
    texts += [w.placeholderText() for w in visible(window, QLineEdit)]
    return [text for text in texts if ENGLISH.search(text)]


def _say(w: QWidget) -> str:
    text = w.text() if hasattr(w, "text") else ""
    return f"{type(w).__name__}({w.accessibleName() or text!r})"
