"""What a `report.filed` says, read back by window, central and paper alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.base.errors import Refused
from app.domain import folio as folios
from app.domain.journal import BadEvent
from app.domain.report import Channel, IdentityMode, MatterKind

SEALED_SERVICE = "reservado"
SEALED_PRIORITY = 1
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_CODE = re.compile(r"[0-9A-Za-z_-]+\Z")
_TYPES: dict[str, tuple[type, ...]] = {
    "folio": (str,),
    "channel": (str,),
    "kind": (str,),
    "service": (str,),
    "answers": (dict,),
    "colonia": (str,),
    "free_colonia": (bool,),
    "identity": (str,),
    "safe": (bool,),
    "third_party": (bool,),
    "rule": (str,),
    "target_kind": (str,),
    "target": (str,),
    "notify": (list,),
    "sla": (int, type(None)),
    "due": (str, type(None)),
    "priority": (int,),
    "commits": (str,),
    "live": (bool,),
    "happened_at": (str, type(None)),
    "notice": (dict, type(None)),
    "attachments": (list,),
    "offline": (bool,),
    "doubtful": (bool,),
    "join": (str, type(None)),
}
_SEALED_TYPES: dict[str, tuple[type, ...]] = {
    "folio": (str,),
    "service": (str,),
    "target": (str,),
    "key_id": (str,),
    "attachments": (int,),
    "sealed": (bool,),
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A stored file: `sha256` hex of its stored bytes, `size` bytes; `name` is private."""

    sha256: str
    size: int
    pages: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class FiledBody:
    """The body of a `report.filed`. Of a sealed one only the first block says anything.

    `priority` of sealed matters is 1 for all of them: which class it really has, and by when it
    is due, would say what the matter is about.
    """

    folio: str
    service: str
    target: str
    target_kind: str = "unit"
    sealed: bool = False
    key_id: str = ""
    attachment_count: int = 0
    priority: int = SEALED_PRIORITY

    channel: str = ""
    kind: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    colonia: str = ""
    free_colonia: bool = False
    identity: str = ""
    safe: bool = False
    third_party: bool = False
    rule: str = ""
    notify: tuple[str, ...] = ()
    sla: int | None = None
    due: date | None = None
    commits: str = ""
    live: bool = False
    happened_at: str = ""
    notice_version: str = ""
    notice_how: str = ""
    attachments: tuple[Attachment, ...] = ()
    offline: bool = False
    doubtful: bool = False
    join: str = ""

    @property
    def external(self) -> bool:
        return self.target_kind == "external"


def read_filed(body: Mapping[str, Any]) -> FiledBody:
    """Raises `BadEvent` (`bad_filed`, naming the `field`) for a body that is not what it must be.

    Fields of a newer version are ignored.
    """
    if body.get("sealed") is True:
        return _read_sealed(body)
    _check_types(body, _TYPES)
    _check_codes(body)
    notice = body["notice"] or {}
    return FiledBody(
        **{name: body[name] for name in _PLAIN},
        answers=dict(body["answers"]),
        notify=tuple(body["notify"]),
        due=date.fromisoformat(body["due"]) if body["due"] else None,
        happened_at=body["happened_at"] or "",
        notice_version=notice.get("version", ""),
        notice_how=notice.get("how", ""),
        attachments=tuple(_attachment(a) for a in body["attachments"]),
        attachment_count=len(body["attachments"]),
        join=body["join"] or "",
    )


_PLAIN = (
    "folio", "service", "target", "target_kind", "channel", "kind", "colonia", "free_colonia",
    "identity", "safe", "third_party", "rule", "sla", "priority", "commits", "live", "offline",
    "doubtful",
)  # fmt: skip


def _read_sealed(body: Mapping[str, Any]) -> FiledBody:
    _check_types(body, _SEALED_TYPES)
    _check_folio(body["folio"])
    if body["service"] != SEALED_SERVICE:
        raise BadEvent("bad_filed", field="service")
    return FiledBody(
        folio=body["folio"],
        service=SEALED_SERVICE,
        target=body["target"],
        sealed=True,
        key_id=body["key_id"],
        attachment_count=body["attachments"],
    )


def _check_types(body: Mapping[str, Any], types: Mapping[str, tuple[type, ...]]) -> None:
    for name, allowed in types.items():
        if name not in body or type(body[name]) not in allowed:
            raise BadEvent("bad_filed", field=name)


def _check_codes(body: Mapping[str, Any]) -> None:
    _check_folio(body["folio"])
    tests = {
        "channel": body["channel"] in set(Channel),
        "kind": body["kind"] in set(MatterKind),
        "identity": body["identity"] in set(IdentityMode),
        "service": _CODE.match(body["service"]) is not None,
        "target": _CODE.match(body["target"]) is not None,
        "target_kind": body["target_kind"] in {"unit", "external"},
        "priority": body["priority"] >= 0,
        "answers": all(isinstance(v, str) for v in body["answers"].values()),
        "notify": all(isinstance(v, str) for v in body["notify"]),
        "notice": all(isinstance(v, str) for v in (body["notice"] or {}).values()),
        "due": body["due"] is None or _is_date(body["due"]),
        "attachments": all(_is_attachment(a) for a in body["attachments"]),
    }
    for name, holds in tests.items():
        if not holds:
            raise BadEvent("bad_filed", field=name)


def _check_folio(text: str) -> None:
    try:
        written = str(folios.parse(text, this_year=0))
    except Refused as error:
        raise BadEvent("bad_filed", field="folio") from error
    if written != text:
        raise BadEvent("bad_filed", field="folio")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_attachment(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("sha256"), str)
        and _SHA256.match(value["sha256"]) is not None
        and all(type(value.get(name)) is int and value[name] >= 0 for name in ("size", "pages"))
    )


def _attachment(value: Mapping[str, Any]) -> Attachment:
    return Attachment(value["sha256"], value["size"], value["pages"])
