"""What each kind of a station's events does at the central: one function a kind.

A function returns when the event is applied, and raises `Held` when its matter has not come yet
or `Late` when it no longer fits. Anything else it raises is a defect, and makes the event fail.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from app.base.errors import VentanillaError
from app.domain.journal import Chained
from app.domain.lifecycle import BadTransition
from sync.central import course
from sync.central.core import Central
from sync.central.course import Report, Step
from sync.central.ledger import Ledger
from sync.central.tables import feed, intake, intake_private


class Held(VentanillaError):
    """An update that came before the matter it is about: kept until that comes."""


class Judged(VentanillaError):
    """Refused by a rule, with the code of the reason; stored, told, never applied."""


@dataclass(frozen=True, slots=True)
class Case:
    """One received event to be interpreted; `number` is its place in the received order."""

    central: Central
    ledger: Ledger
    number: int
    chained: Chained

    @property
    def report(self) -> Report:
        """The matter it is about. Raises `Held` when that has not come."""
        report_id = self.chained.event.report_id
        if report_id is None:
            raise Judged("about_no_matter")
        found = course.find(self.ledger, report_id)
        if found is None:
            raise Held("waits_for_matter")
        return found

    def note(self, report: Report) -> None:
        """Into the matter's history and, unless sealed, down to the other windows."""
        self.ledger.remember(report.report_id, self.number)
        if not report.sealed:
            self.ledger.feed_event(self.number, origin=self.chained.event.station)

    def move(self, report: Report, step: Step) -> Report:
        """A window's wish for a status. Raises `Judged` when it no longer fits."""
        try:
            return course.move(self.ledger, self.central.rulebook, report, step)
        except BadTransition as error:
            raise Judged("came_too_late") from error


def noted(case: Case) -> None:
    """Kinds that change nothing but the history."""
    case.note(case.report)


def voided(case: Case) -> None:
    """A voided folio stays where it can be looked up, as voided."""
    report, event = case.report, case.chained.event
    case.move(
        report,
        Step("anulado", "station", event.actor, reason=str(event.body.get("reason", ""))),
    )
    case.note(report)


def unjoined(case: Case) -> None:
    """A wrong join undone: the matter goes its own way."""
    report = case.report
    unit = case.central.rulebook.unit(report.target)
    case.move(report, Step("canalizado", "station", case.chained.event.actor, unit=unit))
    course.change(case.ledger, report.report_id, join_folio="")
    case.note(report)


def erased(case: Case) -> None:
    """Takes a station's own private parts away; the events stay, and the chain with them."""
    body, event = case.chained.event.body, case.chained.event
    seqs = [seq for seq in body.get("seqs", ()) if isinstance(seq, int)]
    if body.get("station") != event.station:
        raise Judged("erases_another_station")
    conn = case.ledger.conn
    numbers = select(intake.c.n).where(intake.c.station == event.station, intake.c.seq.in_(seqs))
    conn.execute(delete(intake_private).where(intake_private.c.n.in_(numbers)))
    conn.execute(update(feed).where(feed.c.intake.in_(numbers)).values(phone_tag=None))


def nothing(_case: Case) -> None:
    """Kinds the central only keeps."""


Handler = Callable[[Case], None]
