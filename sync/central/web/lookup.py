"""One folio in public, and the verification of a receipt's QR.

Sealed, non-public and unknown folios are answered alike, word for word: whoever asks learns only
when that window last sent something.
"""

from dataclasses import replace
from typing import Any
from urllib.parse import quote

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from sqlalchemy import Connection, select

from app.base.errors import Refused
from app.base.i18n import _
from app.base.messages import sentence
from app.domain import certificate, folio, statement
from app.domain.folio import Folio
from sync.central import limits, queue
from sync.central.core import Central
from sync.central.runtime import Runtime
from sync.central.tables import intake, reports, stations
from sync.central.web import history, private_view, rows, words
from sync.central.web.rendering import Pages

LONGEST_TYPED = 40
FOR_THE_PERSON = ("explanation", "cause")


@get("/consulta", tags=("public",), summary="From a typed folio to its page")
async def ask(folio: FromQuery[str] = "") -> Redirect:
    typed = folio.strip()[:LONGEST_TYPED].replace("/", "-")
    return Redirect(f"/asunto/{quote(typed)}" if typed else "/", status_code=303)


@get("/asunto/{folio_text:str}", tags=("public",), summary="One public matter by its folio")
async def show(
    runtime: NamedDependency[Runtime], pages: NamedDependency[Pages], folio_text: FromPath[str]
) -> Response[str]:
    asked = _asked(runtime.central, pages, folio_text)
    if isinstance(asked, Response):
        return asked
    return await _show(runtime, pages, asked)


@post("/asunto/{folio_text:str}", status_code=200, tags=("public",), summary="With the paper's key")
async def show_with_key(
    request: Request[Any, Any, Any],
    runtime: NamedDependency[Runtime],
    pages: NamedDependency[Pages],
    folio_text: FromPath[str],
) -> Response[str]:
    central = runtime.central
    asked = _asked(central, pages, folio_text)
    if isinstance(asked, Response):
        return asked
    key = str((await request.form()).get("clave", ""))[:LONGEST_TYPED]
    try:
        await runtime.write(lambda: limits.admit(central, {f"consult:{asked}": limits.CONSULT}))
    except limits.TooMany as error:
        return await _show(runtime, pages, asked, wrong=sentence(error.code, **error.facts))
    facts = await runtime.read(lambda: _opened(central, asked, key))
    if facts is None:
        return await _show(runtime, pages, asked, wrong=_("La clave no es la de ese folio."))
    page = pages.show("matter.html", "", **facts, wrong="")
    page.headers["Cache-Control"] = "no-store"
    return page


def _asked(central: Central, pages: Pages, text: str) -> Folio | Response[str]:
    """The folio, or the page that says it is not one."""
    year, text = central.now().year, text[:LONGEST_TYPED]
    try:
        return folio.parse(text, this_year=year)
    except Refused as error:
        return pages.show(
            "message.html",
            "",
            status=404,
            heading=_("Ese folio no está bien escrito"),
            lines=[sentence(error.code, **error.facts)],
            choices=[str(f) for f in folio.suggestions(text, this_year=year)[:3]],
        )


async def _show(runtime: Runtime, pages: Pages, asked: Folio, wrong: str = "") -> Response[str]:
    """What is public of it; the same page for all that is not."""
    central = runtime.central
    facts = await runtime.read(lambda: _matter(central, asked))
    if facts is not None:
        return pages.show("matter.html", "", **facts, wrong=wrong)
    lines = await runtime.read(lambda: _alike(central, asked))
    return pages.show("not_shown.html", "", folio=str(asked), lines=lines, wrong=wrong)


def _matter(central: Central, asked: Folio) -> dict[str, Any] | None:
    with central.read() as conn:
        row = public_row(conn, asked)
        if row is None:
            return None
        shown = rows.base(central, row) | {"place": queue.place_of(conn, row)}
        steps = history.of_matter(central, conn, row.report_id, staff=False)
    if "," not in shown["received"]:  # where only the day is public, steps have no hour either
        steps = [replace(step, when=step.when.partition(",")[0]) for step in steps]
    return {"matter": shown, "history": steps, "said": None}


def _opened(central: Central, asked: Folio, key: str) -> dict[str, Any] | None:
    """Everything about it for whoever holds the key; envelopes open to no key."""
    with central.read() as conn:
        row = conn.execute(
            select(reports).where(reports.c.folio == str(asked), ~reports.c.sealed)
        ).first()
        said = private_view.read_with_key(central, conn, row, key) if row is not None else None
        if row is None or said is None:
            return None
        shown = rows.base(central, row) | {"place": queue.place_of(conn, row)}
        steps = history.of_matter(central, conn, row.report_id, staff=False, said=FOR_THE_PERSON)
    return {"matter": shown, "history": steps, "said": said}


def public_row(conn: Connection, asked: Folio) -> Any:
    """The matter if it is public; None for sealed, non-public and unknown ones alike."""
    return conn.execute(
        select(reports).where(reports.c.folio == str(asked), reports.c.public)
    ).first()


def _alike(central: Central, asked: Folio) -> list[str]:
    with central.read() as conn:
        return [not_shown(central, conn, asked), _hint()]


def not_shown(central: Central, conn: Connection, asked: Folio) -> str:
    """The one sentence for every folio of valid form that is not shown; never «no existe»."""
    last = conn.execute(
        select(stations.c.last_contact).where(stations.c.code == asked.station)
    ).scalar()
    if last is None:
        return _(
            "Folio de forma válida; su ventanilla todavía no ha transmitido, o el asunto no es público."
        )
    return _(
        "Folio de forma válida; su ventanilla no ha transmitido desde {since}, o el asunto no es público."
    ).format(since=words.since(last, central.now()))


def _hint() -> str:
    return _("Si acaba de hacer su reporte, vuelva a consultar más tarde. Su papel sigue valiendo.")


@get(["/V/{text:str}", "/v/{text:str}"], include_in_schema=False)  # as printed, and as typed
async def verify(
    runtime: NamedDependency[Runtime], pages: NamedDependency[Pages], text: FromPath[str]
) -> Response[str]:
    central = runtime.central
    facts = await runtime.read(lambda: _checked(central, text))
    return pages.show("receipt.html", "", **facts)


def _checked(central: Central, text: str) -> dict[str, Any]:
    try:
        found = statement.read(text)
        with central.read() as conn:
            statement.verify(found, _certificates(central, conn))
            return _genuine(central, conn, found)
    except Refused as error:
        return {"genuine": False, "verdict": sentence(error.code, **error.facts)}


def _certificates(central: Central, conn: Connection) -> dict[str, certificate.Certificate]:
    """Of all windows there ever were, revoked ones too: their old papers stay good."""
    listed = {}
    for code, data in conn.execute(select(stations.c.code, stations.c.certificate)):
        read = certificate.from_bytes(bytes(data))
        read.check(central.signer.public)
        listed[code] = read
    return listed


def _genuine(central: Central, conn: Connection, found: statement.Statement) -> dict[str, Any]:
    row = public_row(conn, found.folio)
    name = conn.execute(
        select(stations.c.name).where(stations.c.code == found.station)
    ).scalar_one()
    if row is None:
        state, link = not_shown(central, conn, found.folio), False
    else:
        state, link = rows.base(central, row)["status"], True
    if row is not None and not _same_event(conn, row, found):
        return {
            "genuine": False,
            "verdict": _(
                "El acuse está firmado, pero no corresponde a lo que recibió la central. Llévelo a Atención Ciudadana."
            ),
        }
    return {
        "genuine": True,
        "verdict": _("Acuse auténtico: lo firmó la ventanilla."),
        "folio": str(found.folio),
        "filed": words.moment(found.filed_at.isoformat()),
        "station": _("{code}, {name}").format(code=found.station, name=name),
        "state": state,
        "link": link,
    }


def _same_event(conn: Connection, row: Any, found: statement.Statement) -> bool:
    stored = conn.execute(select(intake.c.hash).where(intake.c.n == row.n)).scalar_one()
    return bytes(stored)[: statement.HASH_SIZE] == found.event_hash16
