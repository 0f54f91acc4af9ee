"""A column that scrolls when it must, and follows the focus so that no key works out of sight."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ui.theme import px
from ui.widgets.layout import column


class Column(QScrollArea):
    """Put things in `body`. `follow` keeps what has the focus in sight; without it, the top."""

    def __init__(
        self, *, space: int = 12, follow: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "column")
        self.body = column(inside, space=space)
        self.setWidget(inside)
        if not follow:
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - a widget cannot exist without one
        app.focusChanged.connect(self._later)
        inside.installEventFilter(self)

    def to_top(self) -> None:
        """Its beginning in sight, once everything has found its place."""
        self.verticalScrollBar().setValue(0)
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.Resize:
            self._later()
        return super().eventFilter(watched, event)

    def _later(self, *_focus: object) -> None:
        """Once what was shown or hidden by the same key has found its place."""
        QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        focus, inside = QApplication.focusWidget(), self.widget()
        if focus is not None and inside is not None and inside.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, 0, px(60))
