"""What the central says of our own events: which it could not apply yet, or at all."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete
from sqlalchemy.dialects import sqlite

from app.base.database import Prepared
from app.domain.journal import CENTRAL_STATION
from app.store import meta
from app.store import tables as t
from app.store.projections.arrival import Arrival

_p = bindparam
_SET_ASIDE = Prepared(
    sqlite.insert(t.set_aside)
    .values(seq=_p("seq"), state=_p("state"), reason=_p("reason"))
    .on_conflict_do_update(
        index_elements=["seq"], set_={"state": _p("state"), "reason": _p("reason")}
    )
)
_TAKEN = Prepared(delete(t.set_aside).where(t.set_aside.c.seq == _p("seq")))


def judged(conn: Connection, arrivals: list[Arrival]) -> None:
    """Sets own events aside (held, refused, failed) or, when applied at last, takes them back."""
    ours = meta.get(conn, "station")
    for a in arrivals:
        body = a.chained.event.body
        said_by_central = a.chained.event.station == CENTRAL_STATION
        if said_by_central and body.get("station") == ours and "seq" in body:
            _judge(conn, body)


def _judge(conn: Connection, body: Mapping[str, Any]) -> None:
    if body.get("state") == "applied":
        _TAKEN.run(conn, {"seq": body["seq"]})
        return
    values = {"seq": body["seq"], "state": body.get("state", ""), "reason": body.get("reason", "")}
    _SET_ASIDE.run(conn, values)
