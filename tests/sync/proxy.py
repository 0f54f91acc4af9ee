"""A TCP proxy between a window and its central that breaks exchanges on purpose.

It reads HTTP just enough to know where a request and its answer end, so that a fault hits one
exchange exactly where it should: before the server, after its commit, or in mid-answer.
"""

import re
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

HOST = "127.0.0.1"


class Fault(StrEnum):
    DROP_REQUEST = "drop_request"  # never reaches the server
    DROP_ANSWER = "drop_answer"  # the server answered; nobody hears it
    CUT_ANSWER = "cut_answer"  # half of the answer, then the end
    DUPLICATE = "duplicate"  # the request twice, at the same time
    DRIP = "drip"  # the answer byte by byte
    BLACK_HOLE = "black_hole"  # the request is taken and nothing ever comes back
    ONE_WAY = "one_way"  # the server gets it, nothing ever comes back
    RESET = "reset"  # RST in place of an answer
    HOLD = "hold"  # waits for `release`


BEFORE = frozenset({Fault.DROP_REQUEST, Fault.RESET, Fault.BLACK_HOLE})


@dataclass(frozen=True)
class Exchange:
    """One request that went by: its request line and what was done to it."""

    method: str
    target: str
    fault: Fault | None


Rule = Callable[[str, str], Fault | None]


def _no_fault(_method: str, _target: str) -> Fault | None:
    return None


@dataclass
class FaultProxy:
    """`url` is for the client; `rule(method, target)` decides what happens to each request."""

    target_port: int
    rule: Rule = _no_fault
    drip_seconds: float = 0.05
    seen: list[Exchange] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._closing = threading.Event()
        self._released = threading.Event()
        self._changed = threading.Condition()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        self._spawn(self._accept)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def once(self, fault: Fault, path: str = "/v1/push", times: int = 1) -> None:
        """The next `times` requests to `path` suffer `fault`."""
        left = [times]

        def rule(_method: str, target: str) -> Fault | None:
            if left[0] and target.startswith(path):
                left[0] -= 1
                return fault
            return None

        self.rule = rule

    def release(self) -> None:
        """Lets held requests go on."""
        self._released.set()

    def wait_for(self, fault: Fault, within: float = 10.0) -> bool:
        """Until a request has met `fault`."""
        return self.wait_until(lambda seen: any(one.fault == fault for one in seen), within)

    def wait_until(self, true: Callable[[list[Exchange]], bool], within: float = 10.0) -> bool:
        """Until the requests seen so far make `true` so."""
        with self._changed:
            return self._changed.wait_for(lambda: true(self.seen), within)

    def close(self) -> None:
        self._closing.set()
        self._released.set()
        self._shut(self._listener)
        for sock in list(self._open):
            self._shut(sock)
        for thread in self._threads:
            thread.join(10)

    def _spawn(self, work: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)
        self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._open.add(client)
            self._spawn(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        server = None
        try:
            while not self._closing.is_set():
                request = _read_message(client)
                method, target = request.split(b" ", 2)[:2]
                fault = self.rule(method.decode(), target.decode())
                self._note(Exchange(method.decode(), target.decode(), fault))
                if server is None and fault not in BEFORE:
                    server = socket.create_connection((HOST, self.target_port), 10)
                    server.settimeout(60)
                    self._open.add(server)
                if not self._exchange(client, server, request, fault):
                    return
        except (OSError, EOFError):
            return  # one side went away, as sides do
        finally:
            for sock in (client, server):
                if sock is not None:
                    self._shut(sock)

    def _exchange(self, client, server, request: bytes, fault: Fault | None) -> bool:
        """Whether the connection goes on afterwards."""
        if fault in BEFORE:
            self._refuse(client, fault)
            return False
        if fault is Fault.HOLD:
            self._released.wait(60)
        if fault is Fault.DUPLICATE:
            self._spawn(self._send_apart, request)
        server.sendall(request)
        answer = _read_message(server)
        if fault is Fault.ONE_WAY:
            _until_closed(client)
        elif fault is Fault.CUT_ANSWER:
            client.sendall(answer[: len(answer) - max(len(answer) // 4, 1)])
        elif fault is Fault.DRIP:
            self._drip(client, answer)
        elif fault is not Fault.DROP_ANSWER:
            client.sendall(answer)
        return fault in {None, Fault.HOLD, Fault.DUPLICATE}

    def _refuse(self, client, fault: Fault) -> None:
        if fault is Fault.RESET:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.close()
        elif fault is Fault.BLACK_HOLE:
            _until_closed(client)

    def _drip(self, client, answer: bytes) -> None:
        for place in range(len(answer)):
            client.sendall(answer[place : place + 1])
            if self._closing.wait(self.drip_seconds):
                return

    def _send_apart(self, request: bytes) -> None:
        try:
            with socket.create_connection((HOST, self.target_port), 10) as other:
                other.settimeout(10)
                other.sendall(request)
                _read_message(other)
        except (OSError, EOFError):
            return

    def _note(self, exchange: Exchange) -> None:
        with self._changed:
            self.seen.append(exchange)
            self._changed.notify_all()

    def _shut(self, sock: socket.socket) -> None:
        self._open.discard(sock)
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
        sock.close()


def _read_message(sock: socket.socket) -> bytes:
    """One whole HTTP message with a Content-Length, or none. Raises `EOFError` at its end."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _some(sock)
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)^content-length:\s*(\d+)", head, re.MULTILINE)
    missing = int(length[1]) - len(body) if length else 0
    parts = [data]
    while missing > 0:
        parts.append(_some(sock))
        missing -= len(parts[-1])
    return b"".join(parts)


def _some(sock: socket.socket) -> bytes:
    data = sock.recv(2**16)
    if not data:
        raise EOFError
    return data


def _until_closed(sock: socket.socket) -> None:
    while sock.recv(2**16):
        pass
