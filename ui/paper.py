"""Paper from the window's side: queue it, hand it over in the print lane, tell what became of it."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.base.i18n import _
from app.base.messages import sentence
from app.base.ports import PrintOutcome, PrintState
from app.domain.changes import Changes
from app.services import paper
from app.store.jobs import PrintJob
from ui.background import Latest
from ui.opened import Opened
from ui.session import Session
from ui.widgets.paper_trouble import Trouble

AGAIN_MS = 4000
_WAITING = frozenset({PrintState.QUEUED, PrintState.SENT})


class Paper(QObject):
    """`changed(report_id, words)` for one paper; `troubled(tuple[Trouble])` for the list."""

    changed = Signal(str, str)
    troubled = Signal(object)

    def __init__(self, session: Session, opened: Opened, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._opened = opened
        self._latest = Latest(session.background)
        self._jobs: dict[str, PrintJob] = {}
        self._told: set[tuple[str, str]] = set()
        self._busy = False
        self._timer = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._timer.timeout.connect(self.hand_over)
        session.notifier.changed.connect(self._noticed)

    def print(self, report_id: str) -> None:
        """Queue the paper (the first is the original, later ones reprints) and hand it over."""
        desk, actor = self._session.desk, self._session.actor
        self._session.write(
            lambda: paper.queue_print(desk, actor, report_id), lambda _job: self.hand_over()
        )

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
        self._session.background.run(
            "print", self._opened.print_pending, self._handed, self._failed
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
        self._latest.run(lambda: paper.pending_jobs(desk), self._show, self._session.failed)

    def _noticed(self, changes: Changes) -> None:
        if changes.jobs:
            self.refresh()

    def _show(self, jobs: tuple[PrintJob, ...]) -> None:
        gone = [job for job in self._jobs.values() if job.job_id not in {j.job_id for j in jobs}]
        self._jobs = {job.job_id: job for job in jobs}
        for job in gone:
            self.changed.emit(job.report_id, _("Acuse: impreso"))
        for job in jobs:
            self.changed.emit(job.report_id, words_of(job))
        self.troubled.emit(tuple(trouble_of(job) for job in jobs if is_trouble(job)))
        for job in jobs:
            self._tell_once(job)
        if any(job.state in _WAITING for job in jobs):
            self._timer.start()

    def _tell_once(self, job: PrintJob) -> None:
        if is_trouble(job) and (job.job_id, job.code) not in self._told:
            self._told.add((job.job_id, job.code))
            text = _("No salió el acuse {folio}: {why} Está guardado en F6 para imprimirlo.")
            self._session.say(text.format(folio=job.folio, why=why(job)), "waiting")


def is_trouble(job: PrintJob) -> bool:
    """Whether a person has something to do: it failed, nobody knows, or the printer complains."""
    return job.state in (PrintState.FAILED, PrintState.DOUBTFUL) or bool(job.code)


def why(job: PrintJob) -> str:
    """The printer's trouble in a sentence."""
    if job.code:
        return sentence(job.code)
    return _("el programa se cerró mientras se imprimía.")


def words_of(job: PrintJob) -> str:
    """What the folio screen says of the paper."""
    match job.state:
        case PrintState.QUEUED:
            return _("Acuse: en la fila de impresión")
        case PrintState.SENT:
            return (
                _("Acuse: en la impresora. {why}").format(why=why(job))
                if job.code
                else _("Acuse: en la impresora")
            )
        case PrintState.FAILED:
            return _("Acuse: no salió. {why}").format(why=why(job))
        case PrintState.DOUBTFUL:
            return _("Acuse: ¿salió el papel?")
        case _:
            return _("Acuse: impreso")


def trouble_of(job: PrintJob) -> Trouble:
    return Trouble(job.job_id, job.folio, why(job), job.state == PrintState.DOUBTFUL)
