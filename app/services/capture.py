"""Filing: a draft gets its folio, is stored for good, and will reach the central."""

import hmac
import json
import uuid
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from app.base.errors import FieldError, Invalid, Refused
from app.base.ports import ClockReading
from app.domain.changes import Changes
from app.domain.filing import Filing, file_open, file_sealed
from app.domain.folio import BadFolio
from app.domain.folio import parse as parse_folio
from app.domain.journal import SALT_SIZE, Chained, PrivatePart
from app.domain.private import KEY_BYTES, new_consult_key
from app.domain.report import Draft, FiledReport
from app.domain.roles import Actor, Permission, require
from app.domain.routing import Decision, Facts, route
from app.services.check import Checked, check
from app.services.desk import Desk, local_time
from app.services.filed import filed_report
from app.services.paper import keep_receipt
from app.store import queries
from app.store.writer import Writer

_CENTURY = 100


@dataclass(frozen=True, slots=True)
class Filed:
    report: FiledReport
    changes: Changes


def decide(checked: Checked, desk: Desk, day: date) -> Decision:
    """Whose the draft is, with the answers it has on the day it is filed."""
    facts = Facts(answers=checked.draft.answers, water=checked.water, day=day)
    return route(desk.catalog, checked.service.code, facts)


def file_report(draft: Draft, *, actor: Actor, desk: Desk) -> Filed:
    """Give a draft its folio, store it as a report, and queue it for central.

    One transaction: event, report, folio, index and the draft's removal are stored together or
    not at all; the tail is written before this returns. Then the folio is on disk and may be
    shown and printed; nothing was sent and nothing here waits for the network. Filing the same
    draft again, or another one with the same `client_ref`, gives back the first report.

    Raises:
        Invalid: names every field that is wrong; with `client_ref_reused` when the same
            reference came before with other content.
        StoreDamaged: the tail is ahead of the database, or another token (sync 1.4).
    """
    require(actor, Permission.CAPTURE)
    desk.ensure_writable()
    reading = desk.reading()
    tag = _content_tag(draft, desk) if draft.client_ref else b""
    draft = _named_by_reference(draft, desk)
    checked = check(draft, desk, reading.wall)
    decision = decide(checked, desk, local_time(reading).date())
    with desk.store.write() as writer:
        known = queries.by_id(writer.conn, draft.id)
        first = queries.filing(writer.conn, known) if known else None
        if first is None:
            chained = _append(writer, checked, decision, reading, actor, desk)
            if draft.client_ref:
                queries.remember_tag(writer.conn, draft.id, tag)
            keep_receipt(writer, chained, actor, desk)
        else:
            _same_content(writer.conn, draft, tag)
            chained = first
    desk.drafts.drop(draft.id)
    report = filed_report(chained, desk.catalog, first_time=first is None)
    return Filed(report, Changes(reports=frozenset({draft.id}), drafts=True, sync=True))


def _append(
    writer: Writer,
    checked: Checked,
    decision: Decision,
    reading: ClockReading,
    actor: Actor,
    desk: Desk,
) -> Chained:
    local = local_time(reading)
    year = local.year % _CENTURY
    folio = writer.next_folio(writer.last_year() or year if reading.doubtful else year)
    filing = Filing(
        draft=checked.draft,
        decision=decision,
        folio=str(folio),
        due=desk.calendar.due(local, decision.sla_business_days),
        colonia=checked.colonia,
        commits=checked.service.commits,
        kind=checked.service.kind,
        consult_key=new_consult_key(desk.ids.token(KEY_BYTES)),
        offline=not queries.online(writer.conn, reading.wall),
        doubtful=reading.doubtful,
        join=_joined(writer.conn, checked.draft, local),
    )
    body, part = _parts(filing, desk)
    return writer.append(
        "report.filed",
        actor=actor.code,
        catalog=desk.catalog.version,
        body=body,
        report_id=checked.draft.id,
        private=part,
        reading=reading,
        event_id=desk.ids.uuid7(),
    )


def _parts(filing: Filing, desk: Desk) -> tuple[dict[str, object], PrivatePart]:
    salt = desk.ids.token(SALT_SIZE)
    if not filing.decision.sealed:
        return file_open(filing, desk.catalog, salt)
    key = desk.sealed_keys.get(filing.decision.target)
    if key is None:
        raise Refused("sealed_key_missing", unit=filing.decision.target)
    return file_sealed(filing, desk.catalog, salt, key)


def _joined(conn: Connection, draft: Draft, local: datetime) -> str | None:
    """The folio a draft is tied to, whole and existing. A join is one citizen's wish to add up."""
    if not draft.join:
        return None
    try:
        folio = parse_folio(draft.join, this_year=local.year % _CENTURY)
    except BadFolio as error:
        raise Invalid(FieldError("join", error.code)) from error
    parent = queries.by_folio(conn, str(folio))
    if parent is None or parent.sealed:
        raise Invalid(FieldError("join", "join_unknown"))
    return str(folio)


def _named_by_reference(draft: Draft, desk: Desk) -> Draft:
    """The same `client_ref` always gives the same report id, so the journal itself refuses twins."""
    if not draft.client_ref:
        return draft
    digest = hmac.digest(
        desk.tag_key, b"ref:" + draft.client_ref.encode(errors="replace"), "sha256"
    )
    return replace(draft, id=str(uuid.UUID(bytes=digest[:16], version=5)))


def _content_tag(draft: Draft, desk: Desk) -> bytes:
    """A keyed digest of what the caller sent: says whether it is the same, and nothing else."""
    content = json.dumps(_given(asdict(replace(draft, id=""))), sort_keys=True, default=str)
    return hmac.digest(desk.tag_key, b"content:" + content.encode(errors="replace"), "sha256")


def _given(value: object) -> object:
    """Without what was left empty: a field that a later version adds must not change the tag."""
    if isinstance(value, dict):
        return {key: _given(item) for key, item in value.items() if item not in ("", None, (), {})}
    return value


def _same_content(conn: Connection, draft: Draft, tag: bytes) -> None:
    if draft.client_ref and queries.tag_of(conn, draft.id) != tag:
        raise Invalid(FieldError("client_ref", "client_ref_reused"))
