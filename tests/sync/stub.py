"""A server on loopback that answers whatever a test tells it to, central or not."""

import base64
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync import wire


@dataclass(frozen=True)
class Asked:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Said:
    """`key` signs the answer as a central would; without one it is a stranger's."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    key: Ed25519PrivateKey | None = None
    claimed_length: int | None = None


class StubServer:
    """Answers with `script(asked)`; `asked` keeps every request."""

    def __init__(self, script: Callable[[Asked], Said], tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[Asked] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                asked = Asked(self.command, self.path, dict(self.headers), self.rfile.read(size))
                stub.asked.append(asked)
                self._say(asked, script(asked))

            do_GET = do_POST = do_CONNECT = _answer

            def _say(self, asked: Asked, said: Said) -> None:
                self.send_response(said.status)
                length = said.claimed_length or len(said.body)
                self.send_header("Content-Length", str(length))
                if said.key is not None:
                    request = asked.headers.get(wire.H_REQUEST, "")
                    content = wire.answer_bytes(request, said.status, said.body)
                    signature = base64.b64encode(said.key.sign(content)).decode()
                    self.send_header(wire.H_ANSWER, signature)
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said.body)
                if said.claimed_length is not None:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                return

        self._server = _Quiet(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the tests, not news."""
