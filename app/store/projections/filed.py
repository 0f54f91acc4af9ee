"""What `report.filed` does: a row, a counter, the words in the index."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, insert, text
from sqlalchemy.dialects import sqlite

from app.base.database import Prepared
from app.domain.folio import parse
from app.domain.journal import Event
from app.store import tables as t
from app.store.projections.arrival import Arrival, Values
from app.store.times import local

FILED = "report.filed"

_p = bindparam
_COLUMNS = (
    "n", "report_id", "folio", "station", "seq", "own", "filed_at", "tz_offset", "day", "actor",
    "catalog", "channel", "kind", "service", "colonia", "identity", "safe", "rule",
    "target_kind", "target", "commits", "due", "priority", "sealed", "doubtful", "offline",
    "joined", "phone", "status", "unit", "unit_kind", "live", "live_since", "changed_at",
)  # fmt: skip
_OWN = Prepared(insert(t.reports).values({name: _p(name) for name in _COLUMNS}))
_FOREIGN = Prepared(
    insert(t.reports).values({name: _p(name) for name in _COLUMNS}).prefix_with("OR IGNORE")
)
_FOREIGN = Prepared(
    insert(t.reports).values({name: _p(name) for name in _COLUMNS}).prefix_with("OR IGNORE")
)
INDEX = Prepared(
    text(
        "INSERT INTO search(rowid, words, name, place)"
        " SELECT n, words, name, place FROM search_source WHERE n BETWEEN :n AND :last"
    )
)
_COUNTER = Prepared(
    sqlite.insert(t.counters)
    .values(year=_p("year"), last=_p("last"))
    .on_conflict_do_update(
        index_elements=["year"], set_={"last": _p("last")}, where=t.counters.c.last < _p("last")
    )
)


def filed(conn: Connection, arrivals: list[Arrival]) -> None:
    """The matters' rows, their counters and their words in the index.

    A folio twice in our own series is an error of ours and raises; a foreign matter that is
    here already stays as it is.
    """
    good = [a for a in arrivals if a.chained.event.report_id and "folio" in a.chained.event.body]
    if not good:
        return
    own = [a for a in good if a.own]
    _OWN.run_many(conn, [_row(a) for a in own])
    _FOREIGN.run_many(conn, [_row(a) for a in good if not a.own])
    _COUNTER.run_many(conn, [_counter(a) for a in own])
    if len(good) > 1 or not good[0].chained.event.body.get("sealed"):
        INDEX.run(conn, {"n": good[0].n, "last": good[-1].n})


def _row(a: Arrival) -> Values:
    event, body = a.chained.event, a.chained.event.body
    sealed = bool(body.get("sealed", False))
    said = {} if sealed or a.chained.private is None else json.loads(a.chained.private.data)
    row = _report_values(event, body, sealed=sealed)
    return row | {"n": a.n, "own": int(a.own), "phone": said.get("phone") or ""}


def _counter(a: Arrival) -> Values:
    folio = parse(str(a.chained.event.body["folio"]), this_year=0)
    return {"year": folio.year, "last": folio.counter}


def _report_values(event: Event, body: Mapping[str, Any], *, sealed: bool) -> Values:
    external = body.get("target_kind") == "external"
    joined = str(body.get("join") or "")
    status = "adherido" if joined else "orientado" if external else "canalizado"
    live = bool(body.get("live"))
    return {
        "report_id": event.report_id,
        "folio": body["folio"],
        "station": event.station,
        "seq": event.seq,
        "filed_at": event.wall,
        "tz_offset": event.tz_offset,
        "day": local(event.wall, event.tz_offset).date().isoformat(),
        "actor": event.actor,
        "catalog": event.catalog,
        "channel": body.get("channel", ""),
        "kind": body.get("kind", ""),
        "service": body.get("service", ""),
        "colonia": body.get("colonia", ""),
        "identity": body.get("identity", ""),
        "safe": int(bool(body.get("safe", True))),
        "rule": body.get("rule", ""),
        "target_kind": body.get("target_kind", "unit"),
        "target": body.get("target", ""),
        "commits": body.get("commits") or "",
        "due": body.get("due") or "",
        "priority": body.get("priority", 9),
        "sealed": int(sealed),
        "doubtful": int(bool(body.get("doubtful"))),
        "offline": int(bool(body.get("offline"))),
        "joined": joined,
        "status": status,
        "unit": body.get("target", ""),
        "unit_kind": body.get("target_kind", "unit"),
        "live": int(live),
        "live_since": event.wall if live else "",
        "changed_at": event.wall,
    }
