"""The paper as a frozen value, stored beside the report so that a reprint says what was printed."""

from dataclasses import dataclass, field
from enum import StrEnum


class ReceiptKind(StrEnum):
    ACUSE = "acuse"
    GUIDANCE = "orientacion"
    SEALED = "reservado"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything the paper shows, already in words where words are data (feature 33).

    Dates and times are ISO strings with offset: `printing` writes them the Mexican way. For
    `SEALED` every field that could say what the matter is about is empty.
    """

    kind: ReceiptKind
    report_id: str
    folio: str
    filed_at: str
    station: str
    station_name: str
    channel: str
    clerk: str
    catalog: str
    matter_kind: str = ""
    service_name: str = ""
    words: str = ""
    place: str = ""
    target_name: str = ""
    responsible_post: str = ""
    target_phone: str = ""
    at_hand: str = ""
    reason: str = ""
    rule: str = ""
    due: str = ""
    decide_by: str = ""
    commits: str = ""
    queue_place: int | None = None
    identity: str = ""
    person_name: str = ""
    consult_key: str = ""
    consult_at: str = ""
    ask_phone: str = ""
    notice_version: str = ""
    notice_validated: bool = False
    offline: bool = False
    doubtful_clock: bool = False
    live_notice_pending: bool = False
    joined_to: str = ""
    qr: str = ""
    copy_number: int = 1
    training: bool = False
    attachments: tuple[tuple[str, int, str], ...] = field(default=())
