"""A window for tests: enrols, signs and verifies as a real one does, over real HTTP."""

import base64
import threading
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import requests
import uuid_utils

from app.base.ports import ClockReading
from app.domain import catalog_reader, signing
from app.domain.catalog import Catalog
from app.domain.journal import FORMAT, GENESIS, Chained, Event, PrivatePart, seal_chain
from resources import path
from sync import wire
from sync.central.config import CentralConfig

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # a Monday, 12:00 in Tlaquepaque
SEED = bytes(range(32))


class TestClock:
    """Stands still until it is moved."""

    __test__ = False

    def __init__(self, start: datetime = NOON) -> None:
        self._now = start
        self._lock = threading.Lock()

    def now(self) -> datetime:
        with self._lock:
            self._now += timedelta(milliseconds=1)
            return self._now

    def read(self) -> ClockReading:
        return ClockReading(self.now(), -360, 1, "boot")

    def move(self, **by: float) -> None:
        with self._lock:
            self._now += timedelta(**by)


class TestIds:
    """Real ids and randomness."""

    __test__ = False

    def uuid7(self) -> str:
        return str(uuid_utils.uuid7())

    def token(self, size: int) -> bytes:
        import secrets

        return secrets.token_bytes(size)


_CATALOG: list[Catalog] = []


def catalog() -> Catalog:
    """The starter catalogue, read once a process."""
    if not _CATALOG:
        _CATALOG.append(catalog_reader.read(path("catalog")))
    return _CATALOG[0]


def make_config(home: Path, **changes: Any) -> CentralConfig:
    values: dict[str, Any] = {
        "home": home,
        "signing_seed": SEED,
        "catalog": catalog(),
        "clock": TestClock(),
        "ids": TestIds(),
    }
    return CentralConfig(**(values | changes))


@dataclass
class Window:
    """An enrolled window with its chain; `send` and the calls below go over HTTP."""

    url: str
    seed: bytes
    station: str = ""
    name: str = ""
    central_key: bytes = b""
    events: list[Chained] = field(default_factory=list)
    nonce: str = ""
    session: requests.Session = field(default_factory=requests.Session)

    def enrol(self, code: str) -> wire.EnrolAnswer:
        body = wire.encode(
            wire.EnrolRequest(
                code=code, public_key=signing.public_of(self.seed), app_version="0.1.0"
            )
        )
        request = uuid.uuid4().hex
        reply = self.session.post(
            f"{self.url}/v1/enrol", data=body, headers={wire.H_REQUEST: request}, timeout=20
        )
        assert reply.status_code == 200, reply.text
        answer = wire.decode(reply.content, wire.EnrolAnswer)
        self.station, self.central_key, self.name = answer.station, answer.central_key, answer.name
        assert self.genuine(reply, request)
        return answer

    def genuine(self, reply: requests.Response, request: str) -> bool:
        """Whether the pinned central signed this answer to this request."""
        signature = base64.b64decode(reply.headers.get(wire.H_ANSWER, ""))
        content = wire.answer_bytes(request, reply.status_code, reply.content)
        return signing.is_signed(self.central_key, content, signature)

    def call(
        self, method: str, target: str, body: bytes = b"", **headers: str
    ) -> requests.Response:
        """One call as a window makes it; the answer's signature is checked."""
        request = uuid.uuid4().hex
        content = wire.request_bytes(method, target, self.station, self.nonce, body)
        signature = signing.signer(self.seed)(content)
        reply = self.session.request(
            method,
            self.url + target,
            data=body,
            headers={
                wire.H_STATION: self.station,
                wire.H_REQUEST: request,
                wire.H_NONCE: self.nonce,
                wire.H_SIGNATURE: base64.b64encode(signature).decode(),
                **headers,
            },
            timeout=40,
        )
        assert self.genuine(reply, request)
        return reply

    def hello(self) -> wire.HelloAnswer:
        reply = self.call("GET", "/v1/hello")
        assert reply.status_code == 200, reply.text
        answer = wire.decode(reply.content, wire.HelloAnswer)
        self.nonce = answer.nonce
        return answer

    def push(self, items: list[Any], **changes: Any) -> requests.Response:
        return self.call("POST", "/v1/push", wire.encode(self.batch(items, **changes)))

    def pushed(self, items: list[Any], **changes: Any) -> wire.PushAnswer:
        reply = self.push(items, **changes)
        assert reply.status_code == 200, reply.text
        return wire.decode(reply.content, wire.PushAnswer)

    def batch(self, items: list[Any], **changes: Any) -> wire.PushRequest:
        """Items may be `Chained` or `wire.Hole`."""
        first, last = _seq(items[0]), _seq(items[-1])
        head = items[-1].hash
        values = {
            "first_seq": first,
            "events": [wire.to_wire(e) if isinstance(e, Chained) else e for e in items],
            "head_hash": head,
            "signature": signing.signer(self.seed)(
                wire.push_bytes(self.station, first, last, head)
            ),
        }
        return wire.PushRequest(**(values | changes))

    def feed(self, cursor: str = "", limit: int = 500, wait: float = 0) -> wire.FeedAnswer:
        query = urlencode({"cursor": cursor, "limit": limit, "wait": wait})
        reply = self.call("GET", f"/v1/feed?{query}")
        assert reply.status_code == 200, reply.text
        return wire.decode(reply.content, wire.FeedAnswer)

    def act(
        self,
        kind: str,
        body: dict[str, Any] | None = None,
        *,
        report_id: str | None = None,
        private: PrivatePart | None = None,
        at: datetime = NOON,
        catalog_version: str = "",
    ) -> Chained:
        """Appends one event to the window's own chain."""
        prev = self.events[-1].hash if self.events else GENESIS
        wall = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        chained = seal_chain(
            Event(
                v=FORMAT,
                id=str(uuid_utils.uuid7()),
                station=self.station,
                seq=len(self.events) + 1,
                kind=kind,
                report_id=report_id,
                actor="RM14",
                catalog=catalog_version or catalog().version,
                body=body or {},
                private=private.commitment if private else None,
                wall=wall,
                tz_offset=-360,
                mono=1,
                boot_id="boot",
                clock_offset=0,
                clock_age=0,
                prev_hash=prev.hex(),
            ),
            private,
        )
        self.events.append(chained)
        return chained

    def close(self) -> None:
        self.session.close()


def _seq(item: Any) -> int:
    return item.event.seq if isinstance(item, Chained) else item.seq


def folio_of(window: Window, counter: int) -> str:
    from app.domain.folio import Folio

    return str(Folio(window.station, 26, counter))


def file_matter(
    window: Window,
    service: str = "ASE-01",
    *,
    answers: dict[str, str] | None = None,
    colonia: str = "45500|Tlaquepaque Centro|Colonia",
    text: str = "no ha pasado el camión",
    phone: str = "",
    join: str | None = None,
    at: datetime = NOON,
    counter: int | None = None,
    body: dict[str, Any] | None = None,
    catalog_version: str = "",
) -> str:
    """Files one open matter in the window's chain, as its services do; gives the folio."""
    from app.domain.business_days import Calendar
    from app.domain.filing import Filing, file_open
    from app.domain.report import Draft, IdentityMode, Person, Place
    from app.domain.routing import Facts, route

    book = catalog()
    place = next((c for c in book.colonias if c.key == colonia), None)
    decision = route(
        book,
        service,
        Facts(answers=answers or {}, water=place.water if place else "desconocido", day=at.date()),
    )
    number = counter or 1 + sum(e.event.kind == "report.filed" for e in window.events)
    person = Person(IdentityMode.IDENTIFIED, "María Núñez", phone) if phone else Person()
    draft = Draft(
        str(uuid_utils.uuid7()),
        service=service,
        text=text,
        answers=answers or {},
        place=Place(colonia=place.name if place else "", street="Calle Secreta", number="99"),
        person=person,
    )
    filing = Filing(
        draft,
        decision,
        folio_of(window, number),
        Calendar(book.holidays).due(at, decision.sla_business_days),
        place,
        book.services[service].commits,
        book.services[service].kind,
        "7K2-M4T",
        join=join,
    )
    made, private = file_open(filing, book, bytes(16))
    window.act(
        "report.filed",
        dict(made) | (body or {}),
        report_id=draft.id,
        private=private,
        at=at,
        catalog_version=catalog_version,
    )
    return filing.folio


def report_id_of(window: Window, folio: str) -> str:
    return next(
        e.event.report_id
        for e in window.events
        if e.event.kind == "report.filed" and e.event.body["folio"] == folio
    )
