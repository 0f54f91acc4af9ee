"""Signed-in staff: sessions in the database, a token for each form, nothing in the cookie but
a random value.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.response import Redirect
from sqlalchemy import insert, select, update

from app.base.errors import Refused
from app.base.i18n import _
from app.base.messages import sentence
from app.domain.roles import Actor, Permission, Role
from sync.central import staff
from sync.central.core import Central
from sync.central.runtime import Runtime
from sync.central.tables import sessions
from sync.central.tables import staff as people
from sync.central.web.rendering import Pages, Visit

COOKIE = "ventanilla_sesion"
DOOR = "ventanilla_puerta"
LONGEST = 10 * 3600
IDLE = 45 * 60
_NOTE_EVERY = 60
_TOKEN = 32

Http = Request[Any, Any, Any]


class SignInFirst(Exception):
    """Nobody is signed in: go to the door."""


class WrongForm(Exception):
    """A form that this central did not hand to this person."""


@dataclass(frozen=True, slots=True)
class Session:
    """A person at the pages of the central, and the token that their forms carry."""

    actor: Actor
    csrf: str

    @property
    def visit(self) -> Visit:
        return Visit(self.actor, self.csrf)


def begin(central: Central, actor: Actor) -> str:
    """Opens a session and gives its token, of which only a hash is kept."""
    token = central.config.ids.token(_TOKEN).hex()
    now = central.seconds()
    with central.write() as ledger:
        ledger.conn.execute(sessions.delete().where(sessions.c.expires < now))
        ledger.conn.execute(
            insert(sessions).values(
                token=_hash(token), code=actor.code, expires=now + LONGEST, seen=now
            )
        )
    return token


def find(central: Central, token: str) -> Session:
    """Whose session it is. Raises `SignInFirst`: none, too old, or idle for too long."""
    now = central.seconds()
    mine = sessions.c.token == _hash(token)
    with central.read() as conn:
        row = conn.execute(
            select(people, sessions.c.seen)
            .join(sessions, sessions.c.code == people.c.code)
            .where(mine, people.c.active, sessions.c.expires >= now, sessions.c.seen >= now - IDLE)
        ).first()
    if row is None:
        raise SignInFirst
    if row.seen < now - _NOTE_EVERY:
        with central.write() as ledger:
            ledger.conn.execute(update(sessions).where(mine).values(seen=now))
    return Session(Actor(row.code, row.name, Role(row.role), row.unit), form_token(central, token))


def end(central: Central, token: str) -> None:
    with central.write() as ledger:
        ledger.conn.execute(sessions.delete().where(sessions.c.token == _hash(token)))


def form_token(central: Central, token: str) -> str:
    """What every form of one session (or of one visit at the door) carries."""
    return hmac.digest(central.signer.secret("form"), token.encode(), "sha256").hex()


async def provide_session(request: Http, runtime: NamedDependency[Runtime]) -> Session:
    """Dependency of staff pages. Raises `SignInFirst`."""
    token = request.cookies.get(COOKIE, "")
    if not token:
        raise SignInFirst
    return await runtime.read(lambda: find(runtime.central, token))


async def read_form(request: Http, csrf: str) -> dict[str, str]:
    """The fields of a posted form. Raises `WrongForm` unless it carries the token `csrf`."""
    form = await request.form()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    if not hmac.compare_digest(fields.get("csrf", ""), csrf):
        raise WrongForm
    return fields


@get("/bandeja/entrar", tags=("staff",), summary="The door of staff")
async def door(
    request: Http, runtime: NamedDependency[Runtime], pages: NamedDependency[Pages]
) -> Response[str]:
    return _show_door(request, runtime.central, pages, error="")


@post("/bandeja/entrar", tags=("staff",), status_code=200, summary="Signs a person in")
async def sign_in(
    request: Http, runtime: NamedDependency[Runtime], pages: NamedDependency[Pages]
) -> Response[Any]:
    central = runtime.central
    fields = await read_form(request, form_token(central, request.cookies.get(DOOR, "")))
    address = request.client.host if request.client else "?"

    def enter() -> tuple[Actor, str]:
        actor = staff.sign_in(central, fields.get("usuario", ""), fields.get("clave", ""), address)
        return actor, begin(central, actor)

    try:
        actor, token = await runtime.read(enter)
    except Refused as error:
        return _show_door(
            request, central, pages, error=sentence(error.code, **error.facts), status=401
        )
    return Redirect(home_of(actor), status_code=303, cookies=[_cookie(request, COOKIE, token)])


@post("/bandeja/salir", tags=("staff",), status_code=303, summary="Ends the session")
async def sign_out(
    request: Http, runtime: NamedDependency[Runtime], session: NamedDependency[Session]
) -> Redirect:
    await read_form(request, session.csrf)
    token = request.cookies.get(COOKIE, "")
    await runtime.read(lambda: end(runtime.central, token))
    gone = Cookie(key=COOKIE, value="", max_age=0, path="/", httponly=True, samesite="strict")
    return Redirect("/", status_code=303, cookies=[gone])


def home_of(actor: Actor) -> str:
    """Where a person's work is."""
    return "/mesa/" if actor.may(Permission.ROUTE_DESK) else "/bandeja/"


def _show_door(
    request: Http, central: Central, pages: Pages, *, error: str, status: int = 200
) -> Response[str]:
    token = request.cookies.get(DOOR) or central.config.ids.token(_TOKEN).hex()
    page = pages.show(
        "signin.html",
        "/bandeja/",
        Visit(csrf=form_token(central, token)),
        status=status,
        error=error,
    )
    page.cookies.append(_cookie(request, DOOR, token))
    return page


def _cookie(request: Http, name: str, value: str) -> Cookie:
    return Cookie(
        key=name,
        value=value,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def _hash(token: str) -> bytes:
    return sha256(b"ventanilla-session\n" + token.encode()).digest()


def wrong_form_text() -> str:
    return _("La página estuvo abierta demasiado tiempo. Vuelva a abrirla e intente otra vez.")
