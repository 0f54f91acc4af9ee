"""What becomes of a matter after it was filed: routed, moved on, voided, told, put on paper."""

from sqlalchemy import bindparam, select, update

from app.base.database import Prepared
from app.store import tables as t
from app.store.projections.arrival import Arrival
from app.store.projections.filed import OPEN_ENDS

_p = bindparam
_ROUTED = Prepared(
    update(t.reports)
    .where(t.reports.c.report_id == _p("rid"))
    .values({c: _p(c) for c in ("unit", "unit_kind", "priority", "place", "agrees", "changed_at")})
)
_STATUS = Prepared(
    update(t.reports)
    .where(t.reports.c.report_id == _p("rid"))
    .values({c: _p(c) for c in ("status", "unit", "place", "open", "changed_at")})
)
_NOW = Prepared(
    select(t.reports.c.unit, t.reports.c.unit_kind, t.reports.c.priority, t.reports.c.place).where(
        t.reports.c.report_id == _p("rid")
    )
)
_VOIDED = Prepared(
    update(t.reports)
    .where(t.reports.c.report_id == _p("rid"))
    .values(voided=1, status="anulado", open=0, live=0, changed_at=_p("changed_at"))
)
_UNJOINED = Prepared(
    update(t.reports)
    .where(t.reports.c.report_id == _p("rid"))
    .values(joined="", status=_p("status"), open=1, changed_at=_p("changed_at"))
)
_OUTPUT = Prepared(
    update(t.reports)
    .where(t.reports.c.report_id == _p("rid"), t.reports.c.outputs < _p("number"))
    .values(outputs=_p("number"))
)
_TOLD = Prepared(
    update(t.reports)
    .where(t.reports.c.report_id == _p("rid"))
    .values(live=_p("live"), live_tries=t.reports.c.live_tries + 1, live_since=_p("since"))
)


def routed(a: Arrival) -> None:
    """The central's decision; what the paper says (`target`) stays as printed."""
    event, body = a.chained.event, a.chained.event.body
    now = _NOW.run(a.conn, {"rid": event.report_id}).first()
    if now is None:
        return
    _ROUTED.run(
        a.conn,
        {
            "rid": event.report_id,
            "unit": body.get("target", now.unit),
            "unit_kind": body.get("target_kind", now.unit_kind),
            "priority": body.get("priority", now.priority),
            "place": body.get("place", now.place),
            "agrees": int(bool(body.get("agrees", True))),
            "changed_at": event.wall,
        },
    )


def status(a: Arrival) -> None:
    """The state the central gives, and who has the matter now."""
    event, body = a.chained.event, a.chained.event.body
    now = _NOW.run(a.conn, {"rid": event.report_id}).first()
    if now is None or "to" not in body:
        return
    _STATUS.run(
        a.conn,
        {
            "rid": event.report_id,
            "status": body["to"],
            "unit": body.get("unit") or now.unit,
            "place": body.get("place", now.place),
            "open": int(body["to"] not in OPEN_ENDS),
            "changed_at": event.wall,
        },
    )


def voided(a: Arrival) -> None:
    """A voided folio is an event, never an absence."""
    _VOIDED.run(a.conn, {"rid": a.chained.event.report_id, "changed_at": a.chained.event.wall})


def unjoined(a: Arrival) -> None:
    """A join undone: the matter goes its own way again."""
    values = {"rid": a.chained.event.report_id, "changed_at": a.chained.event.wall}
    _UNJOINED.run(a.conn, values | {"status": "canalizado"})


def output(a: Arrival) -> None:
    """How many times the paper came out."""
    number = int(a.chained.event.body.get("number", 1))
    _OUTPUT.run(a.conn, {"rid": a.chained.event.report_id, "number": number})


def notice_called(a: Arrival) -> None:
    """The duty telephone was tried; told or not."""
    told = a.chained.event.body.get("outcome") == "told"
    values = {
        "rid": a.chained.event.report_id,
        "live": int(not told),
        "since": a.chained.event.wall,
    }
    _TOLD.run(a.conn, values)
