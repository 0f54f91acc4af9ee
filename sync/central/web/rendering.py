"""Pages from templates: escaped, without scripts, and with headers that allow none."""

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response

from app.base import i18n
from app.base.i18n import _
from app.domain.roles import Actor, Permission, Role
from resources import path

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at a page: nobody in public; `csrf` goes into every form of a signed-in person."""

    actor: Actor | None = None
    csrf: str = ""


class Pages:
    """The templates of `resources/web`, loaded once."""

    def __init__(self, municipality: str) -> None:
        self._env = Environment(
            loader=FileSystemLoader(path("web")),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals["_"] = i18n._
        self._municipality = municipality

    def show(
        self,
        template: str,
        here: str,
        visit: Visit | None = None,
        *,
        status: int = 200,
        **facts: Any,
    ) -> Response[str]:
        """A page; `here` is the address of its entry in the menu."""
        visit = visit or Visit()
        text = self._env.get_template(template).render(
            municipality=self._municipality,
            actor=visit.actor,
            csrf=visit.csrf,
            home="/bandeja/" if visit.actor else "/",
            menu=_menu(visit.actor, here),
            **facts,
        )
        cache = {"Cache-Control": "no-store" if visit.actor or visit.csrf else "no-cache"}
        return Response(text, status_code=status, media_type="text/html", headers=HEADERS | cache)


def _menu(actor: Actor | None, here: str) -> list[dict[str, Any]]:
    items = [
        ("/", _("Asuntos")),
        ("/indicador", _("Indicador")),
        ("/bitacora", _("Bitácora")),
    ]
    if actor is None:
        items.append(("/bandeja/", _("Personal")))
    else:
        if actor.role is not Role.ROUTING:
            items.insert(0, ("/bandeja/", _("Bandeja")))
        if actor.may(Permission.ROUTE_DESK):
            items.insert(0, ("/mesa/", _("Mesa")))
    return [{"href": href, "text": text, "here": href == here} for href, text in items]
