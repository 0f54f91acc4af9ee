"""The store of one home: opened, checked against its tail, read and written."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine

from app.base import database
from app.base.database import NotSaved
from app.base.errors import StoreDamaged
from app.domain.journal import GENESIS, Chained
from app.store import copies, file_lock, frames, log, meta, schema, sync_state, tail
from app.store.home import HomeKind, HomePaths, KeySet, kind_of
from app.store.tables import SCHEMA
from app.store.writer import Writer

__all__ = ["Store", "Writer"]

BUSY_SECONDS = database.BUSY_MS / 1000


class Store:
    """One home's database and tail. Safe to use from several threads and processes.

    `locked` is empty, or the code why nothing may be written: the tail is ahead of the database
    (`tail_ahead`), of another installation (`tail_foreign`) or another history (`tail_differs`),
    or the disk failed (`disk_failing`). A locked store can be read, and its tail salvaged.
    """

    def __init__(self, home: Path, keys: KeySet, engine: Engine) -> None:
        with database.reading(engine) as conn:
            facts = meta.everything(conn)
        self.home = home
        self.paths = HomePaths(home)
        self.kind = HomeKind(facts["kind"])
        self.station = facts["station"]
        self.locked = facts.get("locked", "")
        self._engine = engine
        self._turn = threading.Lock()
        self._keys = keys
        self._token = bytes.fromhex(facts["token"])
        self._tail = tail.TailFile(self.paths.tail, keys.tail, self._token)

    @classmethod
    def create(cls, home: Path, keys: KeySet, station: str) -> "Store":
        """Makes the database and the tail of a new home; its kind is what the marker says.

        Raises `StoreDamaged`: `store_exists`, and `tail_foreign` when a tail without its database
        is there, which may hold the only copy of what was promised.
        """
        paths = HomePaths(home)
        if paths.tail.exists() and not paths.database.exists():
            raise StoreDamaged("tail_foreign")
        home.mkdir(parents=True, exist_ok=True)
        engine = database.engine(paths.database, keys.db)
        facts = {
            "token": frames.fresh_token().hex(),
            "station": station,
            "kind": kind_of(home).value,
        }
        try:
            with database.writing(engine) as conn:
                schema.create(conn)
                for name, value in facts.items():
                    meta.put(conn, name, value)
            store = cls(home, keys, engine)
            with file_lock.held(paths.tail_lock):
                store._tail.start_again(0, GENESIS, ())
        except BaseException:
            engine.dispose()
            raise
        return store

    @classmethod
    def open(cls, home: Path, keys: KeySet) -> "Store":
        """Opens a home's store, reading its tail first: a tail behind the database is brought
        forward, one that is ahead or foreign locks the store (`locked`).

        Raises `StoreDamaged`: store_missing, store_unreadable (wrong key, or not our file),
        store_corrupt, store_newer (from a newer program), home_kind (the marker was changed).
        """
        paths = HomePaths(home)
        if not paths.database.exists():
            raise StoreDamaged("store_missing")
        found = tail.last_position(paths.tail, keys.tail)
        engine = database.engine(paths.database, keys.db)
        try:
            _check_version(engine, paths, keys)
            store = cls(home, keys, engine)
            _check_kind(store)
            store.locked = store.locked or store._judge(found)
            if not store.locked:
                store._repair(found)
        except BaseException:
            engine.dispose()
            raise
        return store

    def close(self) -> None:
        """Lets go of files and connections. Nothing is lost by not calling it."""
        with self._turn:
            self._tail.close()
            self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection on one snapshot; what is written meanwhile is not seen."""
        with database.reading(self._engine) as conn:
            yield conn

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """One transaction. On leaving it is committed to the disk, then the tail is, and only
        then does this return; an exception inside leaves nothing behind.

        Raises `StoreDamaged(locked)` and `NotSaved`: disk_full, store_busy (another writer for
        5 s), not_saved (the disk failed: the store is then locked), tail_not_written (stored, but
        no folio may be shown yet; doing the same again is safe).
        """
        with self._taking_turns():
            try:
                with database.writing(self._engine) as conn:
                    writer = Writer(conn, self.station)
                    yield writer
                    seq, _digest = writer.head()
            except NotSaved as error:
                if error.code == "not_saved":
                    self.locked = "disk_failing"
                raise
            self._secure(writer.appended, seq)
            if writer.erases:
                self._forget()

    def rotate_tail(self) -> bool:
        """Starts the tail again when the central holds everything in it; True when it did."""
        with self._taking_turns(), file_lock.held(self.paths.tail_lock):
            with self.read() as conn:
                seq, digest = log.head(conn, self.station)
                held = sync_state.load(conn).high_seq
            if held < seq:
                return False
            with suppress(NotSaved):  # Windows: another window has it open; next time then
                self._tail.start_again(seq, digest, ())
                return True
        return False

    def lock(self, code: str) -> None:
        """Makes the store read-only for ever, for a reason only the central could see."""
        with self._taking_turns(), database.writing(self._engine) as conn:
            meta.put(conn, "locked", code)
        self.locked = code

    def salvage(self) -> tail.Reading:
        """What the tail still holds, for a home whose database is not to be trusted."""
        return tail.read(self.paths.tail, self._keys.tail)

    def judge_tail(self) -> str:
        """The code of what is wrong between tail and database now; empty when nothing is."""
        return self._judge(tail.last_position(self.paths.tail, self._keys.tail))

    def check_search(self) -> None:
        """Compares the word index with the words. Raises `StoreDamaged("store_corrupt")`."""
        with database.trying(self._engine) as conn:
            conn.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")

    def backup(self, target: Path) -> Path:
        """A verified copy of the database in `target`, under the same key; see `copies.backup`."""
        return copies.backup(self._engine, target, self._keys.db)

    @contextmanager
    def _taking_turns(self) -> Iterator[None]:
        if self.locked:
            raise StoreDamaged(self.locked)
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise NotSaved("store_busy")
        try:
            yield
        finally:
            self._turn.release()

    def _missing(self, after: int) -> Sequence[Chained]:
        with self.read() as conn:
            return log.events_after(conn, self.station, after)

    def _secure(self, appended: Sequence[Chained], seq: int) -> None:
        with file_lock.held(self.paths.tail_lock):
            if self.paths.tail.exists():
                self._tail.append(appended, seq, self._missing)
            else:  # whoever took it away did not take the journal
                self._write_tail_anew()

    def _write_tail_anew(self) -> None:
        """From the database: everything the central does not hold. Hold the tail's lock."""
        with self.read() as conn:
            held = min(sync_state.load(conn).high_seq, log.head(conn, self.station)[0])
            digest = log.hash_at(conn, self.station, held) or GENESIS
            rest = log.events_after(conn, self.station, held)
        self._tail.start_again(held, digest, rest)

    def _forget(self) -> None:
        """After an erasure: neither the tail nor the WAL keeps what was erased."""
        with file_lock.held(self.paths.tail_lock):
            self._write_tail_anew()
        database.checkpoint(self._engine)

    def _judge(self, found: tail.Position | None) -> str:
        if found is None:
            return ""
        if found.token != self._token:
            return "tail_foreign"
        with self.read() as conn:
            seq, _digest = log.head(conn, self.station)
            ours = log.hash_at(conn, self.station, found.seq)
        if found.seq > seq:
            return "tail_ahead"
        return "" if found.hash in {b"", ours} else "tail_differs"

    def _repair(self, found: tail.Position | None) -> None:
        """Brings the tail forward; a damaged one is kept aside and written anew."""
        with self._taking_turns():
            if found is not None and not found.whole:
                kept = self.paths.tail.with_name(f"journal.tail.damaged-{found.seq}")
                with file_lock.held(self.paths.tail_lock), suppress(OSError):
                    self.paths.tail.replace(kept)
            with self.read() as conn:
                seq, _digest = log.head(conn, self.station)
            self._secure((), seq)


def _check_kind(store: Store) -> None:
    marked = kind_of(store.home)
    if marked is not store.kind:
        raise StoreDamaged("home_kind", found=marked.value, wanted=store.kind.value)


def _check_version(engine: Engine, paths: HomePaths, keys: KeySet) -> None:
    with database.reading(engine) as conn:
        found = schema.version(conn)
    if found > SCHEMA:
        raise StoreDamaged("store_newer", found=found, known=SCHEMA)
    if found == 0:
        raise StoreDamaged("store_missing")
    if found < SCHEMA:
        from app.store.migrations import upgrade

        upgrade(engine, paths, keys, SCHEMA)
