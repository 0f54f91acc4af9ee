"""The single checks of `verify`: each reads one side of the store and names what is wrong."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, bindparam, func, select, text

from app.base.database import Prepared
from app.domain.folio import BadFolio, parse
from app.domain.journal import BadEvent, BrokenChain, PrivatePart, verify_chain
from app.domain.journal import parse as parse_event
from app.store import log
from app.store import tables as t

_j, _r, _part = t.journal.c, t.reports.c, t.private_parts.c
_ROWS = Prepared(
    select(_j.station, _j.seq, _j.kind, _j.report_id, _j.raw, _j.hash, _part.salt, _part.data,
           _part.erased_by)
    .join_from(t.journal, t.private_parts, _part.n == _j.n, isouter=True)
    .order_by(_j.n)
)  # fmt: skip
_FOLIOS = Prepared(select(_r.folio).where(_r.own == 1).order_by(_r.folio))
_COUNTERS = Prepared(select(t.counters.c.year, t.counters.c.last))
_FOLIO_COUNTS = Prepared(
    select(
        func.count().label("folios"), func.coalesce(func.sum(_r.voided), 0).label("voided")
    ).where(_r.own == 1)
)
_UNLIKE = Prepared(
    text(
        "SELECT j.seq FROM journal j LEFT JOIN reports r ON r.n = j.n"
        " WHERE j.kind = 'report.filed' AND j.station = :station"
        " AND (r.n IS NULL OR r.report_id IS NOT j.report_id OR r.seq <> j.seq"
        "      OR r.folio <> json_extract(CAST(j.raw AS TEXT), '$.body.folio'))"
        " UNION ALL SELECT r.seq FROM reports r LEFT JOIN journal j ON j.n = r.n"
        " WHERE j.n IS NULL OR j.kind <> 'report.filed'"
    )
)
_MISSHAPEN = Prepared(
    text(
        "SELECT j.seq FROM journal j LEFT JOIN private_parts p ON p.n = j.n"
        " WHERE typeof(j.raw) <> 'blob' OR typeof(j.hash) <> 'blob'"
        " OR typeof(p.salt) NOT IN ('blob', 'null') OR typeof(p.data) <> typeof(p.salt)"
    )
)
_ERASERS = Prepared(
    select(_j.raw).where(_j.station == bindparam("station"), _j.seq == bindparam("seq"))
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong (`code`, a key of the messages) and at which event or how often (`at`)."""

    code: str
    at: int = 0


def database(conn: Connection, _station: str) -> Iterator[Finding]:
    """SQLite's own integrity check, SQLCipher's over every page, and that bytes are bytes."""
    for (line,) in conn.exec_driver_sql("PRAGMA integrity_check").all():
        if line != "ok":
            yield Finding("store_corrupt")
            return
    if conn.exec_driver_sql("PRAGMA cipher_integrity_check").first() is not None:
        yield Finding("store_corrupt")
    if conn.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        yield Finding("verify_tables")
    row = _MISSHAPEN.first(conn)
    if row is not None:
        yield Finding("verify_event", row.seq)


def chain(conn: Connection, station: str) -> Iterator[Finding]:
    """Our own chain from its first event to its head."""
    try:
        verify_chain(log.chain_rows(conn, station))
    except BrokenChain as error:
        yield Finding(error.code, int(error.facts["seq"]))


def foreign_events(conn: Connection, station: str) -> Iterator[Finding]:
    """Every event says of itself what the journal's columns say; foreign ones hash to their hash
    (their chains have gaps here: sealed matters stay away).
    """
    for row in _ROWS.each(conn):
        try:
            read = parse_event(row.raw)
        except BadEvent:
            yield Finding("verify_event", row.seq)
            continue
        event = read.event
        said = (event.station, event.seq, event.kind, event.report_id)
        if said != (row.station, row.seq, row.kind, row.report_id):
            yield Finding("verify_event", row.seq)
        elif row.station != station and read.hash != row.hash:
            yield Finding("chain_hash", row.seq)


def parts(conn: Connection, station: str) -> Iterator[Finding]:
    """Every private part matches its commitment; one that is missing was erased by an event."""
    for row in _ROWS.each(conn):
        committed = json.loads(row.raw).get("private")
        if row.salt is not None:
            if PrivatePart(row.salt, row.data).commitment != committed:
                yield Finding("verify_part", row.seq)
        elif row.station == station and committed and not _erased(conn, row):
            yield Finding("verify_part_missing", row.seq)


def _erased(conn: Connection, row: object) -> bool:
    eraser = str(getattr(row, "erased_by", "") or "")
    station, _, seq = eraser.rpartition("/")
    if not seq.isdecimal():
        return False
    raw = _ERASERS.value(conn, {"station": station, "seq": int(seq)})
    if raw is None:
        return False
    event = json.loads(raw)
    named = event["body"]
    return bool(
        event["kind"] == "private.erased"
        and named.get("station") == getattr(row, "station", None)
        and getattr(row, "seq", None) in named.get("seqs", ())
    )


def series(conn: Connection, station: str) -> Iterator[Finding]:
    """Own folios are valid, ours, and without a gap from 1 to the counter of each year."""
    found: dict[int, list[int]] = {}
    for row in _FOLIOS.rows(conn):
        try:
            folio = parse(row.folio, this_year=0)
        except BadFolio:
            yield Finding("verify_folio")
            continue
        if folio.station != station:
            yield Finding("verify_folio", folio.counter)
        found.setdefault(folio.year, [0]).append(folio.counter)
    counters = {row.year: row.last for row in _COUNTERS.rows(conn)}
    for numbers in found.values():
        for before, after in pairwise(sorted(numbers)):
            if after != before + 1:
                yield Finding("verify_folio_gap", before + 1)
    if counters != {year: max(numbers) for year, numbers in found.items()}:
        yield Finding("verify_folio_counter")


def tables(conn: Connection, station: str) -> Iterator[Finding]:
    """Every own filing has its row and every row its filing, with the same folio."""
    row = _UNLIKE.first(conn, {"station": station})
    if row is not None:
        yield Finding("verify_tables", row.seq)


def folio_counts(conn: Connection) -> tuple[int, int]:
    """Own folios, and how many of them are voided."""
    row = _FOLIO_COUNTS.first(conn)
    return int(row.folios), int(row.voided)
