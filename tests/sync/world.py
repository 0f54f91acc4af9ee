"""A real central on loopback and real homes that push to it, possibly through the fault proxy."""

from pathlib import Path

from sqlalchemy import select

from app.bootstrap.clock import SystemClock
from app.bootstrap.ids import SystemIds
from app.domain import signing
from app.domain.journal import PrivatePart, verify_chain
from app.store import log, sync_state
from app.store.home import StoreKeys
from app.store.store import Store
from sync.central import administration, tables
from sync.central.server import RunningCentral
from sync.station.client import Client, Patience, Peer
from sync.station.enrol import enrol
from sync.station.home import pump_for
from sync.station.pump import Pump
from sync.station.result import PassResult
from sync.station.transport import Network
from tests.central.helpers import SEED, make_config

IDS = SystemIds()
KEYS = StoreKeys(db=b"d" * 32, drafts=b"e" * 32, tail=b"f" * 32, blobs=b"g" * 32)


class Office:
    """The central of a test; `start` after `stop` keeps its data, and its port where one is given."""

    def __init__(
        self, home: Path, *, port: int = 0, demo: bool = False, seed: bytes = SEED
    ) -> None:
        self.home, self._port, self._demo, self._seed = home, port, demo, seed
        home.mkdir(exist_ok=True)
        self.start()

    def start(self) -> None:
        config = make_config(
            self.home, clock=SystemClock(), demo=self._demo, signing_seed=self._seed
        )
        self.running = RunningCentral(config, port=self._port)

    @property
    def url(self) -> str:
        return self.running.url

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def stop(self) -> None:
        self.running.stop()

    def restart(self) -> None:
        self.stop()
        self.start()

    def code(self) -> str:
        return administration.add_station(self.running.central, "Ventanilla").code

    def held(self, station: str) -> list[tuple[int, bytes, bytes | None]]:
        """`(seq, hash, raw)` of what the central holds of a station, in order; raw None: a hole."""
        columns = (tables.intake.c.seq, tables.intake.c.hash, tables.intake.c.raw)
        with self.running.central.read() as conn:
            rows = conn.execute(
                select(*columns)
                .where(tables.intake.c.station == station)
                .order_by(tables.intake.c.seq)
            )
            return [(row.seq, bytes(row.hash), row.raw) for row in rows]

    def private_of(self, station: str) -> dict[int, bytes]:
        part, event = tables.intake_private.c, tables.intake.c
        query = select(event.seq, part.data).where(part.n == event.n, event.station == station)
        with self.running.central.read() as conn:
            rows = conn.execute(query)
            return {row.seq: bytes(row.data) for row in rows}

    def forks(self, station: str) -> list[tuple[int, bytes]]:
        with self.running.central.read() as conn:
            rows = conn.execute(
                select(tables.forks.c.seq, tables.forks.c.hash)
                .where(tables.forks.c.station == station)
                .order_by(tables.forks.c.seq)
            )
            return [(row.seq, bytes(row.hash)) for row in rows]

    def alarms(self, station: str) -> list[str]:
        query = select(tables.alarms.c.code).where(tables.alarms.c.station == station)
        with self.running.central.read() as conn:
            return list(conn.execute(query).scalars())


class Desk:
    """A home that files acts and has a pump; `Window` enrols one, `Twin` opens a copy of one."""

    store: Store
    pump: Pump
    peer: Peer
    url: str
    clock: SystemClock
    answer_within: float

    def __init__(self) -> None:
        self.clients: list[Client] = []

    def new_pump(self, url: str = "") -> Pump:
        client = Client(
            url or self.url,
            peer=self.peer,
            token=IDS.token,
            network=Network(),
            patience=Patience(self.answer_within, 1e9),
        )
        self.clients.append(client)
        return pump_for(self.store, client=client, peer=self.peer, clock=self.clock)

    def file(self, count: int = 1, size: int = 40) -> None:
        """Stores `count` acts, with a private part of `size` bytes each, in one transaction."""
        with self.store.write() as writer:
            for _ in range(count):
                writer.append(
                    "test.happened",
                    actor="C01",
                    catalog="2026.1",
                    body={"size": size},
                    private=PrivatePart(IDS.token(16), IDS.token(size // 2).hex().encode()),
                    reading=self.clock.read(),
                    event_id=IDS.uuid7(),
                )

    def until_current(self, rounds: int = 10) -> PassResult:
        """Rounds without a new local write until the queue is drained."""
        for _ in range(rounds):
            result = self.pump.one_pass()
            if result.state == "current" and not result.pending:
                return result
        raise AssertionError(result)

    @property
    def state(self) -> sync_state.SyncState:
        with self.store.read() as conn:
            return sync_state.load(conn)

    def own(self) -> list[tuple[int, bytes, bytes]]:
        """`(seq, hash, raw)` of every own event."""
        with self.store.read() as conn:
            rows = log.chain_rows(conn, self.store.station)
            return [(seq, digest, raw) for seq, raw, digest in rows]

    def close(self) -> None:
        for client in self.clients:
            client.close()
        self.store.close()


class Window(Desk):
    """One enrolled station: a real home, and a pump that reaches the central at `url`."""

    def __init__(
        self, home: Path, office: Office, url: str = "", answer_within: float = 20.0
    ) -> None:
        super().__init__()
        seed = IDS.token(32)
        self.home, self.office = home, office
        self.url, self.answer_within = url or office.url, answer_within
        self.clock = SystemClock()
        self.answer = enrol(
            office.url,
            office.code(),
            public_key=signing.public_of(seed),
            app_version="0.1.0",
            token=IDS.token,
        )
        self.peer = Peer(self.answer.station, signing.signer(seed), self.answer.central_key)
        self.store = Store.create(home, KEYS, self.answer.station)
        self.pump = self.new_pump()


class Twin(Desk):
    """A copy of a window's home: the same station, the same keys, another history from now on."""

    def __init__(self, window: Window, home: Path) -> None:
        super().__init__()
        self.peer, self.clock = window.peer, window.clock
        self.url, self.answer_within = window.url, window.answer_within
        self.store = Store.open(home, KEYS)
        self.pump = self.new_pump()


def assert_agree(window: Desk, office: Office, holes: tuple[int, ...] = ()) -> None:
    """Lost 0, doubled 0, gapless, chain whole, private parts there: the oracle of `sync.md` 2."""
    own = window.own()
    verify_chain((seq, raw, digest) for seq, digest, raw in own)
    expected = [(seq, digest, None if seq in holes else raw) for seq, digest, raw in own]
    assert office.held(window.store.station) == expected
    with window.store.read() as conn:
        events = log.events_after(conn, window.store.station, 0)
    private = {e.event.seq: e.private.data for e in events if e.private}
    for seq in holes:
        del private[seq]
    assert office.private_of(window.store.station) == private
