"""A page of the feed, read so that what a newer central adds never stops the rest."""

from base64 import b64encode
from typing import Any

import msgspec

from app.domain.journal import BadEvent
from sync import wire

UNREAD = "unread"
Item = wire.FeedEvent | wire.FeedDocument
_ITEM: msgspec.json.Decoder[Item] = msgspec.json.Decoder(Item)


class LoosePage(wire.Message, frozen=True):
    """As `wire.FeedAnswer`, with its items still as they came."""

    cursor: str
    items: list[msgspec.Raw]
    more: bool


def read_page(page: LoosePage) -> wire.FeedAnswer:
    """Reads each item. One of a class that this program does not know is kept as it came, as the
    document `unread-N`, so that a later version can make sense of it.

    Raises `msgspec.DecodeError` for what is not even an item with a number.
    """
    items = [_item(raw) for raw in page.items]
    return wire.FeedAnswer(cursor=page.cursor, items=items, more=page.more)


def sift(items: list[Item]) -> list[Item]:
    """Puts events that this program cannot read aside in the same way."""
    return [item if _readable(item) else _unread(item.n, _plain(item)) for item in items]


def _item(raw: msgspec.Raw) -> Item:
    try:
        return _ITEM.decode(raw)
    except msgspec.ValidationError:
        numbered = msgspec.json.decode(raw, type=_Numbered)
        return _unread(numbered.n, msgspec.json.decode(raw))


def _readable(item: Item) -> bool:
    if isinstance(item, wire.FeedDocument):
        return True
    try:
        wire.from_wire(item)
    except BadEvent:
        return False
    return True


def _plain(item: Item) -> Any:
    raw = item.raw if isinstance(item, wire.FeedEvent) else b""
    return {"raw": b64encode(raw).decode()}


def _unread(number: int, data: Any) -> wire.FeedDocument:
    return wire.FeedDocument(n=number, name=f"{UNREAD}-{number}", version="", data=data)


class _Numbered(wire.Message, frozen=True):
    n: int
