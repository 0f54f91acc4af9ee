"""Finding matters by what identifies them: folio, id, caller; and what happened to one.

Every function takes a connection of `Store.read()` (or a writer's) and gives frozen rows.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, bindparam, func, insert, select, text, union_all

from app.base.database import Prepared
from app.domain.journal import (
    CENTRAL_STATION,
    BrokenChain,
    Chained,
    Event,
    parse,
    verify_chain,
)
from app.store import log, meta, sync_state
from app.store import tables as t
from app.store.rows import Counts, ReportRow, SafeWord, TimelineEntry
from app.store.times import local

r, part = t.reports.c, t.private_parts.c
RECENT = 1_000
FRESH = timedelta(minutes=1)
LATELY = timedelta(minutes=10)

REPORTS: Select[Any] = select(t.reports, part.data, part.erased_by).join_from(
    t.reports, t.private_parts, part.n == r.n, isouter=True
)
_NAMES = tuple(REPORTS.selected_columns.keys())
_BY_FOLIO = Prepared(REPORTS.where(r.folio == bindparam("folio")))
_BY_ID = Prepared(REPORTS.where(r.report_id == bindparam("report_id")))
_TIMELINE = Prepared(
    select(t.journal.c.raw, part.data)
    .join_from(t.journal, t.private_parts, part.n == t.journal.c.n, isouter=True)
    .where(t.journal.c.report_id == bindparam("report_id"))
    .order_by(t.journal.c.n)
)
_COUNT = Prepared(select(func.count()).select_from(t.reports))
_OWN_COUNT = Prepared(select(func.coalesce(func.sum(t.counters.c.last), 0)))
_CALLER = Prepared(
    REPORTS.where(
        r.n.in_(
            union_all(
                select(r.n).where(r.phone == bindparam("phone"), r.phone != text("''")),
                select(t.phone_tags.c.n).where(t.phone_tags.c.tag == bindparam("tag")),
            ).scalar_subquery()
        )
    )
    .order_by(r.n.desc())
    .limit(bindparam("most"))
)
_LAST4 = Prepared(
    REPORTS.where(
        func.substr(r.phone, text("-4")) == bindparam("last4"),
        r.phone != text("''"),
        r.n < bindparam("before"),
    )
    .order_by(r.n.desc())
    .limit(bindparam("most"))
)
_TAG = Prepared(insert(t.filed_tags).values({c: bindparam(c) for c in ("report_id", "tag")}))
_TAG_OF = Prepared(
    select(t.filed_tags.c.tag).where(t.filed_tags.c.report_id == bindparam("report_id"))
)
NEWEST = 2**62


def by_folio(conn: Connection, folio: str) -> ReportRow | None:
    """The matter with this folio (as `str(Folio)` writes it), or None."""
    return first(conn, _BY_FOLIO.first(conn, {"folio": folio}))


def by_id(conn: Connection, report_id: str) -> ReportRow | None:
    """The matter with this report id, or None."""
    return first(conn, _BY_ID.first(conn, {"report_id": report_id}))


def filing(conn: Connection, row: ReportRow) -> Chained | None:
    """The event that filed a matter, with its private part where this home has it."""
    return log.event_at(conn, row.station, row.seq)


def filed_event(conn: Connection, report_id: str) -> Chained | None:
    """The same by report id; None when nothing was filed under it."""
    row = by_id(conn, report_id)
    return None if row is None else filing(conn, row)


def timeline(conn: Connection, report_id: str) -> tuple[TimelineEntry, ...]:
    """Everything known to have happened to a matter, in the order it became known here."""
    return tuple(_entry(x.raw, x.data) for x in _TIMELINE.rows(conn, {"report_id": report_id}))


def caller(
    conn: Connection, phone: str, tag: bytes = b"", limit: int = 50
) -> tuple[ReportRow, ...]:
    """The history of a telephone number (ten digits), newest first; `tag` is its HMAC with the
    office key, under which other windows' matters of the same caller are known.
    """
    values = {"phone": phone, "tag": tag, "most": limit}
    return rows(conn, _CALLER.rows(conn, values))


def last_four(
    conn: Connection, digits: str, limit: int = 50, before: int = NEWEST
) -> tuple[ReportRow, ...]:
    """Own matters whose telephone ends in these four digits, newest first."""
    values = {"last4": digits, "most": limit, "before": before}
    return rows(conn, _LAST4.rows(conn, values))


def counts(conn: Connection) -> Counts:
    """How much there is, and how much of it waits."""
    seq, _digest = log.head(conn, meta.get(conn, "station"))
    return Counts(
        reports=int(_COUNT.value(conn)),
        own_reports=int(_OWN_COUNT.value(conn)),
        events=seq,
        pending=max(0, seq - sync_state.load(conn).high_seq),
        quarantined=sync_state.set_aside_count(conn),
    )


def online(conn: Connection, now: datetime) -> bool:
    """Whether a genuine central answered within the last minute."""
    last = sync_state.load(conn).contacted_at
    return last is not None and abs(now - last) <= FRESH


def read_lately(conn: Connection, report_id: str, actor: str, now: datetime) -> bool:
    """Whether the actor's reading of this person was recorded in the last ten minutes."""
    return any(
        entry.kind == "person.read" and entry.actor == actor and now - entry.at <= LATELY
        for entry in timeline(conn, report_id)
    )


def remember_tag(conn: Connection, report_id: str, tag: bytes) -> None:
    """Notes the keyed digest of what a calling program sent under this report id."""
    _TAG.run(conn, {"report_id": report_id, "tag": tag})


def tag_of(conn: Connection, report_id: str) -> bytes | None:
    """The digest noted at filing; None when there is none (it goes with an erasure)."""
    found: bytes | None = _TAG_OF.value(conn, {"report_id": report_id})
    return found


def recent_chain_ok(conn: Connection) -> bool:
    """Whether the newest thousand events of our own chain follow from one another."""
    station = meta.get(conn, "station")
    after = max(0, log.head(conn, station)[0] - RECENT)
    start = log.hash_at(conn, station, after)
    if start is None:
        return False
    try:
        verify_chain(log.chain_rows(conn, station, after), start, after)
    except BrokenChain:
        return False
    return True


def first(conn: Connection, row: Any | None) -> ReportRow | None:
    return None if row is None else rows(conn, (row,))[0]


def rows(conn: Connection, found: Iterable[Any]) -> tuple[ReportRow, ...]:
    """Rows of `REPORTS` as values, with the safe word the sync state gives them."""
    state = sync_state.load(conn)
    return tuple(_row(dict(zip(_NAMES, x, strict=True)), state) for x in found)


def _row(x: Mapping[str, Any], state: sync_state.SyncState) -> ReportRow:
    said = {} if x["sealed"] or x["data"] is None else msgspec.json.decode(x["data"])
    return ReportRow(
        n=x["n"], report_id=x["report_id"], folio=x["folio"], station=x["station"], seq=x["seq"],
        own=bool(x["own"]), filed_at=local(x["filed_at"], x["tz_offset"]), actor=x["actor"],
        catalog=x["catalog"], channel=x["channel"], kind=x["kind"], service=x["service"],
        colonia=x["colonia"], identity=x["identity"], safe=bool(x["safe"]), rule=x["rule"],
        target_kind=x["target_kind"], target=x["target"], commits=x["commits"],
        due=date.fromisoformat(x["due"]) if x["due"] else None, priority=x["priority"],
        sealed=bool(x["sealed"]), external=x["target_kind"] == "external",
        doubtful=bool(x["doubtful"]), offline=bool(x["offline"]), joined=x["joined"],
        status=x["status"], unit=x["unit"], unit_kind=x["unit_kind"], place_number=x["place"],
        agrees=bool(x["agrees"]), voided=bool(x["voided"]), live=bool(x["live"]),
        outputs=x["outputs"], safe_word=_safe_word(x, state), words=said.get("text") or "",
        name=said.get("name") or "", phone=said.get("phone") or "", place_text=_place(said),
        erased=x["erased_by"] is not None,
    )  # fmt: skip


def _safe_word(x: Mapping[str, Any], state: sync_state.SyncState) -> SafeWord:
    if not x["own"]:
        return "recibido"
    if x["seq"] <= min(state.safe_seq, state.high_seq):
        return "respaldo"
    return "recibido" if x["seq"] <= state.high_seq else "guardado"


def _place(said: Mapping[str, Any]) -> str:
    crossings = " y ".join(c for c in said.get("crossings") or () if c)
    street = " ".join(p for p in (said.get("street"), said.get("number")) if p)
    parts = (street, crossings, said.get("reference"), said.get("colonia_libre"))
    return ", ".join(p for p in parts if p)


def _entry(raw: bytes, data: bytes | None) -> TimelineEntry:
    event: Event = parse(raw).event
    readable = data is not None and not event.body.get("sealed")
    return TimelineEntry(
        at=local(event.wall, event.tz_offset),
        kind=event.kind,
        actor=event.actor,
        station="" if event.station == CENTRAL_STATION else event.station,
        seq=event.seq,
        facts=event.body,
        texts=json.loads(data) if readable and data is not None else {},
    )
