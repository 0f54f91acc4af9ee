"""Paper from the window's side: queue it, hand it over in the print lane, tell what became of it."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from app.base.errors import Refused
from app.base.i18n import _
from app.base.messages import sentence
from app.base.ports import Printer, PrintOutcome, PrintState
from app.domain.changes import Changes
from app.services import paper
from app.services.desk import Desk
from app.store.jobs import PrintJob
from printing import spool
from ui.background import Latest
from ui.session import Session
from ui.widgets.paper_trouble import Trouble

AGAIN_MS = 4000
_WAITING = frozenset({PrintState.QUEUED, PrintState.SENT})


@dataclass(frozen=True, slots=True)
class OpenJob:
    """A paper not known to be out, with the folio it belongs to."""

    job: PrintJob
    folio: str


def open_jobs(desk: Desk) -> tuple[OpenJob, ...]:
    """Runs in a lane: reads the store."""
    return tuple(OpenJob(job, _folio(desk, job)) for job in paper.pending_jobs(desk))


def _folio(desk: Desk, job: PrintJob) -> str:
    try:
        return paper.job_receipt(desk, job).folio
    except Refused:
        return ""


class Paper(QObject):
    """`changed(report_id, words)` for one paper; `troubled(tuple[Trouble])` for the list."""

    changed = Signal(str, str)
    troubled = Signal(object)

    def __init__(self, session: Session, printer: Printer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._printer = printer
        self._latest = Latest(session.background)
        self._told: set[tuple[str, str]] = set()
        self._wanted: set[str] = set()
        self._handed_over: set[str] = set()
        self._busy = False
        self._timer = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._timer.timeout.connect(self.hand_over)
        session.notifier.changed.connect(self._noticed)

    def print(self, report_id: str) -> None:
        """Queue the paper (the first is the original, later ones reprints) and hand it over."""
        desk, actor = self._session.desk, self._session.actor

        def queued(_job: str) -> None:
            self._wanted.add(report_id)
            self.hand_over()

        self._session.write(lambda: paper.queue_print(desk, actor, report_id), queued)

    def again(self, job_id: str) -> None:
        """A paper that did not come out: put it back in the queue and hand it over."""
        self._mark(job_id, PrintOutcome(PrintState.QUEUED))

    def came_out(self, job_id: str) -> None:
        """The person says that the doubtful paper is there."""
        self._mark(job_id, PrintOutcome(PrintState.PRINTED))

    def _mark(self, job_id: str, outcome: PrintOutcome) -> None:
        desk = self._session.desk
        self._told = {told for told in self._told if told[0] != job_id}
        self._session.change(lambda: paper.mark_job(desk, job_id, outcome), self.hand_over)

    def hand_over(self) -> None:
        """What is queued goes to the printer, and what was sent is asked after; one at a time."""
        if self._busy:
            self._timer.start()
            return
        self._busy = True
        self._handed_over |= self._wanted
        desk, printer = self._session.desk, self._printer
        self._session.background.run(
            "print", lambda: spool.print_pending(desk, printer), self._handed, self._failed
        )

    def _handed(self, changes: Changes) -> None:
        self._busy = False
        self._session.notifier.tell(changes)
        self.refresh()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._session.failed(error)

    def refresh(self) -> None:
        desk = self._session.desk
        self._latest.run(lambda: open_jobs(desk), self._show, self._session.failed)

    def _noticed(self, changes: Changes) -> None:
        if changes.jobs:
            self.refresh()

    def _show(self, now: tuple[OpenJob, ...]) -> None:
        waiting = {one.job.report_id for one in now}
        if not self._busy:
            for out in self._handed_over - waiting:
                self.changed.emit(out, _("Acuse: impreso"))
            self._wanted -= self._handed_over - waiting
            self._handed_over &= waiting
        for one in now:
            self.changed.emit(one.job.report_id, words_of(one.job))
            self._tell_once(one)
        self.troubled.emit(tuple(trouble_of(one) for one in now if is_trouble(one.job)))
        if any(one.job.state in _WAITING for one in now):
            self._timer.start()

    def _tell_once(self, one: OpenJob) -> None:
        job = one.job
        if is_trouble(job) and (job.id, job.code) not in self._told:
            self._told.add((job.id, job.code))
            text = _("No salió el acuse {folio}. {why} Está guardado en F6 para imprimirlo.")
            self._session.say(text.format(folio=one.folio, why=why(job)), "waiting")


def is_trouble(job: PrintJob) -> bool:
    """Whether a person has something to do: it failed, nobody knows, or the printer complains."""
    return job.state in (PrintState.FAILED, PrintState.DOUBTFUL) or bool(job.code)


def why(job: PrintJob) -> str:
    """The printer's trouble in a sentence."""
    if job.code:
        return sentence(job.code)
    return _("El programa se cerró mientras se imprimía.")


def words_of(job: PrintJob) -> str:
    """What the folio screen says of the paper."""
    match job.state:
        case PrintState.QUEUED:
            return _("Acuse: en la fila de impresión")
        case PrintState.SENT if job.code:
            return _("Acuse: en la impresora. {why}").format(why=why(job))
        case PrintState.SENT:
            return _("Acuse: en la impresora")
        case PrintState.FAILED:
            return _("Acuse: no salió. {why}").format(why=why(job))
        case PrintState.DOUBTFUL:
            return _("Acuse: ¿salió el papel?")
        case _:
            return _("Acuse: impreso")


def trouble_of(one: OpenJob) -> Trouble:
    return Trouble(one.job.id, one.folio, why(one.job), one.job.state == PrintState.DOUBTFUL)
