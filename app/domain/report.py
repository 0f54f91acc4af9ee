"""A matter as a person brings it: the draft, its place, its person, and the report it becomes."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class MatterKind(StrEnum):
    """What the citizen brings; decides the legal track (column `type` of `services.csv`)."""

    REPORT = "reporte"
    COMPLAINT = "queja"
    ACCUSATION = "denuncia"
    ACCUSATION_OF_OFFICIAL = "denuncia_sp"
    REQUEST = "solicitud"
    GUIDANCE = "orientacion"
    SUGGESTION = "sugerencia"


class Channel(StrEnum):
    """How the matter arrived."""

    IN_PERSON = "presencial"
    PHONE = "telefono"
    EMAIL = "correo"
    WEB = "web"
    SOCIAL = "redes"
    WRITTEN = "escrito"


class IdentityMode(StrEnum):
    """The three explicit identity modes (feature 4)."""

    IDENTIFIED = "identificada"
    NAME_ONLY = "nombre"
    ANONYMOUS = "anonima"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the problem is, said the Mexican way. `colonia` is an official name, `colonia_libre`
    what was typed when it is not on the list. `lat`, `lon` in decimal degrees (WGS 84).
    """

    colonia: str = ""
    colonia_libre: str = ""
    cp: str = ""
    street: str = ""
    number: str = ""
    crossings: tuple[str, ...] = ()
    reference: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who brings it. `phone` is ten digits, `phone_raw` what was typed; `safe` = may be called."""

    mode: IdentityMode = IdentityMode.ANONYMOUS
    name: str = ""
    phone: str = ""
    phone_raw: str = ""
    email: str = ""
    safe: bool = True
    third_party: bool = False


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """Which version of the privacy notice was given, and how (`leido`, `impreso`, `en_linea`)."""

    version: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A matter being captured; becomes a report when it is filed.

    `id` is a UUIDv7 made when the draft is born and becomes the report's id, so filing the same
    draft twice can only give one report. `answers` maps question id to answer: choice values,
    or free text for the kinds text, plate, number and time.
    """

    id: str
    channel: Channel = Channel.IN_PERSON
    service: str = ""
    text: str = ""
    note: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    place: Place = Place()
    person: Person = Person()
    notice: NoticeGiven = NoticeGiven()
    happened_at: datetime | None = None
    attachments: tuple[str, ...] = ()
    join: str = ""
    client_ref: str = ""


@dataclass(frozen=True, slots=True)
class FiledReport:
    """What filing a draft gave back; everything the folio screen and `capture` need.

    For sealed matters `service` is `reservado`, `rule` and `reason` are empty, `due` is None.
    """

    report_id: str
    folio: str
    seq: int
    service: str
    target_kind: str
    target: str
    target_name: str
    rule: str
    reason: str
    due: date | None
    commits: str
    priority: int
    precedence: int | None
    sealed: bool
    external: bool
    live_notice: bool
    consult_key: str
    filed_at: datetime
    first_time: bool = True
