"""A process of its own that works on a home and says what it was promised, a line each."""

import sys
import threading
from contextlib import closing
from pathlib import Path

from app.base.errors import VentanillaError
from app.store import jobs, queries
from app.store.store import Store
from tests.store.desk import KEYS, START, STATION, file, file_in, report_id, said


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def file_many(home: Path, first: int, count: int) -> None:
    """Files matters one by one; an error is said and ends it."""
    with closing(Store.open(home, KEYS)) as store:
        for number in range(first, first + count):
            try:
                say("filed", file(store, number))
            except VentanillaError as error:
                say("error", error.code, store.locked)
                return


def file_in_threads(home: Path, first: int, count: int, threads: int) -> None:
    with closing(Store.open(home, KEYS)) as store:

        def work(start: int) -> None:
            for number in range(start, start + count):
                try:
                    say("filed", file(store, number))
                except VentanillaError as error:
                    say("error", error.code)

        workers = [threading.Thread(target=work, args=(first + i * count,)) for i in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()


def file_again(store: Store, number: int) -> str:
    """As the service does it: what was stored already gives its folio back."""
    with store.write() as writer:
        row = queries.by_id(writer.conn, report_id(number))
        return file_in(writer, number) if row is None else row.folio


def fill_disk(home: Path) -> None:
    """On a small disk: files until there is no room, makes room, files again."""
    ballast = home.parent / "ballast"
    ballast.write_bytes(bytes(300_000))
    with closing(Store.create(home, KEYS, STATION)) as store:
        number, full = 0, ""
        while not full:
            number += 1
            try:
                say("filed", file(store, number, said("x" * 20_000)))
            except VentanillaError as error:
                full = error.code
                say("error", full, store.locked)
        ballast.unlink()
        say("filed", file_again(store, number))
        with store.read() as conn:
            say("integrity", conn.exec_driver_sql("PRAGMA integrity_check").scalar_one())
        say("tail", len(store.salvage().events))


def print_and_file(home: Path, number: int) -> None:
    """What saving does: matter and print job in one transaction, then the promise."""
    with closing(Store.open(home, KEYS)) as store:
        say("ready")
        with store.write() as writer:
            folio = file_in(writer, number)
            job = f"job-{number}"
            jobs.queue(writer.conn, job, report_id="r", layout="m", copy_number=1, at=START)
        say("filed", folio)


COMMANDS = {
    "file": lambda home, *n: file_many(home, int(n[0]), int(n[1])),
    "threads": lambda home, *n: file_in_threads(home, *map(int, n)),
    "fill": fill_disk,
    "once": lambda home, n: print_and_file(home, int(n)),
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
