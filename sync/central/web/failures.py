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

    def message(status: int, heading: str, *lines: str) -> Response[str]:
        return pages.show(
            "message.html",
            "",
            status=status,
            heading=heading,
            as_folio=False,
            lines=list(lines),
            choices=[],
        )

    def sign_in_first(_request: _HTTP, _error: SignInFirst) -> Response[Any]:
        return Redirect("/bandeja/entrar", status_code=303)

    def wrong_form(_request: _HTTP, _error: WrongForm) -> Response[str]:
        return message(403, _("Intente otra vez"), wrong_form_text())

    def refused(_request: _HTTP, error: VentanillaError) -> Response[str]:
        status = 403 if isinstance(error, NotAllowed) else 409
        return message(status, _("No se puede"), explain(error))

    def http(request: _HTTP, error: HTTPException) -> Response[Any]:
        if request.url.path.startswith("/v1/"):
            return Response({"code": "http"}, status_code=error.status_code)
        if error.status_code == _NOT_FOUND:
            return message(_NOT_FOUND, _("Esta página no existe"), _("Revise la dirección."))
        return message(error.status_code, _("No se puede"), _("La petición no es válida."))

    def broken(_request: _HTTP, error: Exception) -> Response[str]:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        _log.error("%s at %s:%s", type(error).__name__, frame.filename, frame.lineno)
        return message(
            _BROKEN, _("Algo falló"), _("No es culpa suya. Intente otra vez en un momento.")
        )

    return {
        SignInFirst: sign_in_first,
        WrongForm: wrong_form,
        VentanillaError: refused,
        HTTPException: http,
        Exception: broken,
    }
