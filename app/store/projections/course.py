"""What becomes of a matter after it was filed: routed, moved on, voided, told, put on paper."""

from sqlalchemy import bindparam, case, func, update

from app.base.database import Prepared
from app.store import tables as t
from app.store.projections.arrival import Arrival, Simple, Values

_p = bindparam
_r = t.reports.c
_matter = update(t.reports).where(_r.report_id == _p("rid"))
_place = case((_p("placed") == 1, _p("place")), else_=_r.place)
_ROUTED = Prepared(
    _matter.values(
        unit=func.coalesce(_p("unit"), _r.unit),
        unit_kind=func.coalesce(_p("unit_kind"), _r.unit_kind),
        priority=func.coalesce(_p("priority"), _r.priority),
        place=_place,
        agrees=_p("agrees"),
        changed_at=_p("changed_at"),
    )
)
_STATUS = Prepared(
    _matter.values(
        status=func.coalesce(_p("status"), _r.status),
        unit=func.coalesce(_p("unit"), _r.unit),
        place=_place,
        changed_at=_p("changed_at"),
    )
)
_VOIDED = Prepared(_matter.values(voided=1, status="anulado", live=0, changed_at=_p("changed_at")))
_UNJOINED = Prepared(_matter.values(joined="", status="canalizado", changed_at=_p("changed_at")))
_OUTPUT = Prepared(_matter.where(_r.outputs < _p("number")).values(outputs=_p("number")))
_CALLED = Prepared(
    _matter.values(live=_p("live"), live_tries=_r.live_tries + 1, live_since=_p("since"))
)


def _routed(a: Arrival) -> Values:
    """The central's decision; what the paper says (`target`) stays as printed."""
    body = a.chained.event.body
    return _course(a) | {
        "unit": body.get("target"),
        "unit_kind": body.get("target_kind"),
        "priority": body.get("priority"),
        "agrees": int(bool(body.get("agrees", True))),
    }


def _status(a: Arrival) -> Values:
    """The state the central gives, and who has the matter now."""
    body = a.chained.event.body
    return _course(a) | {"status": body.get("to"), "unit": body.get("unit") or None}


def _course(a: Arrival) -> Values:
    body = a.chained.event.body
    return {
        "rid": a.chained.event.report_id,
        "placed": int("place" in body),
        "place": body.get("place"),
        "changed_at": a.chained.event.wall,
    }


def _at(a: Arrival) -> Values:
    return {"rid": a.chained.event.report_id, "changed_at": a.chained.event.wall}


def _output(a: Arrival) -> Values:
    number = int(a.chained.event.body.get("number", 1))
    return {"rid": a.chained.event.report_id, "number": number}


def _called(a: Arrival) -> Values:
    told = a.chained.event.body.get("outcome") == "told"
    event = a.chained.event
    return {"rid": event.report_id, "live": int(not told), "since": event.wall}


routed = Simple(_ROUTED, _routed)
status = Simple(_STATUS, _status)
voided = Simple(_VOIDED, _at)
unjoined = Simple(_UNJOINED, _at)
output = Simple(_OUTPUT, _output)
notice_called = Simple(_CALLED, _called)
