"""`ventanilla sync`: one pass, or `--watch`: until it is told to stop."""

import argparse
import signal
import threading
from typing import Any

from app.base.errors import Offline
from app.base.i18n import _
from app.base.messages import sentence
from app.bootstrap.lanes import watch_for
from app.bootstrap.station import OpenDesk, open_desk
from app.cli.session import answer, home_of, passphrase, say
from sync.station.result import CALM, PassResult
from sync.station.watch import Lane

_OFFLINE = frozenset({"offline", "trouble"})


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--watch", action="store_true", help=_("seguir hasta que se detenga"))
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    with open_desk(home_of(args), passphrase=passphrase()) as opened:
        if args.watch:
            return _watch(opened)
        result = opened.sync_once()
        answer(_told(result))
        if result.error:
            say(sentence(result.error))
        return _exit_code(result)


def _exit_code(result: PassResult) -> int:
    if result.state in _OFFLINE:
        return Offline.exit_code
    return 0 if result.state in CALM else 1


def _told(result: PassResult) -> dict[str, Any]:
    told: dict[str, Any] = {
        name: getattr(result, name)
        for name in ("state", "pushed", "pulled", "pending", "quarantined", "high_seq", "safe_seq")
    }
    if result.error:
        told["error"] = result.error
    return told


def _watch(opened: OpenDesk) -> int:
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    last: dict[Lane, dict[str, Any]] = {}

    def heard(lane: Lane, result: PassResult) -> None:
        told = _told(result)
        if last.get(lane) != told:
            last[lane] = told
            answer({"lane": lane, **told})

    watch = watch_for(opened, heard)
    watch.start()
    while not stop.wait(3600):
        continue
    watch.stop()
    return 0
