"""What a visitor sees when something is not found, not allowed, or broken."""

import logging
import traceback
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from app.base.errors import NotAllowed, VentanillaError
from app.base.i18n import _
from app.base.messages import explain
from sync.central.web.rendering import Pages
from sync.central.web.sessions import SignInFirst, WrongForm, wrong_form_text

_log = logging.getLogger(__name__)
_HTTP = Request[Any, Any, Any]
_NOT_FOUND = 404
_BROKEN = 500


def handlers(pages: Pages) -> dict[Any, Any]:
    """Exception handlers of the app; the station API answers its own refusals itself."""
    return {
        SignInFirst: _sign_in_first,
        WrongForm: lambda _request, _error: _message(
            pages, 403, _("Intente otra vez"), wrong_form_text()
        ),
        VentanillaError: lambda _request, error: _message(
            pages, 403 if isinstance(error, NotAllowed) else 409, _("No se puede"), explain(error)
        ),
        HTTPException: lambda request, error: _http(pages, request, error),
        Exception: lambda _request, error: _broken(pages, error),
    }


def _message(pages: Pages, status: int, heading: str, line: str) -> Response[str]:
    return pages.show("message.html", "", status=status, heading=heading, lines=[line], choices=[])


def _sign_in_first(_request: _HTTP, _error: SignInFirst) -> Response[Any]:
    return Redirect("/bandeja/entrar", status_code=303)


def _http(pages: Pages, request: _HTTP, error: HTTPException) -> Response[Any]:
    if request.url.path.startswith("/v1/"):
        return Response({"code": "bad_message"}, status_code=error.status_code)
    if error.status_code == _NOT_FOUND:
        return _message(pages, _NOT_FOUND, _("Esta página no existe"), _("Revise la dirección."))
    return _message(pages, error.status_code, _("No se puede"), _("La petición no es válida."))


def _broken(pages: Pages, error: Exception) -> Response[str]:
    """Ours: the log has its kind and place, never its message, which may quote a person."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    _log.error("%s at %s:%s", type(error).__name__, frame.filename, frame.lineno)
    said = _("No es culpa suya. Intente otra vez en un momento.")
    return _message(pages, _BROKEN, _("Algo falló"), said)
