"""Keeps Python's cyclic garbage collector on the window's own thread.

Left alone it runs on whichever thread happens to allocate; when that is a lane's, and what it
finds is an old screen, Qt's objects are destroyed on a thread they do not live on, and the
process dies some time later. So the automatic collector is off while the window lives, and a
timer looks, generation by generation, whether it would have run (the remedy of Anki and others).
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2000


class Garbage(QObject):
    """From its making until `close`, garbage is only collected here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def settle(self) -> None:
        """What was loaded so far is here to stay: no later look need go through it again."""
        gc.collect()
        gc.freeze()

    def look(self) -> None:
        """Collect the oldest generation whose threshold was passed."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation] > 0:
                gc.collect(generation)
                return

    def close(self) -> None:
        """The last look; afterwards collecting is as it was before."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        if self._was_on:
            gc.enable()
