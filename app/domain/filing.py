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

from app.domain.catalog import Catalog, Colonia
from app.domain.filed import SEALED_SERVICE, Attachment, FiledBody, read_filed
from app.domain.journal import BadEvent, PrivatePart, canonical
from app.domain.private import PrivateFields, fields_of, gather, make_part
from app.domain.report import Draft, MatterKind
from app.domain.routing import Decision
from app.domain.sealing import CannotUnseal, key_id, seal, unseal

__all__ = [
    "KIND",
    "SEALED_SERVICE",
    "Attachment",
    "FiledBody",
    "Filing",
    "Unsealed",
    "file_open",
    "file_sealed",
    "open_sealed",
    "read_filed",
    "split_answers",
]

KIND = "report.filed"
SEALED_INFO = b"ventanilla-sealed-1:"
SEALED_BLOCK = 1024
DONT_KNOW = "no_sabe"


@dataclass(frozen=True, slots=True)
class Filing:
    """A checked draft and everything that was decided about it.

    `folio` and `join` in full form; `commits` and `kind` are the service's; `doubtful` when the
    clock could not be trusted; `attachments` are the stored files, encrypted first when sealed.
    """

    draft: Draft
    decision: Decision
    folio: str
    due: date | None
    colonia: Colonia | None
    commits: str
    kind: MatterKind
    consult_key: str
    offline: bool = False
    doubtful: bool = False
    join: str | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What an envelope held: both halves of the matter as an open one would have them."""

    body: FiledBody
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


def file_open(
    filing: Filing, catalog: Catalog, salt: bytes
) -> tuple[dict[str, object], PrivatePart]:
    """Body and private part of an open matter; `salt` is `SALT_SIZE` random bytes."""
    body, private = _halves(filing, catalog)
    return body, make_part(private, salt)


def file_sealed(
    filing: Filing, catalog: Catalog, salt: bytes, public_key: bytes
) -> tuple[dict[str, object], PrivatePart]:
    """Body and envelope of a sealed matter, for the owner of `public_key` and nobody else.

    The envelope's plaintext is `{"body", "pad", "private"}` in canonical form; the pad makes it
    a multiple of 1 KiB, so that its length says little. Raises `Refused` (`sealed_key_bad`).
    """
    body, private = _halves(filing, catalog)
    letter = {"body": body, "pad": "", "private": private.as_json()}
    letter["pad"] = " " * (-len(canonical(letter)) % SEALED_BLOCK)
    clear: dict[str, object] = {
        "folio": filing.folio,
        "service": SEALED_SERVICE,
        "target": filing.decision.target,
        "key_id": key_id(public_key),
        "attachments": len(filing.attachments),
        "sealed": True,
    }
    envelope = seal(public_key, canonical(letter), _info(filing.draft.id))
    return clear, PrivatePart(salt, envelope)


def open_sealed(part: PrivatePart, report_id: str, private_key: bytes) -> Unsealed:
    """What a sealed matter says, read with the unit's own key. Raises `CannotUnseal`."""
    letter = unseal(private_key, part.data, _info(report_id))
    try:
        found = json.loads(letter)
        return Unsealed(read_filed(found["body"]), fields_of(found["private"]))
    except (ValueError, KeyError, TypeError, BadEvent) as error:
        raise CannotUnseal("cannot_unseal") from error


def _info(report_id: str) -> bytes:
    """Binds an envelope to its report, so that it cannot be laid into another one's folder."""
    return SEALED_INFO + report_id.encode()


def _halves(filing: Filing, catalog: Catalog) -> tuple[dict[str, object], PrivateFields]:
    codes, words = split_answers(catalog, filing.draft.answers)
    names = tuple(attachment.name for attachment in filing.attachments)
    return _body(filing, codes), gather(filing.draft, words, filing.consult_key, names)


def _body(filing: Filing, answers: dict[str, str]) -> dict[str, object]:
    draft, decision = filing.draft, filing.decision
    notice, happened = draft.notice, draft.happened_at
    return {
        "folio": filing.folio,
        "channel": draft.channel.value,
        "kind": filing.kind.value,
        "service": decision.service,
        "answers": answers,
        "colonia": filing.colonia.key if filing.colonia else "",
        "free_colonia": filing.colonia is None and bool(draft.place.colonia_libre),
        "identity": draft.person.mode.value,
        "safe": draft.person.safe,
        "third_party": draft.person.third_party,
        "rule": decision.rule_id,
        "target_kind": decision.target_kind,
        "target": decision.target,
        "notify": list(decision.notify),
        "sla": decision.sla_business_days,
        "due": filing.due.isoformat() if filing.due else None,
        "priority": decision.priority_class,
        "commits": filing.commits,
        "live": decision.live_notice,
        "happened_at": happened.isoformat("T", "seconds") if happened else None,
        "notice": {"version": notice.version, "how": notice.how} if notice.version else None,
        "attachments": [
            {"sha256": a.sha256, "size": a.size, "pages": a.pages} for a in filing.attachments
        ],
        "offline": filing.offline,
        "doubtful": filing.doubtful,
        "join": filing.join,
    }
