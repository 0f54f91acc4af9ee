"""A central that can be killed with SIGKILL and comes back on the same port with the same data."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])


class MortalCentral:
    """`start` returns once it answers; `deaths` counts how often it was killed."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.deaths = 0
        self._process: subprocess.Popen[str] | None = None

    def start(self, die_at: int | None = None) -> None:
        self.home.mkdir(exist_ok=True)
        rest = [str(self.port)] if die_at is None else [str(self.port), str(die_at)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.sync.central_process", str(self.home), *rest],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout.readline().strip() == self.url

    def kill(self) -> None:
        os.kill(self._process.pid, signal.SIGKILL)
        self.wait_dead()

    def wait_dead(self) -> None:
        self._process.wait(30)
        self._process.stdout.close()
        self._process = None
        self.deaths += 1

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process.stdout.close()
            self._process = None
