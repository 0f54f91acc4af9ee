"""A field: its label above, what is wrong with it below, a quiet remark at the right."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.layout import column, row
from ui.widgets.text import label, set_role


class Field(QWidget):
    """Wraps one editor. Its own name is for eyes; the editor carries it for screen readers."""

    def __init__(self, text: str, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._remark = label("", "small")
        self._error = label("", "error", wrap=True)
        self._error.hide()
        head = row(space=8)
        head.addWidget(label(text, "label"))
        head.addStretch(1)
        head.addWidget(self._remark)
        body = column(self, space=4)
        body.addLayout(head)
        body.addWidget(editor)
        body.addWidget(self._error)
        body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def remark(self, text: str) -> None:
        """A quiet word beside the label, such as the postal code of a colonia."""
        self._remark.setText(text)

    def fail(self, sentence: str) -> None:
        """Say what is wrong; empty for nothing."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        set_role(self.editor, "wrong", "true" if sentence else "false")
