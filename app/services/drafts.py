"""Drafts: kept every two seconds, parked on the shelf, gone once they are filed."""

from app.domain.changes import Changes
from app.domain.report import Channel, Draft, NoticeGiven
from app.domain.roles import Actor, Permission, require
from app.services.desk import Desk
from app.store.drafts import KeptDraft


def new_draft(desk: Desk, channel: Channel = Channel.IN_PERSON) -> Draft:
    """An empty draft whose id will be the report's."""
    how = "leido" if channel is Channel.PHONE else "impreso"
    notice = NoticeGiven(desk.catalog.notice.version, how)
    return Draft(id=desk.ids.uuid7(), channel=channel, notice=notice)


def keep(desk: Desk, actor: Actor, draft: Draft) -> Changes:
    """Stores a draft as it stands, for the person who is typing it."""
    require(actor, Permission.CAPTURE)
    desk.drafts.keep(draft, owner=actor.code, at=desk.clock.now())
    return Changes(drafts=True)


def open_drafts(desk: Desk, actor: Actor) -> tuple[KeptDraft, ...]:
    """The person's own drafts, newest first; nobody else's are readable."""
    require(actor, Permission.CAPTURE)
    return desk.drafts.of(actor.code)


def drop(desk: Desk, actor: Actor, draft_id: str) -> Changes:
    """Throws a draft away, because its owner said so."""
    require(actor, Permission.CAPTURE)
    desk.drafts.drop(draft_id)
    return Changes(drafts=True)
