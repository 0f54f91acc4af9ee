"""The supervisor's day: what was received, and how much of it went right at the first try."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from app.domain.indicator import Indicator, count, courses
from app.domain.roles import Actor, Permission, require
from app.domain.summary import Count, DaySummary, FirstRouting
from app.services.desk import Desk
from app.store import log, queries
from app.store.day import DayRow, rows_of
from app.store.home import HomeKind


def day_summary(desk: Desk, actor: Actor, day: date, station: str = "") -> DaySummary:
    """One day in numbers, of one window or (without `station`) of all this window knows of.

    Sealed matters are counted for the whole office only, and nowhere told apart.
    """
    require(actor, Permission.SUMMARY)
    with desk.store.read() as conn:
        rows = [row for row in rows_of(conn, day) if station in ("", row.station)]
        pending = queries.counts(conn).pending
    open_rows = [row for row in rows if not row.sealed]
    shown = open_rows if station else rows
    figure = first_routing(desk)
    return DaySummary(
        day=day,
        station=station,
        office=desk.settings.text("office"),
        made_at=desk.today().isoformat("T", "seconds"),
        clerk=actor.code,
        received=len(shown),
        by_channel=_counts(row.channel for row in open_rows),
        by_kind=_counts(row.kind for row in open_rows),
        by_unit=_counts(_unit_name(desk, row) for row in open_rows),
        first_routing=FirstRouting(figure.num, figure.den),
        guidance=sum(row.target_kind == "external" for row in open_rows),
        joined=sum(bool(row.joined) for row in open_rows),
        voided=sum(row.voided for row in open_rows),
        sealed=0 if station else len(rows) - len(open_rows),
        pending=pending,
        training=desk.kind is HomeKind.TRAINING,
    )


def first_routing(desk: Desk) -> Indicator:
    """The indicator (feature 28) as it stands now, from the central's events the feed brought."""
    with desk.store.read() as conn:
        events = log.central_events(conn, ("report.routed", "report.status"))
    now = desk.clock.now()
    return count(courses(events, desk.catalog, now), desk.catalog, now)


def _unit_name(desk: Desk, row: DayRow) -> str:
    return desk.catalog.target_name(row.target_kind, row.target)


def _counts(names: Iterable[str]) -> tuple[Count, ...]:
    return tuple(Count(name, number) for name, number in Counter(names).most_common())
