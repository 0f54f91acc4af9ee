"""The central as a Litestar application."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from litestar import Litestar, Request, Response, get
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.serialization import encode_json
from sqlalchemy import select

from sync.central import tables
from sync.central.api import StationApi
from sync.central.config import CentralConfig
from sync.central.core import Central, open_central
from sync.central.runtime import Runtime
from sync.central.web import assets, board, desk, failures, inbox, lookup, openness, sessions
from sync.central.web.rendering import Pages

PAGES = (
    assets.asset,
    board.board,
    lookup.ask,
    lookup.show,
    lookup.show_with_key,
    lookup.verify,
    openness.show_indicator,
    openness.show_journal,
    openness.journal_json,
    sessions.door,
    sessions.sign_in,
    sessions.sign_out,
    inbox.inbox,
    inbox.task,
    inbox.do,
    desk.desk,
    desk.decision,
    desk.decide,
)
LARGEST_BODY = 6_000_000
GZIP_FROM = 2_000


@get("/healthz", tags=["health"], summary="Whether the database answers")
async def healthz(runtime: NamedDependency[Runtime]) -> dict[str, bool | str]:
    def look() -> None:
        with runtime.central.read() as conn:
            conn.execute(select(tables.facts).limit(1)).all()

    await runtime.read(look)
    central = runtime.central
    return {"ok": True, "epoch": central.epoch, "database": central.database.kind}


@get("/openapi.json", include_in_schema=False, sync_to_thread=False)
def description(request: Request[Any, Any, Any]) -> Response[bytes]:
    schema = request.app.openapi_schema.to_schema()
    return Response(encode_json(schema), media_type="application/vnd.oai.openapi+json")


def make_app(central: CentralConfig | Central) -> Litestar:
    """The application over a central; opened from its configuration where it is not open yet.

    It closes the central when it stops.
    """
    opened = open_central(central) if isinstance(central, CentralConfig) else central
    runtime = Runtime(opened)
    pages = Pages(opened.config.municipality)

    return Litestar(
        route_handlers=[StationApi, healthz, description, *PAGES],
        dependencies={
            "runtime": Provide(lambda: runtime, sync_to_thread=False),
            "pages": Provide(lambda: pages, sync_to_thread=False),
            "session": Provide(sessions.provide_session),
        },
        exception_handlers=failures.handlers(pages),
        lifespan=[_running(runtime)],
        state=State({"runtime": runtime, "central": opened}),
        request_max_body_size=LARGEST_BODY,
        compression_config=CompressionConfig(
            backend="gzip", minimum_size=GZIP_FROM, gzip_compress_level=1
        ),
        openapi_config=_openapi(opened.config.app),
        logging_config=None,
        debug=False,
    )


def _running(runtime: Runtime) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def running(_app: Litestar) -> AsyncIterator[None]:
        await runtime.start()
        try:
            yield
        finally:
            await runtime.stop()

    return running


def _openapi(version: str) -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Ventanilla central",
        version=version,
        path="/v1/openapi",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
    )
