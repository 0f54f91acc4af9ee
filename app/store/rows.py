"""What the store hands out: frozen values, never a row of SQLAlchemy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

SafeWord = Literal["guardado", "recibido", "respaldo"]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A matter as lists and screens read it; codes, never names out of the catalogue.

    `n` is the order of arrival in this home (keyset for pages, newest is largest). `target` is
    what the paper says, `unit` who has it now. `due` is None where no date was promised. The
    texts are empty for matters of other windows, sealed ones and erased ones. `place_number` is
    the place in the queue when known; `safe_word` follows the filing event (`sync.md` 1.13).
    """

    n: int
    report_id: str
    folio: str
    station: str
    seq: int
    own: bool
    filed_at: datetime
    actor: str
    catalog: str
    channel: str
    kind: str
    service: str
    colonia: str
    identity: str
    safe: bool
    rule: str
    target_kind: str
    target: str
    commits: str
    due: date | None
    priority: int
    sealed: bool
    external: bool
    doubtful: bool
    offline: bool
    joined: str
    status: str
    unit: str
    unit_kind: str
    place_number: int | None
    agrees: bool
    voided: bool
    live: bool
    outputs: int
    safe_word: SafeWord
    words: str = ""
    name: str = ""
    phone: str = ""
    place_text: str = ""
    erased: bool = False

    @property
    def position(self) -> int:
        """What the next page starts before."""
        return self.n


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event of a matter. `facts` is the event's body; `texts` what was said, where we have it."""

    at: datetime
    kind: str
    actor: str
    station: str
    seq: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is: matters known here, own events, own events not at the central,
    own events set aside.
    """

    reports: int
    own_reports: int
    events: int
    pending: int
    quarantined: int
