"""Taking a page of the feed: events of other windows and the central, and whole documents."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, insert, select, text

from app.base.database import Prepared
from app.domain.changes import Changes
from app.domain.journal import CENTRAL_STATION, Chained, PrivatePart, parse
from app.store import displaced, documents, projections, sync_state
from app.store import tables as t
from app.store.projections import Arrival
from app.store.writer import ERASURE, Writer

_ROW = ("n", "station", "seq", "kind", "report_id", "raw", "hash")

_LAST = Prepared(select(func.coalesce(func.max(t.journal.c.n), 0)))
_KNOWN = Prepared(
    text(
        "SELECT j.station, j.seq, j.hash FROM json_each(:keys) k CROSS JOIN journal j"
        " ON j.station = k.value ->> 0 AND j.seq = k.value ->> 1"
    )
)
_ADD = Prepared(insert(t.journal).values({c: bindparam(c) for c in _ROW}))
_ADD_PART = Prepared(
    insert(t.private_parts).values({c: bindparam(c) for c in ("n", "salt", "data")})
)
_ADD_TAG = Prepared(insert(t.phone_tags).values({c: bindparam(c) for c in ("n", "tag")}))


@dataclass(frozen=True, slots=True)
class _Item:
    chained: Chained
    tag: bytes | None

    @property
    def key(self) -> tuple[str, int]:
        return self.chained.event.station, self.chained.event.seq


def apply_page(writer: Writer, items: Iterable[Any], cursor: str) -> Changes:
    """Stores a page and its cursor in the writer's transaction; the same page again changes
    nothing. An empty `cursor` leaves the one there is: for the first cuts of a large page.

    An item with `raw` is an event (`salt`, `data`, `phone_tag` beside it), one with `name` a
    document (`version`, `data`). Kinds nobody here knows are stored as they came. A central
    event that comes again with other bytes (the central was restored) takes the place of the
    one here, which is kept apart; so is another history of a window, and of our own chain.
    Raises `BadEvent` for what is not an event.
    """
    found: list[_Item] = []
    names: set[str] = set()
    for item in items:
        if getattr(item, "raw", None) is None:
            documents.put(writer, item.name, item.version, item.data)
            names.add(item.name)
        else:
            found.append(_read(item))
    arrivals = _store(writer, _new_ones(writer, found))
    projections.apply(writer.conn, arrivals)
    if cursor:
        sync_state.note(writer, cursor=cursor)
    return Changes(
        reports=frozenset(filter(None, (a.chained.event.report_id for a in arrivals))),
        people="people" in names,
        catalog="catalog" in names,
        sync=bool(arrivals or names),
    )


def _read(item: Any) -> _Item:
    withheld = item.salt is None or item.data is None
    part = None if withheld else PrivatePart(item.salt, item.data)
    return _Item(parse(item.raw, part), item.phone_tag)


def _new_ones(writer: Writer, found: list[_Item]) -> list[_Item]:
    """Those to be added: not here yet, or central's that displace what is here."""
    keys = json.dumps([item.key for item in found])
    known = {(x.station, x.seq): x.hash for x in _KNOWN.rows(writer.conn, {"keys": keys})}
    new: list[_Item] = []
    for item in found:
        stored = known.get(item.key)
        if stored == item.chained.hash:
            continue
        if item.key[0] == writer.station or (stored and item.key[0] != CENTRAL_STATION):
            displaced.keep(writer.conn, item.chained)
            continue
        if stored:
            displaced.take_out(writer.conn, *item.key)
        known[item.key] = item.chained.hash
        new.append(item)
    return new


def _store(writer: Writer, new: list[_Item]) -> list[Arrival]:
    if not new:
        return []
    n = int(_LAST.value(writer.conn))
    arrivals = [Arrival(x.chained, n + i, own=False) for i, x in enumerate(new, 1)]
    _ADD.run_many(writer.conn, [_row(a) for a in arrivals])
    parts = [(a.n, a.chained.private) for a in arrivals]
    _ADD_PART.run_many(
        writer.conn, [{"n": n, "salt": p.salt, "data": p.data} for n, p in parts if p]
    )
    tags = [(a.n, x.tag) for a, x in zip(arrivals, new, strict=True)]
    _ADD_TAG.run_many(writer.conn, [{"n": n, "tag": tag} for n, tag in tags if tag])
    writer.erases = writer.erases or any(a.chained.event.kind == ERASURE for a in arrivals)
    return arrivals


def _row(a: Arrival) -> dict[str, Any]:
    event = a.chained.event
    return {
        "n": a.n,
        "station": event.station,
        "seq": event.seq,
        "kind": event.kind,
        "report_id": event.report_id,
        "raw": a.chained.raw,
        "hash": a.chained.hash,
    }
