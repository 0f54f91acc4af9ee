"""What the central says of our own events: which it could not apply yet, or at all."""

from sqlalchemy import bindparam, delete
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


def judged(a: Arrival) -> None:
    """Sets an own event aside (held, refused, failed) or, when applied at last, takes it back."""
    body = a.chained.event.body
    if a.chained.event.station != CENTRAL_STATION or "seq" not in body:
        return
    if body.get("station") != meta.get(a.conn, "station"):
        return
    if body.get("state") == "applied":
        _TAKEN.run(a.conn, {"seq": body["seq"]})
        return
    values = {"seq": body["seq"], "state": body.get("state", ""), "reason": body.get("reason", "")}
    _SET_ASIDE.run(a.conn, values)
