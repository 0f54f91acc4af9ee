"""Finding a matter again and reading what happened to it, for those who may."""

from dataclasses import dataclass

from app.base.errors import Refused
from app.domain.changes import Changes
from app.domain.folio import BadFolio, Folio, parse, suggestions
from app.domain.private import PrivateFields, read_part
from app.domain.roles import Actor, Permission, require
from app.services.acts import record
from app.services.check import LONGEST_TEXT
from app.services.desk import Desk
from app.store import queries, search
from app.store.rows import ReportRow, TimelineEntry

_CENTURY = 100


@dataclass(frozen=True, slots=True)
class MatterView:
    """One matter with its history. `private` only where this station holds it and it was not
    erased; never for a sealed matter.
    """

    row: ReportRow
    private: PrivateFields | None
    timeline: tuple[TimelineEntry, ...]


def find(
    desk: Desk, actor: Actor, text: str, limit: int = 50, before: int | None = None
) -> tuple[ReportRow, ...]:
    """Newest matters for a folio, telephone, name, colonia or words; sealed ones never by words.

    `before`: the `n` of the last row already shown, for the next page.
    """
    require(actor, Permission.FIND)
    with desk.store.read() as conn:
        folio = _folio_or_none(desk, text)
        if folio is not None:
            row = queries.by_folio(conn, str(folio))
            return (row,) if row else ()
        return search.find(conn, text, limit=limit, before=before)


def did_you_mean(desk: Desk, text: str) -> tuple[ReportRow, ...]:
    """Matters whose folio is one slip away from what was typed."""
    year = desk.today().year % _CENTURY
    near = suggestions(text, this_year=year)
    with desk.store.read() as conn:
        rows = (queries.by_folio(conn, str(folio)) for folio in near)
        return tuple(row for row in rows if row is not None)


def show(desk: Desk, actor: Actor, folio_text: str) -> MatterView:
    """One matter by its folio, whole or in its spoken form. Reading a person is itself recorded.

    Raises:
        BadFolio: the text is not a folio (the check character catches every single slip).
        Refused: `folio_unknown`: a valid folio this station does not know.
    """
    require(actor, Permission.FIND)
    folio = parse(folio_text, this_year=desk.today().year % _CENTURY)
    with desk.store.read() as conn:
        row = queries.by_folio(conn, str(folio))
        if row is None:
            raise Refused("folio_unknown", folio=str(folio))
        filing = None if row.sealed else queries.filing(conn, row)
        timeline = queries.timeline(conn, row.report_id)
    part = filing.private if filing else None
    private = read_part(part) if part and actor.may(Permission.READ_PERSON) else None
    if private is not None:
        _record_reading(desk, actor, row.report_id)
    return MatterView(row, private, timeline)


def _record_reading(desk: Desk, actor: Actor, report_id: str) -> None:
    """A read-only store still shows what it has: then nothing can be recorded, nor changed."""
    if desk.store.locked:
        return
    with desk.store.write() as writer:
        if queries.read_lately(writer.conn, report_id, actor.code, desk.clock.now()):
            return
        body = {"role": actor.role.value, "reason": "seguimiento"}
        record(writer, desk, actor, "person.read", report_id, body)


def add_information(desk: Desk, actor: Actor, report_id: str, text: str) -> Changes:
    """What the citizen adds later, in their words. Raises `Refused` when empty or too long."""
    require(actor, Permission.CAPTURE)
    desk.ensure_writable()
    text = text.strip()
    if not text or len(text) > LONGEST_TEXT:
        raise Refused("info_size", longest=LONGEST_TEXT)
    with desk.store.write() as writer:
        record(writer, desk, actor, "info.added", report_id, {}, {"text": text})
    return Changes(reports=frozenset({report_id}), sync=True)


def _folio_or_none(desk: Desk, text: str) -> Folio | None:
    try:
        return parse(text, this_year=desk.today().year % _CENTURY)
    except BadFolio:
        return None
