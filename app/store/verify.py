"""Whether everything a home holds is whole: database, chain, parts, folios, tables, tail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection

from app.base.errors import StoreDamaged
from app.store import checks, log
from app.store.checks import Finding
from app.store.store import Store

Check = Callable[[Connection, str], Iterator[Finding]]
MOST_FINDINGS = 20

_CHECKS: tuple[Check, ...] = (
    checks.chain,
    checks.foreign_events,
    checks.parts,
    checks.series,
    checks.tables,
)


@dataclass(frozen=True, slots=True)
class Verified:
    """`first_error` is empty or the code of the first finding; `findings` has up to
    twenty of each check.
    """

    ok: bool
    events: int
    folios: int
    voided: int
    first_error: str
    findings: tuple[Finding, ...]


def verify(store: Store) -> Verified:
    """Reads everything once, on one snapshot; writers go on meanwhile. Nothing is repaired."""
    beside = list(_tail(store))
    found: list[Finding] = []
    events = folios = voided = 0
    try:
        with store.read() as conn:
            found += checks.database(conn, store.station)
            for check in () if found else _CHECKS:  # on broken ground nothing else can be read
                found += islice(check(conn, store.station), MOST_FINDINGS)
            events = log.head(conn, store.station)[0]
            folios, voided = checks.folio_counts(conn)
    except StoreDamaged as error:  # pages that cannot be read: nothing behind them counts
        found.append(Finding(error.code))
    if not found and not _search_is_whole(store):
        found.append(Finding("verify_search"))
    found = beside + found
    first = found[0].code if found else ""
    return Verified(not found, events, folios, voided, first, tuple(found))


def _tail(store: Store) -> Iterator[Finding]:
    code = store.judge_tail()
    if code:
        yield Finding(code)
    try:
        reading = store.salvage()
    except FileNotFoundError:
        yield Finding("verify_tail_missing")
        return
    if reading.damaged:
        yield Finding("verify_tail_damaged", reading.damaged)


def _search_is_whole(store: Store) -> bool:
    try:
        store.check_search()
    except StoreDamaged:
        return False
    return True
