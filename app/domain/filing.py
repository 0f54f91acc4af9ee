"""The event that makes a draft a report: body and private part of `report.filed`.

Open matters: the body has codes, numbers, hashes, choice answers and times; `private` the rest.
Sealed matters (`sync.md` 1.2): the body says only folio, target, key and number of attachments;
everything else is one envelope to the unit's public key, padded so that its length says little.
Reading bodies back: `filed`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.catalog import Catalog, Colonia
from app.domain.filed import SEALED_SERVICE, Attachment, FiledBody, read_filed
from app.domain.folio import Folio
from app.domain.journal import BadEvent, PrivatePart, canonical
from app.domain.private import PrivateFields, from_json, gather
from app.domain.report import Draft
from app.domain.routing import Decision
from app.domain.sealing import CannotUnseal, key_id, seal, unseal

__all__ = [
    "KIND",
    "SEALED_SERVICE",
    "Attachment",
    "FiledBody",
    "Filing",
    "file_draft",
    "open_part",
    "open_sealed",
    "read_filed",
    "sealed_body",
    "sealed_part",
    "split_answers",
]

KIND = "report.filed"
SEALED_INFO = b"ventanilla-sealed-1:"
SEALED_BLOCK = 1024
DONT_KNOW = "no_sabe"
_PAD_KEY = "pad"


@dataclass(frozen=True, slots=True)
class Filing:
    """Both halves of a `report.filed` in clear; a sealed matter has them inside its envelope."""

    body: Mapping[str, Any]
    private: PrivateFields


def split_answers(
    catalog: Catalog, answers: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """(codes, words): choices among a question's options, and all else, which is private."""
    codes, words = {}, {}
    for name, answer in answers.items():
        question = catalog.questions.get(name)
        allowed = {option.value for option in question.options} if question else set()
        if allowed and answer in allowed | {DONT_KNOW}:
            codes[name] = answer
        elif answer:
            words[name] = answer
    return codes, words


def file_draft(
    draft: Draft,
    decision: Decision,
    *,
    folio: Folio,
    due: date | None,
    catalog: Catalog,
    consult_key: str,
    colonia: Colonia | None = None,
    attachments: tuple[Attachment, ...] = (),
    offline: bool = False,
    doubtful: bool = False,
) -> Filing:
    """What is written of a checked draft; `doubtful` when the clock could not be trusted."""
    codes, words = split_answers(catalog, draft.answers)
    service = catalog.services[decision.service]
    notice = draft.notice
    body: dict[str, Any] = {
        "folio": str(folio),
        "channel": draft.channel.value,
        "kind": service.kind.value,
        "service": service.code,
        "answers": codes,
        "colonia": colonia.key if colonia else "",
        "free_colonia": colonia is None and bool(draft.place.colonia_libre),
        "identity": draft.person.mode.value,
        "safe": draft.person.safe,
        "third_party": draft.person.third_party,
        "rule": decision.rule_id,
        "target_kind": decision.target_kind,
        "target": decision.target,
        "notify": list(decision.notify),
        "sla": decision.sla_business_days,
        "due": due.isoformat() if due else None,
        "priority": decision.priority_class,
        "commits": service.commits,
        "live": decision.live_notice,
        "happened_at": draft.happened_at.isoformat("T", "seconds") if draft.happened_at else None,
        "notice": {"version": notice.version, "how": notice.how} if notice.version else None,
        "attachments": [
            {"sha256": a.sha256, "size": a.size, "pages": a.pages} for a in attachments
        ],
        "offline": offline,
        "doubtful": doubtful,
        "join": draft.join or None,
    }
    names = tuple(a.name for a in attachments)
    return Filing(body, gather(draft, words, consult_key, names))


def open_part(filing: Filing, salt: bytes) -> PrivatePart:
    """The private part of an open matter."""
    return PrivatePart(salt, canonical(filing.private.as_json()))


def sealed_body(filing: Filing, public_key: bytes) -> dict[str, Any]:
    """All that a sealed matter says in clear."""
    return {
        "folio": filing.body["folio"],
        "service": SEALED_SERVICE,
        "target": filing.body["target"],
        "key_id": key_id(public_key),
        "attachments": len(filing.body["attachments"]),
        "sealed": True,
    }


def sealed_part(filing: Filing, report_id: str, public_key: bytes, salt: bytes) -> PrivatePart:
    """The envelope of a sealed matter, for the unit that owns `public_key` and nobody else.

    Its plaintext is `{"body", "pad", "private"}` in canonical form, a multiple of 1 KiB long.
    """
    letter = {"body": filing.body, _PAD_KEY: "", "private": filing.private.as_json()}
    letter[_PAD_KEY] = " " * (-len(canonical(letter)) % SEALED_BLOCK)
    return PrivatePart(salt, seal(public_key, canonical(letter), _info(report_id)))


def open_sealed(part: PrivatePart, report_id: str, private_key: bytes) -> Filing:
    """What a sealed matter says, read with the unit's own key. Raises `CannotUnseal`."""
    letter = unseal(private_key, part.data, _info(report_id))
    try:
        found = json.loads(letter)
        return Filing(found["body"], from_json(found["private"]))
    except (ValueError, KeyError, TypeError, BadEvent) as error:
        raise CannotUnseal("cannot_unseal") from error


def _info(report_id: str) -> bytes:
    return SEALED_INFO + report_id.encode()
