"""A central in a process of its own, to be killed: `python central_process.py HOME PORT [DIE_AT]`.

With DIE_AT it kills itself right after the commit of that many batches, before it answers.
"""

import itertools
import os
import signal
import sys
from pathlib import Path

from app.bootstrap.clock import SystemClock
from sync.central import intake
from sync.central.server import serve
from tests.central.helpers import make_config


def die_after(batches: int) -> None:
    receive, counted = intake.receive, itertools.count(1)

    def receive_and_die(*args: object) -> object:
        answer = receive(*args)
        if next(counted) == batches:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    intake.receive = receive_and_die


def main() -> None:
    home, port, *rest = sys.argv[1:]
    if rest:
        die_after(int(rest[0]))
    config = make_config(Path(home), clock=SystemClock())
    serve(config, port=int(port), on_ready=lambda url: print(url, flush=True))


if __name__ == "__main__":
    main()
