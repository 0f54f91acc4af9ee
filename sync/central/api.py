"""The station API under `/v1/` (`sync.md` 1.7): thin handlers, every answer signed.

`X-Ventanilla-Request` is the caller's random value; an answer's signature covers it, the status
and the body, so a captive portal, a stranger or a replay cannot pass for the central.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msgspec
from litestar import Controller, Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery

from app.base.database import NotSaved
from sync import wire
from sync.central import feed, intake, limits, recon, stations
from sync.central.refusal import ApiRefusal
from sync.central.runtime import Runtime

_HTTP = Request[Any, Any, Any]
_Answer = Response[bytes]
M = TypeVar("M", bound=wire.Message)

BUSY_RETRY = 5
_log = logging.getLogger(__name__)


class StationApi(Controller):
    """Enrolment, sync and cross-check of the windows."""

    path = "/v1"
    tags = ("stations",)

    @post("/enrol", status_code=200, summary="Enrol a window with its one-time code")
    async def enrol(self, request: _HTTP, runtime: NamedDependency[Runtime]) -> _Answer:
        async def work() -> wire.Message:
            message = _decode(await request.body(), wire.EnrolRequest)
            key = f"enrol:{_address(request)}"
            await runtime.write(lambda: limits.admit(runtime.central, {key: limits.ENROL}))
            answer = await runtime.write(lambda: stations.enrol(runtime.central, message))
            await runtime.write(lambda: limits.forget(runtime.central, key))
            return answer

        return await _answered(request, runtime, work)

    @get("/hello", summary="What the central holds of this window")
    async def hello(self, request: _HTTP, runtime: NamedDependency[Runtime]) -> _Answer:
        async def work() -> wire.Message:
            station = request.headers.get(wire.H_STATION, "")
            answer = await runtime.read(lambda: stations.hello(runtime.central, station))
            runtime.met(station)
            return answer

        return await _answered(request, runtime, work)

    @post("/push", status_code=200, summary="Hand over events, in order and for ever")
    async def push(self, request: _HTTP, runtime: NamedDependency[Runtime]) -> _Answer:
        async def work() -> wire.Message:
            body = await request.body()
            read = _reader(request, runtime, body)

            def store() -> wire.PushAnswer:
                caller = read()
                message = _decode(body, wire.PushRequest)
                return intake.receive(runtime.central, caller.code, caller.public_key, message)

            return await runtime.receive(store)

        return await _answered(request, runtime, work)

    @get("/feed", summary="What comes down: matters, states, people; held up to 25 s")
    async def feed(
        self,
        request: _HTTP,
        runtime: NamedDependency[Runtime],
        cursor: FromQuery[str] = "",
        limit: FromQuery[int] = 500,
        wait: FromQuery[float] = 0.0,
    ) -> _Answer:
        async def work() -> wire.Message:
            caller = await runtime.read(_reader(request, runtime, b""))
            return await _held_page(runtime, caller.code, cursor, limit, wait)

        return await _answered(request, runtime, work)

    @get("/recon", summary="Cross-check by day")
    async def recon(
        self, request: _HTTP, runtime: NamedDependency[Runtime], day: FromQuery[str] = ""
    ) -> _Answer:
        async def work() -> wire.Message:
            caller = await runtime.read(_reader(request, runtime, b""))

            def look() -> wire.ReconAnswer:
                with runtime.central.read() as conn:
                    return recon.by_day(conn, caller.code, day)

            return await runtime.read(look)

        return await _answered(request, runtime, work)


async def _held_page(
    runtime: Runtime, station: str, cursor: str, limit: int, wait: float
) -> wire.FeedAnswer:
    """The next page; an empty one only once the wait is over. Held without thread or connection."""

    def look() -> wire.FeedAnswer:
        with runtime.central.read() as conn:
            return feed.page(conn, station, cursor, limit, runtime.central.epoch)

    clock = runtime.waker.time
    until = clock() + min(max(wait, 0.0), feed.LONGEST_WAIT)
    while True:
        waiting = runtime.waker.ticket()  # before looking: what comes meanwhile is not missed
        page = await runtime.read(look)
        left = until - clock()
        if page.items or left <= 0 or runtime.waker.closing:
            runtime.waker.give_up(waiting)
            return page
        cursor = page.cursor
        await runtime.waker.wait(waiting, left)


def _reader(request: _HTTP, runtime: Runtime, body: bytes) -> Callable[[], stations.Caller]:
    method, target, headers = request.method, _target(request), dict(request.headers)
    return lambda: stations.authenticate(runtime.central, method, target, headers, body)


def _target(request: _HTTP) -> str:
    """Path and query exactly as they were sent."""
    path: str = request.scope["raw_path"].decode("latin-1")
    query: str = request.scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path


async def _answered(
    request: _HTTP, runtime: Runtime, work: Callable[[], Awaitable[wire.Message]]
) -> _Answer:
    """Runs a call and signs what comes of it, be it an answer or a refusal."""
    nonce = request.headers.get(wire.H_REQUEST, "")
    headers: dict[str, str] = {}
    status = 200
    message: wire.Message
    try:
        message = await work()
    except ApiRefusal as refusal:
        status = refusal.status
        message = wire.Refusal(code=refusal.code, high_seq=refusal.high_seq)
    except limits.TooMany as error:
        status, message = 429, wire.Refusal(code=error.code)
        headers["Retry-After"] = str(error.seconds)
    except NotSaved as error:  # disk full or busy: nothing of it is stored, the same again later
        _log.warning("not saved: %s", error.code)
        status, message = 503, wire.Refusal(code=error.code)
        headers["Retry-After"] = str(BUSY_RETRY)
    body = wire.encode(message)
    headers[wire.H_ANSWER] = runtime.central.signer.answer(nonce, status, body)
    headers["Cache-Control"] = "no-store"
    return Response(body, status_code=status, headers=headers, media_type="application/json")


def _decode(body: bytes, kind: type[M]) -> M:
    try:
        return wire.decode(body, kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ApiRefusal("bad_message", 422) from error


def _address(request: _HTTP) -> str:
    return request.client.host if request.client else "?"
