"""Invented matters of the real catalogue, for tests of what is written about them."""

from datetime import date, datetime, timedelta, timezone

from app.domain.conditions import Facts
from app.domain.filing import Filing
from app.domain.folio import Folio
from app.domain.report import Draft, IdentityMode, NoticeGiven, Person, Place
from app.domain.routing import route
from tests.unit.shipped import catalog

REPORT_ID = "01935a5e-0000-7000-8000-000000000001"
SALT = bytes(range(16))
DAY = date(2026, 11, 23)
LOCAL = datetime(2026, 11, 23, 10, 15, 3, tzinfo=timezone(timedelta(hours=-6)))

PERSON = Person(
    IdentityMode.IDENTIFIED, "Eustolia Ñíguez", "3312345678", "044 33 1234 5678", "eus@correo.mx"
)
PLACE = Place(
    colonia="Tlaquepaque Centro",
    cp="45500",
    street="Independencia",
    number="212",
    crossings=("Progreso", "Donato Guerra"),
    reference="frente a la tortillería",
    lat=20.6404251,
    lon=-103.3114499,
)
# What an outsider must never find in the clear half of anything.
SECRETS = (
    "Eustolia", "3312345678", "eus@correo.mx", "Independencia", "Progreso", "tortiller",
    "lámpara", "vecina", "7K2-M4T", "20640425",
)  # fmt: skip


def draft(service: str = "ALU-01", **changes: object) -> Draft:
    fields: dict[str, object] = {
        "id": REPORT_ID,
        "service": service,
        "text": "lámpara fundida en Independencia desde el lunes",
        "note": "la vecina avisó también",
        "answers": {"CUANTOS": "uno", "CASAS_LUZ": "no"},
        "place": PLACE,
        "person": PERSON,
        "notice": NoticeGiven("0.1", "leido"),
        "happened_at": LOCAL,
    }
    return Draft(**{**fields, **changes})


def filing(matter: Draft, *, water: str = "SIAPA", **changes: object) -> Filing:
    decision = route(catalog(), matter.service, Facts(matter.answers, water=water, day=DAY))
    service = catalog().services[decision.service]
    colonia = next((c for c in catalog().colonias if c.name == matter.place.colonia), None)
    fields: dict[str, object] = {
        "draft": matter,
        "decision": decision,
        "folio": str(Folio("A03", 26, 1234)),
        "due": date(2026, 11, 30) if decision.sla_business_days else None,
        "colonia": colonia,
        "commits": service.commits,
        "kind": service.kind,
        "consult_key": "7K2-M4T",
    }
    return Filing(**{**fields, **changes})
