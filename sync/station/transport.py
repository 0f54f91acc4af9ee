"""One HTTP connection of one lane: bytes out, bytes back, within a total time, and stoppable.

`requests` bounds each read, not the whole: a line that drips one byte a second would hold a pass
for hours, and a long poll could not be left before it ends. So the open sockets are known here
and are shut down when the time is up or someone says stop. Nothing here trusts what comes back.
"""

import socket
import ssl
import threading
import weakref
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from app.base.errors import Offline

CONNECT_WITHIN = 5.0
LARGEST_ANSWER = 64 * 2**20
_CHUNK = 2**16
_CERTIFICATE = {
    9: "tls_not_yet_valid",
    10: "tls_expired",
    62: "tls_wrong_host",
    64: "tls_wrong_host",
}
_NOT_HTTP = (
    requests.exceptions.InvalidHeader,
    requests.exceptions.ContentDecodingError,
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
)


@dataclass(frozen=True, slots=True)
class Network:
    """How this office gets out: a proxy's URL and a file with its certificate authorities."""

    proxy: str = ""
    ca_bundle: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, whoever sent it."""

    status: int
    headers: dict[str, str]
    body: bytes


class Transport:
    """A `requests.Session` for one lane; one request at a time, `abort` from any thread."""

    def __init__(self, url: str, network: Network) -> None:
        self._url = url.rstrip("/")
        self.prefix = urlsplit(self._url).path
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._session = requests.Session()
        self._session.trust_env = False
        if network.proxy:
            self._session.proxies = {"http": network.proxy, "https": network.proxy}
        if network.ca_bundle:
            self._session.verify = network.ca_bundle
        adapter = _Adapter(self._sockets)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def send(
        self, method: str, path: str, body: bytes, headers: dict[str, str], within: float
    ) -> Reply:
        """One exchange in at most `within` seconds. Raises `Offline` with what went wrong."""
        late = threading.Event()

        def expire() -> None:
            late.set()
            self.abort()

        timer = threading.Timer(within, expire)
        timer.daemon = True
        timer.start()
        try:
            reply = self._exchange(method, path, body, headers, within)
        except (OSError, urllib3.exceptions.HTTPError, ValueError) as error:
            code = "offline_timeout" if late.is_set() else _code(error)
            raise Offline(code) from error
        finally:
            timer.cancel()
            timer.join()
        if late.is_set():  # headers that end early look like a whole answer
            raise Offline("offline_timeout")
        return reply

    def _exchange(
        self, method: str, path: str, body: bytes, headers: dict[str, str], within: float
    ) -> Reply:
        with self._session.request(
            method,
            self._url + path,
            data=body or None,
            headers=headers,
            timeout=(min(CONNECT_WITHIN, within), within),
            allow_redirects=False,
            stream=True,
        ) as answer:
            parts, size = [], 0
            for part in answer.iter_content(_CHUNK):
                size += len(part)
                if size > LARGEST_ANSWER:
                    raise Offline("not_our_central")
                parts.append(part)
            return Reply(answer.status_code, dict(answer.headers), b"".join(parts))

    def abort(self) -> None:
        """Ends what is on the way, now; the thread that waits for it gets `Offline`."""
        for sock in list(self._sockets):
            try:
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
            except OSError:
                continue  # already closed by the other side

    def close(self) -> None:
        self._session.close()


class _Adapter(HTTPAdapter):
    """Tries again only to connect: the journal is the retry of everything else."""

    def __init__(self, sockets: "weakref.WeakSet[socket.socket]") -> None:
        self._pools = _pools(sockets)
        retry = urllib3.Retry(total=None, connect=1, read=0, redirect=0, status=0, other=0)
        super().__init__(pool_connections=2, pool_maxsize=1, max_retries=retry)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _pools(sockets: "weakref.WeakSet[socket.socket]") -> dict[str, type[HTTPConnectionPool]]:
    """Connection pools whose connections make their sockets known in `sockets`."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _code(error: BaseException) -> str:
    """The error code for what `requests` raised; a certificate's fault is told apart."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _CERTIFICATE.get(cause.verify_code, "tls_untrusted")
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "tls_failed"
    if isinstance(error, requests.exceptions.ProxyError):
        # http.client tells a proxy's refusal to open a tunnel only by its sentence
        refused = any("407" in str(c) for c in causes if type(c) is OSError)
        return "proxy_auth" if refused else "proxy_unreachable"
    slow = (TimeoutError, requests.exceptions.Timeout, urllib3.exceptions.ReadTimeoutError)
    if any(isinstance(cause, slow) for cause in causes):  # a read's comes wrapped as a broken line
        return "offline_timeout"
    if isinstance(error, _NOT_HTTP):
        return "not_our_central"
    return "offline_unreachable"


def _causes(error: BaseException) -> "list[BaseException]":
    """The error and everything that led to it, as `requests` and urllib3 wrap one in another."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or one in found:
            continue
        found.append(one)
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    return found
