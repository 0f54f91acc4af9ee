"""From a filed matter to the frozen value its paper is made of (feature 33)."""

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.business_days import Calendar
from app.domain.catalog import Catalog, Unit
from app.domain.filed import FiledBody
from app.domain.place import colonia_name, one_line, place_line
from app.domain.private import PrivateFields
from app.domain.receipt import Receipt, ReceiptKind
from app.domain.report import IdentityMode, MatterKind

LONGEST_WORDS = 160
_ELLIPSIS = "…"
_TRIAGE = "triage"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The desk a paper comes from: `station` code and name, `clerk` code; `consult_at` is where
    the public looks a folio up and `ask_phone` whom to call (settings).
    """

    station: str
    station_name: str
    clerk: str
    consult_at: str = ""
    ask_phone: str = ""
    training: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """What was filed: `filed_at` is aware and in the desk's own zone, `private` None where it
    may not be read (sealed, erased), `qr` the text of the signed statement.
    """

    report_id: str
    filed_at: datetime
    catalog_version: str
    body: FiledBody
    private: PrivateFields | None = None
    qr: str = ""


def build_receipt(
    filed: Matter,
    *,
    catalog: Catalog,
    calendar: Calendar,
    issuer: Issuer,
    queue_place: int | None = None,
    told: bool = False,
    copy_number: int = 1,
) -> Receipt:
    """Everything the paper shows. `told`: the unit on duty has answered the live notice.

    A sealed matter gives only folio, date and whom to ask; another body's gives the orientation
    sheet without a date of ours.
    """
    sheet = _head(filed, issuer, copy_number)
    if filed.body.sealed:
        return _neutral(sheet, filed.body, catalog)
    private = filed.private or PrivateFields()
    sheet = _with_matter(sheet, filed.body, private, catalog)
    sheet = _with_target(sheet, filed.body, catalog, calendar)
    sheet = _with_person(sheet, filed.body, private, catalog)
    return replace(
        sheet,
        queue_place=queue_place,
        consult_at=issuer.consult_at,
        offline=filed.body.offline,
        doubtful_clock=filed.body.doubtful,
        live_notice_pending=filed.body.live and not told,
        qr=filed.qr,
    )


def _head(filed: Matter, issuer: Issuer, copy_number: int) -> Receipt:
    """What every sheet says, also one that may be found by the wrong person."""
    return Receipt(
        kind=ReceiptKind.GUIDANCE if filed.body.external else ReceiptKind.ACUSE,
        report_id=filed.report_id,
        folio=filed.body.folio,
        filed_at=filed.filed_at.isoformat("T", "seconds"),
        station=issuer.station,
        station_name=issuer.station_name,
        channel=filed.body.channel,
        clerk=issuer.clerk,
        catalog=filed.catalog_version,
        ask_phone=issuer.ask_phone,
        copy_number=copy_number,
        training=issuer.training,
    )


def _with_matter(
    sheet: Receipt, body: FiledBody, private: PrivateFields, catalog: Catalog
) -> Receipt:
    return replace(
        sheet,
        matter_kind=body.kind,
        service_name=_service_name(body, catalog),
        words=summary(private.text),
        place=place_line(private, colonia_name(body.colonia, catalog)),
        joined_to=body.join,
        attachments=_attachments(body, private),
    )


def _with_target(sheet: Receipt, body: FiledBody, catalog: Catalog, calendar: Calendar) -> Receipt:
    decide_by, due = _dates(body, catalog, calendar)
    told = replace(
        sheet,
        reason=_reason(body, catalog),
        rule=body.rule,
        commits=body.commits,
        decide_by=decide_by,
        due=due,
    )
    if body.external:
        outside = catalog.bodies[body.target]
        return replace(
            told, target_name=outside.name, target_phone=outside.phone, at_hand=outside.at_hand
        )
    unit = catalog.units[body.target]
    return replace(
        told,
        target_name=unit.name,
        responsible_post=unit.responsible_post,
        target_phone=unit.phone,
    )


def _with_person(
    sheet: Receipt, body: FiledBody, private: PrivateFields, catalog: Catalog
) -> Receipt:
    return replace(
        sheet,
        identity=body.identity,
        person_name="" if body.identity == IdentityMode.ANONYMOUS else private.name,
        consult_key=private.consult_key,
        notice_version=body.notice_version or catalog.notice.version,
        notice_validated=catalog.notice.validated,
    )


def summary(words: str, longest: int = LONGEST_WORDS) -> str:
    """A citizen's words in one line, cut after a whole word with «…»; `longest` counts the «…»."""
    line = one_line(words)
    if len(line) <= longest:
        return line
    room = longest - len(_ELLIPSIS)
    head = line[: room + 1].rpartition(" ")[0] or line[:room]
    return head.rstrip(" ,;:.-–—") + _ELLIPSIS


def _dates(body: FiledBody, catalog: Catalog, calendar: Calendar) -> tuple[str, str]:
    """(when the unit is decided, when the matter is attended), ISO, empty where there is none.

    The first only in triage on the way to another unit: then the service's own days begin the
    day it is decided.
    """
    if body.due is None:
        return "", ""
    unit = catalog.units.get(body.target)
    service = catalog.services.get(body.service)
    if not unit or not service or unit.kind != _TRIAGE or service.default_unit == unit.code:
        return "", body.due.isoformat()
    days = service.sla_business_days
    attended = calendar.add(body.due, days).isoformat() if days is not None else ""
    return body.due.isoformat(), attended


def _service_name(body: FiledBody, catalog: Catalog) -> str:
    service = catalog.services.get(body.service)
    return service.name if service else body.service


def _reason(body: FiledBody, catalog: Catalog) -> str:
    rules = catalog.rules.get(body.service, ())
    return next((rule.reason for rule in rules if rule.id == body.rule), "")


def _attachments(body: FiledBody, private: PrivateFields) -> tuple[tuple[str, int, str], ...]:
    names = private.attachment_names or ("",) * len(body.attachments)
    return tuple(
        (name, attachment.pages, attachment.sha256)
        for name, attachment in zip(names, body.attachments, strict=False)
    )


def _neutral(sheet: Receipt, body: FiledBody, catalog: Catalog) -> Receipt:
    """A sheet that may be found by the wrong person: it names no service, channel or key."""
    contact = _sealed_contact(body.target, catalog)
    return replace(
        sheet,
        kind=ReceiptKind.SEALED,
        channel="",
        target_name=contact.name if contact else "",
        target_phone=contact.phone if contact else "",
    )


def _sealed_contact(target: str, catalog: Catalog) -> Unit | None:
    """Internal control for every accusation against officials, whichever unit investigates it;
    Atención Ciudadana for all other sealed matters, whose unit's very name would tell.
    """
    accused = MatterKind.ACCUSATION_OF_OFFICIAL
    controls = [s.default_unit for s in catalog.services.values() if s.kind is accused]
    if target in controls:
        return catalog.units[controls[0]]
    return next((unit for unit in catalog.units.values() if unit.kind == _TRIAGE), None)
