"""Receipts for tests: an ordinary one, and one for every rule of the catalogue."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from app.domain.catalog import Catalog, Rule, Service
from app.domain.catalog_reader import read
from app.domain.receipt import Receipt, ReceiptKind
from resources import path

QR = "HTTPS://ATENCION.TLAQUEPAQUE.GOB.MX/V/" + "ABCDEFGH234567" * 11 + "ABCDEFGH"
LONG_WORDS = "El señor de la tortillería dice que el agua sale con olor y el niño se enfermó. " * 3
LONG_PLACE = (
    "Prolongación Avenida de los Constituyentes de Jalisco 12345 interior 4, entre Privada General"
    " Francisco Márquez y Circuito del Sol Poniente, San Pedro Tlaquepaque Centro, frente a la puerta"
    " azul del taller de alfarería, junto al transformador"
)

ORDINARY = Receipt(
    kind=ReceiptKind.ACUSE,
    report_id="019ab1c2-0000-7000-8000-000000000001",
    folio="A07-26-0001234-5",
    filed_at="2026-11-22T10:15:00-06:00",
    station="A07",
    station_name="Módulo Centro",
    channel="presencial",
    clerk="RM14",
    catalog="2026.1-1a2b3c4d",
    matter_kind="reporte",
    service_name="Luminaria apagada",
    words="lámpara fundida en Independencia desde el lunes",
    place="Independencia 212, entre Progreso y Donato Guerra, Tlaquepaque Centro",
    target_name="Dirección de Alumbrado Público",
    responsible_post="Titular de la Dirección de Alumbrado Público",
    target_phone="33 1057 6000",
    reason="El alumbrado de la vía pública es servicio municipal.",
    rule="ALU-01.00",
    due="2026-11-30",
    commits="reparar",
    queue_place=12,
    identity="identificada",
    person_name="María Ñáñez López",
    consult_key="7K2-M4T",
    ask_phone="33 1057 6000",
    notice_version="0.1-plantilla",
    qr=QR,
)
GUIDANCE = replace(
    ORDINARY,
    kind=ReceiptKind.GUIDANCE,
    service_name="Casas sin luz",
    target_name="Comisión Federal de Electricidad (CFE)",
    responsible_post="",
    target_phone="071",
    at_hand="Número de servicio del recibo, calle, colonia y si la falla es de toda la cuadra",
    reason="La luz dentro de las casas es de la CFE.",
    rule="ALU-05.01",
    due="",
    commits="orientar",
    queue_place=None,
)
DANGER = replace(
    ORDINARY,
    channel="telefono",
    service_name="Hundimiento o socavón",
    words="se hundió la calle y el hoyo sigue creciendo",
    target_name="Dirección de Protección Civil y Bomberos",
    target_phone="33 3837 2270; 33 3837 2271",
    responsible_post="Titular de la Dirección de Protección Civil y Bomberos",
    reason="Hay personas en peligro: primero 911; a Protección Civil y Bomberos le toca.",
    rule="AGU-07.01",
    due="2026-11-22",
    commits="asegurar",
    queue_place=None,
    live_notice_pending=True,
)
SEALED = Receipt(
    kind=ReceiptKind.SEALED,
    report_id="019ab1c2-0000-7000-8000-000000000002",
    folio="A07-26-0001235-Z",
    filed_at="2026-11-22T10:15:00-06:00",
    station="A07",
    station_name="Módulo Centro",
    channel="",
    clerk="RM14",
    catalog="2026.1-1a2b3c4d",
    target_name="Órgano de Control Interno",
    ask_phone="33 1057 6000",
)


@cache
def catalog() -> Catalog:
    return read(path("catalog"))


def services() -> list[str]:
    return list(catalog().services)


def receipts(service: str) -> Iterator[Receipt]:
    """The receipt of each rule of a service, with short texts and with the longest."""
    entry = catalog().services[service]
    for rule in catalog().rules[service]:
        short = _receipt(entry, rule)
        yield short
        yield lengthen(short)


def lengthen(receipt: Receipt) -> Receipt:
    """The same with everything a person or a desk may add, at its longest."""
    return replace(
        receipt,
        station_name="Delegación de Santa María Tequepexpan",
        channel="redes",
        words=LONG_WORDS[:160],
        place=LONG_PLACE,
        person_name="María de los Ángeles Fernández de la Concepción y Ruiz de Velasco Iturbide",
        queue_place=1234,
        consult_at="atencion.tlaquepaque.gob.mx",
        offline=True,
        doubtful_clock=True,
        live_notice_pending=True,
        joined_to="A03-26-0001234-B",
        copy_number=3,
        attachments=(
            ("fotografía de la banqueta rota.jpg", 1, "ab" * 32),
            ("escrito presentado.pdf", 14, "cd" * 32),
            ("fotografía de noche.jpg", 1, "ef" * 32),
        ),
    )


def _receipt(service: Service, rule: Rule) -> Receipt:
    cat = catalog()
    base = replace(
        ORDINARY,
        matter_kind=service.kind.value,
        service_name=service.name,
        commits=service.commits,
        rule=rule.id,
        reason=rule.reason,
        words="",
        place="",
        identity="anonima",
        person_name="",
        queue_place=None,
    )
    if rule.target_kind == "external":
        body = cat.bodies[rule.target]
        return replace(
            base,
            kind=ReceiptKind.GUIDANCE,
            target_name=body.name,
            target_phone=body.phone,
            responsible_post="",
            at_hand=body.at_hand,
            due="",
        )
    unit = cat.units[rule.target]
    triage = unit.kind == "triage"
    return replace(
        base,
        target_name=unit.name,
        target_phone=unit.phone,
        responsible_post=unit.responsible_post,
        decide_by="2026-11-24" if triage else "",
        due="2026-09-23" if service.sla_business_days is not None else "",
    )
