"""Opening and enrolling a station: keys, store, catalogue, clock and lanes put together."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import app
from app.base import settings
from app.base.errors import Refused
from app.base.logs import start as start_logs
from app.base.passwords import check_password
from app.base.ports import Printer, Vault
from app.bootstrap import vaults
from app.bootstrap.catalogue import shipped
from app.bootstrap.clock import Correction, SystemClock, start_from_environment
from app.bootstrap.ids import SystemIds
from app.bootstrap.recovery import add_recovery
from app.domain.signing import public_of, signer
from app.services.desk import Desk, StationIdentity
from app.store import log, queries, sync_state
from app.store.drafts import Drafts
from app.store.home import HomeKind, HomePaths, kind_of, mark
from app.store.store import Store
from app.store.sync_state import Enrolment, SyncState
from app.store.times import moment, stamp
from app.vault.slots import KeySlots, StationKeys
from sync.station.client import Client, Peer
from sync.station.home import pump_for
from sync.station.pump import Pump
from sync.station.result import PassResult
from sync.station.transport import Network
from sync.wire import EnrolAnswer

# A clock that wanders less than this since it was last written down is not written again.
DRIFT_MS = 2000


@dataclass(frozen=True)
class OpenDesk:
    """A station ready to work: its desk, where paper comes out, and how to make a pump.

    Each lane of the sync takes a pump of its own (`new_pump`).
    """

    desk: Desk
    printer: Printer
    home: Path
    url: str
    clock: SystemClock
    peer: Peer

    def new_pump(self) -> Pump:
        ids = self.desk.ids
        client = Client(self.url, peer=self.peer, token=ids.token, network=_network(self.desk))
        return pump_for(
            self.desk.store,
            client=client,
            peer=self.peer,
            clock=self.clock,
            on_time=self.clock.correct,
        )

    def sync_once(self) -> PassResult:
        """One whole pass: hello, push, pull."""
        result = self.new_pump().one_pass()
        self.keep_time()
        return result

    def keep_time(self) -> None:
        """Writes down what the central's clock said, for the next start without a network."""
        correction, store = self.clock.correction, self.desk.store
        if correction is None or store.locked:
            return
        offset = round(correction.offset.total_seconds() * 1000)
        with store.read() as conn:
            kept = sync_state.load(conn).clock_offset
        if kept is None or abs(kept - offset) >= DRIFT_MS:
            with store.write() as writer:
                sync_state.note(writer, clock_offset=offset, clock_seen=stamp(correction.seen))


def _network(desk: Desk) -> Network:
    return Network(proxy=desk.settings.text("proxy"), ca_bundle=desk.settings.text("ca_bundle"))


@contextmanager
def open_desk(
    home: Path, passphrase: str | None = None, start: datetime | None = None
) -> Iterator[OpenDesk]:
    """The station of a home, closed on leaving. `start`: when a demo's day begins.

    Raises `Refused("not_enrolled")`, `StoreDamaged` and what the key store has to say.
    """
    paths = HomePaths(home)
    if not paths.database.exists():
        raise Refused("not_enrolled")
    handler = start_logs(paths.logs)
    try:
        keys = vaults.open_keys(home, passphrase)
        with (
            closing(Store.open(home, keys)) as store,
            closing(_drafts(paths, keys, store)) as drafts,
        ):
            yield _desk(home, keys, store, drafts, start)
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()


def _drafts(paths: HomePaths, keys: StationKeys, store: Store) -> Drafts:
    """The drafts, without those that a crash kept after they were filed."""
    drafts = Drafts(paths.drafts, keys.drafts)
    with store.read() as conn:
        drafts.drop_filed(lambda draft_id: queries.by_id(conn, draft_id) is not None)
    return drafts


def _desk(
    home: Path, keys: StationKeys, store: Store, drafts: Drafts, start: datetime | None
) -> OpenDesk:
    with store.read() as conn:
        known = sync_state.enrolment(conn)
        heard = _correction(sync_state.load(conn))
    if known is None:
        raise Refused("not_enrolled")
    kind = kind_of(home)
    clock = SystemClock(_start(kind, start), _last_event(store), heard)
    sign = signer(keys.seed)
    desk = Desk(
        store=store,
        drafts=drafts,
        catalog=shipped(),
        clock=clock,
        ids=SystemIds(),
        identity=StationIdentity(store.station, known.name, known.public_host, known.certificate),
        settings=settings.read(HomePaths(home).settings),
        kind=kind,
        sign=sign,
        check_password=check_password,
        sealed_keys=known.sealed_keys,
        office_key=known.office_key,
        tag_key=keys.derived("tags"),
    )
    peer = Peer(store.station, sign, known.central_key)
    return OpenDesk(desk, _printer(home, kind, desk), home, known.url, clock, peer)


def _start(kind: HomeKind, start: datetime | None) -> datetime | None:
    """A real home knows no time but the machine's."""
    return None if kind is HomeKind.REAL else start or start_from_environment()


def _correction(known: SyncState) -> Correction | None:
    if known.clock_offset is None:
        return None
    return Correction(timedelta(milliseconds=known.clock_offset), moment(known.clock_seen))


def _last_event(store: Store) -> datetime | None:
    with store.read() as conn:
        seq, _digest = log.head(conn, store.station)
        found = log.event_at(conn, store.station, seq) if seq else None
    return moment(found.event.wall) if found else None


def _printer(home: Path, kind: HomeKind, desk: Desk) -> Printer:
    """A demo home prints into its folder; everywhere else paper is the only copy."""
    if kind is HomeKind.DEMO:
        from printing.folder import FolderPrinter

        return FolderPrinter(HomePaths(home).prints)
    from printing.lp import SystemPrinter

    return SystemPrinter(desk.settings.text("printer"))


def enrol(
    home: Path,
    url: str,
    code: str,
    vault: str,
    passphrase: str | None,
    start: datetime | None = None,
) -> str:
    """Makes a new home and enrols it with the central at `url`; gives its station code.

    The code is used up only when the central answered; then keys, store and first event are on
    disk before anything else. Raises `Refused` (`already_enrolled`, what the central says, a
    certificate that it did not sign), `Offline`.
    """
    paths = HomePaths(home)
    if paths.database.exists():
        raise Refused("already_enrolled", station=str(home.name))
    kind = HomeKind.DEMO if vault == vaults.DEMO else HomeKind.REAL
    mark(home, kind)
    opener = vaults.vault_for(vault, home, passphrase)
    keys = _keys(home, kind, opener)
    from sync.station.enrol import enrol as ask

    ids = SystemIds()
    answer = ask(
        url, code, public_key=public_of(keys.seed), app_version=app.__version__, token=ids.token
    )
    if answer.demo is not (kind is HomeKind.DEMO):
        raise Refused("enrol_kind")
    add_recovery(home, opener, answer.recovery_key)
    _found(home, keys, answer.station, _facts(url, answer), _start(kind, start))
    return answer.station


def _facts(url: str, answer: EnrolAnswer) -> Enrolment:
    """What the home remembers of its enrolment."""
    return Enrolment(
        url=url,
        name=answer.name,
        certificate=answer.certificate,
        central_key=answer.central_key,
        office_key=answer.office_key,
        public_host=answer.public_host,
        demo=answer.demo,
        sealed_keys=answer.sealed_keys,
    )


def _keys(home: Path, kind: HomeKind, opener: Vault) -> StationKeys:
    """New keys; or, after an enrolment that the network cut short, the ones already made."""
    slots = KeySlots(home)
    if slots.exist:
        return slots.open(opener)
    return slots.create(kind.value, [opener], SystemIds().token)


def _found(
    home: Path, keys: StationKeys, station: str, facts: Enrolment, start: datetime | None
) -> None:
    """The store of a new station, with the first event of its chain."""
    clock, ids = SystemClock(start), SystemIds()
    catalog = shipped()
    with closing(Store.create(home, keys, station)) as store, store.write() as writer:
        sync_state.note_enrolment(writer, facts)
        writer.append(
            "station.opened",
            actor="sistema",
            catalog=catalog.version,
            body={"app": app.__version__, "schema": 1},
            reading=clock.read(),
            event_id=ids.uuid7(),
        )
