"""What staff read of a matter's private part; each reading is on the record (feature 62)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from app.base.i18n import _
from app.domain.catalog import Catalog
from app.domain.filed import FiledBody, read_filed
from app.domain.journal import BadEvent, PrivatePart, parse
from app.domain.private import PrivateFields, read_part, same_consult_key
from app.domain.roles import Actor
from sync.central.core import Central
from sync.central.ledger import Ledger
from sync.central.tables import intake, intake_private, person_reads


@dataclass(frozen=True, slots=True)
class Said:
    """The citizen's words, and name → value of what else was said; `missing` says why no words."""

    text: str
    facts: tuple[tuple[str, str], ...]
    missing: str = ""


def read(central: Central, actor: Actor, report: Row[Any]) -> Said:
    """The private side of a matter for those who attend it.

    The first reading of a day by each person is an event `person.read` of the central's journal.
    """
    with central.write() as ledger:
        _record(ledger, actor, report)
        body, private = _stored(ledger.conn, report.n)
    if private is None:
        facts = _facts(central.config.catalog, body, PrivateFields())
        return Said("", facts, _("Ya no se conserva."))
    missing = "" if private.text else _("No dejó palabras.")
    return Said(private.text, _facts(central.config.catalog, body, private), missing)


def read_with_key(central: Central, conn: Connection, report: Row[Any], key: str) -> Said | None:
    """The same for whoever holds the paper's consultation key; None when it is not the key.

    The clerk's internal note is not theirs to read.
    """
    body, private = _stored(conn, report.n)
    if private is None or not same_consult_key(key, private.consult_key):
        return None
    return Said(private.text, _facts(central.config.catalog, body, replace(private, note="")))


def _stored(conn: Connection, number: int) -> tuple[FiledBody, PrivateFields | None]:
    """Both halves of a filing; no private one when it was erased or is an envelope."""
    row = conn.execute(
        select(intake.c.raw, intake_private.c.salt, intake_private.c.data)
        .outerjoin(intake_private, intake_private.c.n == intake.c.n)
        .where(intake.c.n == number)
    ).one()
    body = read_filed(parse(bytes(row.raw)).event.body)
    if row.salt is None:
        return body, None
    try:
        return body, read_part(PrivatePart(bytes(row.salt), bytes(row.data)))
    except BadEvent:
        return body, None


def _record(ledger: Ledger, actor: Actor, report: Row[Any]) -> None:
    seen = {"report_id": report.report_id, "code": actor.code, "day": ledger.now[:10]}
    known = ledger.conn.execute(select(person_reads.c.day).filter_by(**seen)).first()
    if known is None:
        ledger.conn.execute(insert(person_reads).values(**seen))
        body = {"role": actor.role.value, "reason": "attend"}
        ledger.record("person.read", actor=actor.code, body=body, report_id=report.report_id)


def _facts(
    catalog: Catalog, body: FiledBody, private: PrivateFields
) -> tuple[tuple[str, str], ...]:
    colonia = body.colonia.split("|")[1] if "|" in body.colonia else private.colonia_libre
    street = " ".join(part for part in (private.street, private.number) if part)
    crossings = _(" y ").join(private.crossings)
    place = ", ".join(
        part
        for part in (
            street,
            _("entre {crossings}").format(crossings=crossings) if crossings else "",
            colonia,
            private.reference,
        )
        if part
    )
    pairs = [(_("Lugar"), place)]
    pairs += _answers(catalog, {**body.answers, **private.answers})
    pairs += [
        (_("Persona"), private.name or (_("Anónima") if body.identity == "anonima" else "")),
        (_("Teléfono"), _phone(private.phone, safe=body.safe)),
        (_("Correo"), private.email),
        (_("Nota interna"), private.note),
    ]
    return tuple((name, value) for name, value in pairs if value)


def _phone(phone: str, *, safe: bool) -> str:
    if not phone:
        return ""
    shown = f"{phone[:2]} {phone[2:6]} {phone[6:]}"
    return shown if safe else _("{phone}, no llamar").format(phone=shown)


def _answers(catalog: Catalog, answers: Mapping[str, str]) -> list[tuple[str, str]]:
    shown = []
    for code, answer in answers.items():
        question = catalog.questions.get(code)
        if question is None:
            continue
        labels = {option.value: option.label for option in question.options}
        shown.append((question.text, labels.get(answer, answer)))
    return shown
