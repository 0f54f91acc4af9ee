"""The two files a page needs besides itself."""

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from resources import path
from sync.central.web.rendering import HEADERS

_KINDS = {"central.css": "text/css", "icono.svg": "image/svg+xml"}


@get("/recursos/{name:str}", include_in_schema=False, sync_to_thread=False)
def asset(name: FromPath[str]) -> Response[bytes]:
    if name not in _KINDS:
        raise NotFoundException
    return Response(
        path("web", name).read_bytes(),
        media_type=_KINDS[name],
        headers=HEADERS | {"Cache-Control": "public, max-age=3600"},
    )
