"""The catalogue as the central applies it: the same rules as the window's, evaluated again."""

from datetime import UTC, datetime, timedelta

from app.base.dates import local
from app.domain.business_days import Calendar
from app.domain.catalog import Catalog
from app.domain.filed import FiledBody
from app.domain.routing import Decision, Facts, route

ANSWER_BUSINESS_DAYS = 1
ANSWER_EMERGENCY = timedelta(hours=2)
EMERGENCY = 0
_UNKNOWN_WATER = "desconocido"


class Rulebook:
    """Read-only and shared by all threads."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.calendar = Calendar(catalog.holidays)
        self._colonias = {colonia.key: colonia for colonia in catalog.colonias}
        self.triage = next(code for code, u in catalog.units.items() if u.kind == "triage")

    def decide(self, filed: FiledBody, filed_at: datetime, tz_offset: int) -> Decision | None:
        """What this catalogue says about a filed matter; None for a service it does not have."""
        if filed.service not in self.catalog.services:
            return None
        colonia = self._colonias.get(filed.colonia)
        facts = Facts(
            answers=filed.answers,
            water=colonia.water if colonia else _UNKNOWN_WATER,
            day=local(filed_at, tz_offset).date(),
        )
        return route(self.catalog, filed.service, facts)

    def answer_by(self, priority: int, received: datetime) -> datetime:
        """Until when a unit must accept or return what it received (UTC).

        Emergencies: two hours. All else: the end of the next business day; what is received
        after the cut-off hour counts from the day that follows.
        """
        if priority == EMERGENCY:
            return received + ANSWER_EMERGENCY
        here = local(received)
        day = self.calendar.due(here, ANSWER_BUSINESS_DAYS)
        assert day is not None  # noqa: S101 - a number of days always has a last one
        end = datetime.combine(day, here.timetz().replace(hour=23, minute=59, second=59))
        return end.replace(microsecond=0).astimezone(UTC)

    def is_public(self, filed: FiledBody) -> bool:
        """Whether the matter stands on the public board: municipal, open and a public service."""
        service = self.catalog.services.get(filed.service)
        return (
            service is not None
            and service.public
            and not service.sealed
            and not filed.sealed
            and not filed.external
        )

    def unit(self, code: str) -> str:
        """The unit itself, or the triage one where the catalogue does not have it."""
        return code if code in self.catalog.units else self.triage
