"""Running the central: as a process until it is told to stop, or in a thread beside a window."""

import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

import uvicorn

from sync.central.app import make_app
from sync.central.config import CentralConfig
from sync.central.core import Central, open_central
from sync.central.facts import set_fact
from sync.central.runtime import Runtime

STOP_WITHIN = 5
START_WITHIN = 30.0
_BACKLOG = 512


def serve(
    config: CentralConfig,
    host: str = "127.0.0.1",
    port: int = 8420,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serves until SIGINT or SIGTERM; `on_ready` is called with the address once it answers."""
    with listen(host, port) as sock:
        central = open_central(config)
        url = note_url(central, sock)
        server = _Server(central, lambda: on_ready(url) if on_ready else None)
        server.run(sockets=[sock])


class RunningCentral:
    """A central in a thread of this process: `url` to reach it, `central` to act on it directly.

    A context manager; leaving it stops the service gracefully.
    """

    def __init__(self, config: CentralConfig, host: str = "127.0.0.1", port: int = 0) -> None:
        self._socket = listen(host, port)
        ready = threading.Event()
        try:
            self.central = open_central(config)
            self.url = note_url(self.central, self._socket)
            self._server = _Server(self.central, ready.set)
        except BaseException:
            self._socket.close()
            raise
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, name="central"
        )
        self._thread.start()
        while not ready.wait(0.05) and self._thread.is_alive():
            continue
        if not ready.is_set():
            self._socket.close()
            raise RuntimeError("the central did not start")

    def stop(self) -> None:
        """Finishes what is being answered, then closes. Calling it again does nothing."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises OSError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # named, since asyncio turns Nagle off only for sockets that say they are TCP: 40 ms an answer
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(_BACKLOG)
    except OSError:
        sock.close()
        raise
    return sock


def note_url(central: Central, sock: socket.socket) -> str:
    """Writes down where the central is reached, for `station add`, and gives it."""
    host, port = sock.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{port}"
    with central.write() as ledger:
        set_fact(ledger.conn, "url", url)
    return url


class _Server(uvicorn.Server):
    """Tells when it answers."""

    def __init__(self, central: Central, ready: Callable[[], None]) -> None:
        app = make_app(central)
        self._runtime: Runtime = app.state.runtime
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="on",
                timeout_graceful_shutdown=STOP_WITHIN,
                server_header=False,
            )
        )
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Held polls are answered first; else they would be waited for, and then cut."""
        self._runtime.waker.close()
        await super().shutdown(sockets)
