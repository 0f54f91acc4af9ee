"""What goes down to a window: a page of the feed after its cursor (`sync.md` 1.9)."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from sync.central.ledger import EVERYBODY
from sync.central.refusal import ApiRefusal
from sync.central.tables import documents, feed, intake, intake_private
from sync.wire import FeedAnswer, FeedDocument, FeedEvent

LONGEST_WAIT = 25.0
LARGEST_PAGE = 1_000
PAGE_BYTES = 1_000_000


def make_cursor(epoch: str, number: int) -> str:
    return urlsafe_b64encode(f"{epoch}:{number}".encode()).decode()


def read_cursor(cursor: str, epoch: str, head: int) -> int:
    """The number in a cursor; 0 for an empty one.

    Raises:
        ApiRefusal: 410, the cursor is of another epoch or ahead of the feed: begin again.
    """
    if not cursor:
        return 0
    try:
        theirs, _, number = urlsafe_b64decode(cursor).decode().partition(":")
        place = int(number)
    except (Base64Error, ValueError) as error:
        raise ApiRefusal("bad_cursor", 422) from error
    if theirs != epoch or not 0 <= place <= head:
        raise ApiRefusal("cursor_gone", 410)
    return place


def head(conn: Connection) -> int:
    """The last number of the feed."""
    return conn.execute(select(func.max(feed.c.n))).scalar() or 0


def page(conn: Connection, station: str, cursor: str, limit: int, epoch: str) -> FeedAnswer:
    """At most `limit` items for one station; the cursor moves over what is not for it."""
    last = head(conn)
    after = read_cursor(cursor, epoch, last)
    limit = max(1, min(limit, LARGEST_PAGE))
    rows = conn.execute(_query(station, after, last, limit + 1)).all()
    items: list[FeedEvent | FeedDocument] = []
    size = 0
    for row in rows[:limit]:
        items.append(_document(row) if row.document else _event(row))
        size += len(row.raw or b"") + len(row.data or b"") + len(row.text or "")
        if size > PAGE_BYTES:
            break
    more = len(items) < len(rows)
    return FeedAnswer(
        cursor=make_cursor(epoch, items[-1].n if more else last), items=items, more=more
    )


def _query(station: str, after: int, last: int, limit: int) -> Any:
    private = and_(
        feed.c.owner == station,
        intake_private.c.n == intake.c.n,
    )
    return (
        select(
            feed.c.n,
            feed.c.document,
            feed.c.phone_tag,
            intake.c.raw,
            intake_private.c.salt,
            intake_private.c.data,
            documents.c.version,
            documents.c.data.label("text"),
        )
        .select_from(feed)
        .outerjoin(intake, intake.c.n == feed.c.intake)
        .outerjoin(intake_private, private)
        .outerjoin(documents, documents.c.name == feed.c.document)
        .where(
            feed.c.n > after,
            feed.c.n <= last,
            or_(feed.c.audience == EVERYBODY, feed.c.audience == station),
            feed.c.origin != station,
        )
        .order_by(feed.c.n)
        .limit(limit)
    )


def _event(row: Any) -> FeedEvent:
    return FeedEvent(n=row.n, raw=row.raw, salt=row.salt, data=row.data, phone_tag=row.phone_tag)


def _document(row: Any) -> FeedDocument:
    return FeedDocument(n=row.n, name=row.document, version=row.version, data=json.loads(row.text))
