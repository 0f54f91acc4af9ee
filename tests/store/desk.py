"""A station of its own for each test: real files, a clock that ticks when it is read."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.base.ports import ClockReading
from app.domain.folio import Folio
from app.domain.journal import GENESIS, Chained, Event, PrivatePart, canonical, seal_chain
from app.store.home import StoreKeys
from app.store.store import Store
from app.store.times import stamp
from app.store.writer import Writer

KEYS = StoreKeys(b"d" * 32, b"r" * 32, b"t" * 32, b"b" * 32)
OTHER_KEYS = StoreKeys(b"D" * 32, b"R" * 32, b"T" * 32, b"B" * 32)
STATION = "A03"
START = datetime(2026, 11, 22, 16, 15, 3, tzinfo=UTC)
MEXICO = -360


def reading(number: int = 0, wall: datetime = START, *, doubtful: bool = False) -> ClockReading:
    """The desk's clock at its `number`-th look, a second apart."""
    return ClockReading(
        wall + timedelta(seconds=number), MEXICO, number * 10**9, "boot", 0, 5, doubtful=doubtful
    )


def report_id(number: int, station: str = STATION) -> str:
    return f"0190{number:04x}-0000-7000-8000-{station.encode().hex():0>12}"


def open_body(folio: Folio | str, **changes: Any) -> dict[str, Any]:
    body = {
        "folio": str(folio), "channel": "presencial", "kind": "reporte", "service": "BACHE",
        "answers": {}, "colonia": "45500|Centro|Colonia", "free_colonia": False,
        "identity": "identificada", "safe": True, "third_party": False, "rule": "BACHE-01",
        "target_kind": "unit", "target": "DGOP", "notify": [], "sla": 3, "due": "2026-11-25",
        "priority": 2, "commits": "repara", "live": False, "happened_at": None, "notice": None,
        "attachments": [], "offline": False, "doubtful": False, "join": None,
    }  # fmt: skip
    return body | changes


def sealed_body(folio: Folio | str) -> dict[str, Any]:
    return {
        "folio": str(folio), "service": "reservado", "target": "OIC", "key_id": "00" * 8,
        "attachments": 0, "sealed": True,
    }  # fmt: skip


def said(text: str = "hay un bache en la esquina", **fields: Any) -> PrivatePart:
    given = {"text": text, "name": "Juana Núñez", "phone": "3312345678", "street": "Juárez"}
    return PrivatePart(b"s" * 16, canonical(given | fields))


def append(writer: Writer, kind: str, number: int, body: dict[str, Any], **given: Any) -> Chained:
    given.setdefault("reading", reading(number))
    event_id = f"0191{number:04x}-0000-7000-8000-000000000000"
    return writer.append(kind, actor="P01", catalog="2026.1", body=body, event_id=event_id, **given)


def file_in(writer: Writer, number: int, part: PrivatePart | None = None, **changes: Any) -> str:
    """Files matter `number` in an open transaction; gives its folio."""
    folio = writer.next_folio(26)
    body = open_body(folio, **changes)
    private = said() if part is None else part
    append(writer, "report.filed", number, body, report_id=report_id(number), private=private)
    return str(folio)


def file(store: Store, number: int, part: PrivatePart | None = None, **changes: Any) -> str:
    """Files matter `number` in a transaction of its own; gives its folio."""
    with store.write() as writer:
        return file_in(writer, number, part, **changes)


def act(store: Store, kind: str, number: int, body: dict[str, Any], **given: Any) -> Chained:
    """One more event, in a transaction of its own."""
    with store.write() as writer:
        return append(writer, kind, number, body, **given)


@dataclass
class Peer:
    """Another station, or the central: what it would have written."""

    station: str
    head: bytes = GENESIS
    seq: int = 0
    events: list[Chained] = field(default_factory=list)

    def event(
        self,
        kind: str,
        body: dict[str, Any],
        matter: str | None = None,
        private: PrivatePart | None = None,
    ) -> Chained:
        self.seq += 1
        event = Event(
            v=1, id=f"0192{self.seq:04x}-0000-7000-8000-{self.station.encode().hex():0>12}",
            station=self.station, seq=self.seq, kind=kind, report_id=matter, actor="C01",
            catalog="2026.1", body=body, private=private.commitment if private else None,
            wall=stamp(START + timedelta(seconds=self.seq)), tz_offset=MEXICO, mono=self.seq,
            boot_id="central", clock_offset=None, clock_age=None, prev_hash=self.head.hex(),
        )  # fmt: skip
        chained = seal_chain(event, private)
        self.head = chained.hash
        self.events.append(chained)
        return chained


@dataclass(frozen=True)
class FeedEvent:
    """An item of a page as the wire gives it."""

    raw: bytes
    salt: bytes | None = None
    data: bytes | None = None
    phone_tag: bytes | None = None


@dataclass(frozen=True)
class FeedDocument:
    name: str
    version: str
    data: Any


def item(chained: Chained, tag: bytes | None = None, *, withheld: bool = False) -> FeedEvent:
    part = None if withheld else chained.private
    return FeedEvent(chained.raw, part.salt if part else None, part.data if part else None, tag)


def tables(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that can be read in the projections and the index, for comparing."""
    with store.read() as conn:
        names = ("reports", "counters", "set_aside")
        found = {n: [tuple(r) for r in conn.exec_driver_sql(f"SELECT * FROM {n}")] for n in names}
        conn.exec_driver_sql("SELECT 1")
        for word in ("bach*", "juar*", "centro", "nune*"):
            rows = conn.exec_driver_sql("SELECT rowid FROM search WHERE search MATCH ?", (word,))
            found[word] = [tuple(r) for r in rows]
    return found


def planted_in(folder: Path, *words: str) -> list[str]:
    """Files of a folder in which any of the words stands in clear."""
    wanted = [word.encode() for word in words]
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in wanted)
    ]
