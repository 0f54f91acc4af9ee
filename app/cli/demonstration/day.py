"""A whole day at the window without a screen: captured, printed, sent, attended, summed up."""

import random
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.bootstrap.catalogue import shipped
from app.bootstrap.clock import SystemClock, start_from_environment
from app.bootstrap.station import enrol, open_desk
from app.cli.central_home import central_config
from app.cli.demonstration.office import (
    DemoAccount,
    furnish,
    invitation,
    of_unit,
    with_role,
)
from app.cli.demonstration.samples import samples
from app.cli.summary import save
from app.domain.business_days import Calendar
from app.domain.indicator import Indicator
from app.domain.roles import Actor, Role
from app.services.capture import file_report
from app.services.desk import Desk, local_time
from app.services.live import told
from app.services.paper import queue_print
from app.services.people import sign_in
from app.services.review import day_summary
from printing.spool import print_pending
from sync.central import acts
from sync.central.core import Central
from sync.central.indicator import indicator
from sync.central.interpreter import interpret_all
from sync.central.server import RunningCentral
from sync.central.tables import reports

OPENS = time(9, 30)
# Enough for every deadline to answer of that day to have passed by now.
DAYS_AGO = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of a day: how many matters, drawn how, and how many units say «not ours»."""

    home: Path
    central_home: Path
    reports: int
    seed: int
    misroute: float
    port: int


def headless(plan: Plan) -> dict[str, Any]:
    """Runs the day and gives the object that the command prints."""
    now = SystemClock(start_from_environment()).read()
    start = _a_day_before(local_time(now))
    config = central_config(plan.central_home, vault="demo", demo=True, start=start)
    with RunningCentral(config, port=plan.port) as running:
        central = running.central
        accounts = furnish(central)
        enrol(plan.home, running.url, invitation(central), "demo", None, start=start)
        with open_desk(plan.home, start=start) as opened:
            first = opened.sync_once()
            supervisor = _sign_in(opened.desk, accounts, Role.SUPERVISOR)
            clerk = _sign_in(opened.desk, accounts, Role.CLERK)
            capture_day(opened.desk, clerk, plan.reports, plan.seed)
            print_pending(opened.desk, opened.printer)
            sent = opened.sync_once()
            interpret_all(central)
            attend(central, accounts, plan.seed, plan.misroute)
            last = opened.sync_once()
            out = opened.home / "print" / "resumen.pdf"
            save(day_summary(opened.desk, supervisor, start.date()), out)
            with central.read() as conn:
                figure = indicator(conn, central.config.catalog, now.wall)
            result = {
                "home": str(plan.home),
                "central_home": str(plan.central_home),
                "url": running.url,
                "users": [asdict(account) for account in accounts],
                "reports": plan.reports,
                "receipts": len(list((opened.home / "print").glob("Acuse*.pdf"))),
                "summary": str(out),
                "pushed": sent.pushed + last.pushed,
                "pulled": first.pulled + sent.pulled + last.pulled,
                "pending": last.pending,
                "indicator": _shown(figure),
            }
    return result


def _a_day_before(now: datetime) -> datetime:
    """Half past nine of a business day some days ago, so that the figure can already be counted."""
    calendar = Calendar(shipped().holidays)
    day = now.date()
    for _each in range(DAYS_AGO):
        day -= timedelta(days=1)
        while not calendar.is_business(day):
            day -= timedelta(days=1)
    return datetime.combine(day, OPENS, now.tzinfo)


def _sign_in(desk: Desk, accounts: tuple[DemoAccount, ...], role: Role) -> Actor:
    account = next(each for each in accounts if each.role == role)
    return sign_in(desk, account.user, account.password)


def capture_day(desk: Desk, actor: Actor, count: int, seed: int) -> list[str]:
    """Files the sample matters, queues their papers and calls the guards; gives their folios."""
    folios: list[str] = []
    for sample in samples(desk.catalog, desk.ids, count, seed):
        draft = replace(sample.draft, join=folios[0]) if sample.joins_first else sample.draft
        filed = file_report(draft, actor=actor, desk=desk)
        queue_print(desk, actor, filed.report.report_id)
        if filed.report.live_notice:
            told(desk, actor, filed.report.report_id, "cabina")
        folios.append(filed.report.folio)
    return folios


def attend(central: Central, accounts: tuple[DemoAccount, ...], seed: int, misroute: float) -> None:
    """Every unit answers what it received: most accept, the share `misroute` (%) says «not ours»,
    and the routing desk decides those.
    """
    chance = random.Random(seed)  # noqa: S311 - an invented day, not a secret
    waiting = _waiting(central)
    returned = set(chance.sample(waiting, round(len(waiting) * misroute / 100)))
    desk = with_role(central, accounts, Role.ROUTING)
    for folio, unit in waiting:
        person = of_unit(central, accounts, unit) or (desk if unit == desk.unit else None)
        if person is None:
            continue
        if (folio, unit) in returned and person is not desk:
            other = "SPM" if unit != "SPM" else "ALU"
            acts.give_back(central, person, folio, reason="otra_unidad", proposed=other)
            acts.decide(central, desk, folio, to=other, reason="Corresponde a la otra área.")
            receiver = of_unit(central, accounts, other)
            if receiver is not None:
                acts.accept(central, receiver, folio)
        else:
            acts.accept(central, person, folio)


def _waiting(central: Central) -> list[tuple[str, str]]:
    """(folio, unit) of every matter that no unit has answered yet, in order of receipt."""
    open_ones = select(reports.c.folio, reports.c.unit).where(
        reports.c.status == "canalizado", reports.c.sealed.is_(False)
    )
    with central.read() as conn:
        rows = conn.execute(open_ones.order_by(reports.c.filed_at, reports.c.report_id)).all()
    return [(row.folio, row.unit) for row in rows]


def _shown(figure: Indicator) -> dict[str, Any]:
    return {"num": figure.num, "den": figure.den, "value": figure.value}
