"""What a signed-in window has in hand: the desk, who acts, the lanes and the notifier."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from app.base.errors import VentanillaError
from app.base.messages import explain
from app.domain.changes import Changes
from app.domain.roles import Actor
from app.services.desk import Desk
from ui.background import Background, Lease
from ui.changes import Notifier

T = TypeVar("T")
Failed = Callable[[BaseException], None]


class Session:
    """Handed to every screen. `say(text, tone)` shows a notice and
    `unsay(text)` takes it back; `crash(error)` reports a defect.
    """

    def __init__(
        self,
        desk: Desk,
        actor: Actor,
        background: Background,
        notifier: Notifier,
        *,
        say: Callable[[str, str], None],
        crash: Failed,
        unsay: Callable[[str], None] = lambda _text: None,
    ) -> None:
        self.desk = desk
        self.actor = actor
        self.background = Lease(background)
        self.notifier = notifier
        self.say = say
        self.unsay = unsay
        self._crash = crash

    def end(self) -> None:
        """Whoever sat here has left: what they asked for is done, and nobody is told."""
        self.background.end()

    def now(self) -> datetime:
        return self.desk.clock.now()

    def change(self, work: Callable[[], Changes], done: Callable[[], None] | None = None) -> None:
        """Runs a mutation in the write lane and tells everybody what it changed."""

        def settle(changes: Changes) -> None:
            self.notifier.tell(changes)
            if done is not None:
                done()

        self.background.run("write", work, settle, self.failed)

    def write(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        self.background.run("write", work, done, failed or self.failed)

    def read(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        self.background.run("read", work, done, failed or self.failed)

    def failed(self, error: BaseException) -> None:
        """The world's errors are told to the person; ours go to the crash report."""
        if isinstance(error, VentanillaError):
            self.say(explain(error), "danger")
        else:
            self._crash(error)
