"""The one notifier: what a use case changed is told here, and screens look again by themselves."""

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Changes


class Notifier(QObject):
    """`changed` carries a `Changes`. Nobody calls anybody's refresh."""

    changed = Signal(object)

    def tell(self, changes: Changes) -> None:
        if changes != Changes():
            self.changed.emit(changes)
