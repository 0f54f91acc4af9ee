"""What filing gave, read back from the event itself, so that the first and a second answer agree."""

from datetime import datetime

from app.domain.catalog import Catalog
from app.domain.filed import FiledBody, read_filed
from app.domain.journal import Chained
from app.domain.private import PrivateFields, read_part
from app.domain.report import FiledReport
from app.store.times import moment


def filed_report(chained: Chained, catalog: Catalog, *, first_time: bool) -> FiledReport:
    """The answer for one `report.filed` of this station."""
    event = chained.event
    body = read_filed(event.body)
    private = private_side(chained, body)
    return FiledReport(
        report_id=event.report_id or "",
        folio=body.folio,
        seq=event.seq,
        service=body.service,
        target_kind=body.target_kind,
        target=body.target,
        target_name=catalog.target_name(body.target_kind, body.target),
        rule=body.rule,
        reason=reason_of(catalog, body),
        due=body.due,
        commits=body.commits,
        priority=body.priority,
        precedence=None,
        sealed=body.sealed,
        external=body.external,
        live_notice=body.live,
        consult_key=private.consult_key if private else "",
        filed_at=filed_moment(chained),
        first_time=first_time,
    )


def private_side(chained: Chained, body: FiledBody) -> PrivateFields | None:
    """What a person said, where it may be read here: never of a sealed matter."""
    if body.sealed or chained.private is None:
        return None
    return read_part(chained.private)


def filed_moment(chained: Chained) -> datetime:
    """When it was filed, aware, UTC."""
    return moment(chained.event.wall)


def reason_of(catalog: Catalog, body: FiledBody) -> str:
    """The sentence of the rule that decided; empty when the catalogue no longer has it."""
    rules = catalog.rules.get(body.service, ())
    return next((rule.reason for rule in rules if rule.id == body.rule), "")
