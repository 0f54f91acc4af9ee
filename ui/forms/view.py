"""A form on screen, built from its spec: values go in, edits and Enter come out."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import cast

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from app.base.i18n import _
from ui.forms.colonia import ColoniaField
from ui.forms.editors import KINDS, Area, Choice, Flag, Line
from ui.forms.spec import FieldSpec, FormSpec
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.layout import row

NARROW = 560
Editor = Line | Area | Choice | Flag


class FormView(Card):
    """Knows no draft: `edited` tells a path and what it became, `finished` that Enter left the end."""

    edited = Signal(str, str)
    left = Signal(str)
    finished = Signal()

    def __init__(self, spec: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(_(spec.heading) if spec.heading else "", parent=parent)
        self._lines: list[QBoxLayout] = []
        self._editors: dict[str, Editor] = {}
        self._fields: dict[str, QWidget] = {}
        self._specs = {field.path: field for field in spec.fields()}
        for fields in spec.rows:
            self.body.addLayout(self._line(fields))

    def _line(self, fields: tuple[FieldSpec, ...]) -> QLayout:
        if all(field.kind == "flag" for field in fields):
            flow = Flow(space=px(10))
            for field in fields:
                flow.addWidget(self._build(field))
            return flow
        first, *rest = fields
        line = row(space=10)
        line.addWidget(self._build(first), first.stretch)
        if rest:
            beside = row(space=10)
            for field in rest:
                beside.addWidget(self._build(field), field.stretch)
            line.addLayout(beside, sum(field.stretch for field in rest))
        if len(rest) > 1:
            self._lines.append(line)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the first field of a long row stands alone."""
        super().resizeEvent(event)
        narrow = self.width() < px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for line in self._lines:
            line.setDirection(way)

    def _build(self, spec: FieldSpec) -> QWidget:
        editor = cast(
            "Editor", (ColoniaField if spec.kind == "colonia" else KINDS[spec.kind])(spec)
        )
        editor.setAccessibleName(_(spec.spoken))
        editor.edited.connect(partial(self.edited.emit, spec.path))
        editor.left.connect(partial(self.left.emit, spec.path))
        editor.went_on.connect(partial(self._go_on, spec.path))
        self._editors[spec.path] = editor
        whole = editor if isinstance(editor, Choice | Flag) else Field(_(spec.label), editor)
        self._fields[spec.path] = whole
        return whole

    def has(self, path: str) -> bool:
        return path in self._editors

    def editor(self, path: str) -> Editor:
        return self._editors[path]

    def signal_of(self, path: str, name: str) -> SignalInstance:
        return cast("SignalInstance", getattr(self._editors[path], name))

    def set_value(self, path: str, value: str) -> None:
        self._editors[path].set_value(value)

    def show_only(self, paths: Iterable[str]) -> None:
        """Of the fields that come and go, show these."""
        wanted = set(paths)
        for path, whole in self._fields.items():
            whole.setVisible(path in wanted)

    def remark(self, path: str, text: str) -> None:
        whole = self._fields[path]
        if isinstance(whole, Field):
            whole.remark(text)

    def fail(self, sentences: Mapping[str, str]) -> bool:
        """Puts each sentence under its field and clears the rest; goes to the first one wrong."""
        first = ""
        for path, whole in self._fields.items():
            sentence = sentences.get(path, "")
            if isinstance(whole, Field):
                whole.fail(sentence)
                first = first or (path if sentence else "")
        if first:
            self._editors[first].setFocus()
        return bool(first)

    def clear_failure(self, path: str) -> None:
        """It is being mended: what was said of it no longer stands."""
        whole = self._fields.get(path)
        if isinstance(whole, Field):
            whole.fail("")

    def enter(self) -> None:
        """Go to the first field that can take a key."""
        for path, editor in self._editors.items():
            if not self._fields[path].isHidden():
                editor.setFocus()
                return
        self.finished.emit()

    def _go_on(self, path: str) -> None:
        paths = list(self._editors)
        for later in paths[paths.index(path) + 1 :]:
            if not self._fields[later].isHidden():
                self._editors[later].setFocus()
                return
        self.finished.emit()
