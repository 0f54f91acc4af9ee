"""The public pages over real HTTP: what they say, and above all what they never say."""

from collections.abc import Callable
from datetime import date

import pytest
import requests

from app.base.dates import short_date
from app.domain import signing, statement
from app.domain.folio import parse as parse_folio
from sync.central import acts, interpreter
from sync.central.administration import actor_of, add_staff
from sync.central.server import RunningCentral
from sync.central.web.words import priority
from tests.central.helpers import NOON, Window, file_matter, folio_of

Enrolled = Callable[..., Window]
SECRET_WORDS = ("Calle Secreta", "no ha pasado el camión", "3312345678", "María Núñez", "7K2-M4T")


def send(running: RunningCentral, window: Window) -> None:
    high = window.hello().high_seq
    window.pushed(window.events[high:])
    interpreter.interpret_all(running.central)


def seal(window: Window, counter: int) -> str:
    folio = folio_of(window, counter)
    body = {
        "folio": folio,
        "service": "reservado",
        "target": "OIC",
        "key_id": "0" * 16,
        "attachments": 0,
        "sealed": True,
    }
    window.act("report.filed", body, report_id=f"sealed-{counter}")
    return folio


def get(running: RunningCentral, path: str) -> requests.Response:
    return requests.get(running.url + path, timeout=20)


def test_the_board_shows_unit_post_state_and_place_and_never_the_words(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    first = file_matter(window, "ASE-01", phone="3312345678")
    second = file_matter(window, "ALU-01")
    guided = file_matter(window, "ALU-01", answers={"CASAS_LUZ": "si"})
    hidden = seal(window, 4)
    send(central, window)
    page = get(central, "/").text
    for text in (
        first,
        second,
        "Dirección de Aseo Público",
        "Titular de la Dirección de Alumbrado",
    ):
        assert text in page
    for text in (guided, hidden, *SECRET_WORDS):
        assert text not in page
    matter = get(central, f"/asunto/{first}").text
    assert "Enviado al área" in matter
    assert "23 nov 2026, 12:00" in matter
    for text in SECRET_WORDS:
        assert text not in matter


def test_the_board_names_the_place_as_a_place_and_the_day_as_today(
    embedded: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(embedded)
    folio = file_matter(window, "ASE-01")
    send(embedded, window)
    due = date.fromisoformat(window.events[0].event.body["due"])
    early = get(embedded, "/").text
    for text in ("1 asunto abierto", "Col. Tlaquepaque Centro", "Lugar en la fila del área"):
        assert text in early
    assert priority(window.events[0].event.body["priority"]) in early
    assert f"A más tardar {short_date(due)}" in early
    clock = embedded.central.config.clock
    clock.move(days=(due - NOON.date()).days)
    assert "A más tardar hoy" in get(embedded, "/").text
    assert '<dd class="today">hoy</dd>' in get(embedded, f"/asunto/{folio}").text
    clock.move(days=1)
    assert f"Venció el {short_date(due)}" in get(embedded, "/").text


def test_filters_and_older_pages(embedded: RunningCentral, enrolled: Enrolled) -> None:
    window = enrolled(embedded)
    folios = [file_matter(window, "ASE-01") for _ in range(30)] + [file_matter(window, "ALU-01")]
    send(embedded, window)
    page = get(embedded, "/?unidad=ASE").text
    assert folios[-1] not in page
    assert "30 asuntos" in page
    older = page.split('class="button second" href="')[1].split('"')[0].replace("&amp;", "&")
    both = page + get(embedded, older).text
    assert all(folio in both for folio in folios[:-1])
    assert "No hay asuntos" in get(embedded, "/?estado=terminados").text
    assert "31 asuntos" in get(embedded, "/?colonia=tlaquepaque centro").text
    assert "No hay asuntos" in get(embedded, "/?colonia=%25").text


def test_sealed_guided_and_unknown_folios_are_answered_alike(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    guided = file_matter(window, "ALU-01", answers={"CASAS_LUZ": "si"})
    sealed = seal(window, 2)
    unknown = folio_of(window, 77)
    send(central, window)
    answers = [get(central, f"/asunto/{folio}") for folio in (guided, sealed, unknown)]
    pages = [
        answer.text.replace(folio, "FOLIO")
        for answer, folio in zip(answers, (guided, sealed, unknown), strict=True)
    ]
    assert pages[0] == pages[1] == pages[2]
    assert {a.status_code for a in answers} == {200}
    assert "Folio de forma válida; su ventanilla no ha transmitido desde 12:00" in pages[0]
    assert "no existe" not in pages[0]


def test_the_key_of_the_paper_opens_the_whole_matter_and_nothing_else_does(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    shown = file_matter(window, "ASE-01", phone="3312345678")
    guided = file_matter(window, "ALU-01", answers={"CASAS_LUZ": "si"})
    sealed, unknown = seal(window, 3), folio_of(window, 77)
    send(central, window)

    def with_key(folio: str, key: str) -> str:
        return requests.post(f"{central.url}/asunto/{folio}", data={"clave": key}, timeout=20).text

    for folio in (shown, guided):
        page = with_key(folio, "7k2 m4t")
        assert "no ha pasado el camión" in page
        assert "Calle Secreta 99" in page
        assert "no ha pasado" not in with_key(folio, "7K2-M4A")
    wrong = [with_key(f, "7K2-M4T").replace(f, "FOLIO") for f in (sealed, unknown)]
    wrong.append(with_key(guided, "000-000").replace(guided, "FOLIO"))
    assert wrong[0] == wrong[1] == wrong[2]
    for _ in range(10):
        last = with_key(shown, "000-000")
    assert "Demasiados intentos" in last
    assert "Demasiados intentos" in with_key(shown, "7K2-M4T")


def test_a_mistyped_folio_is_told_and_near_ones_are_offered(
    embedded: RunningCentral, enrolled: Enrolled
) -> None:
    answer = get(embedded, "/asunto/A03-26-0001234-C")
    assert answer.status_code == 404
    assert "A03-26-0001234-B" in answer.text
    assert get(embedded, "/consulta?folio=a03%2026%200001234%20b").status_code == 200
    assert get(embedded, "/asunto/%3Cscript%3E").text.count("<script") == 0


def test_a_receipt_is_verified_with_and_without_capitals(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    folio = file_matter(window)
    sign = signing.signer(window.seed)
    made = statement.make(parse_folio(folio, this_year=26), NOON, window.events[0].hash, sign)
    text = statement.qr_text(made)
    early = get(central, f"/V/{text}").text
    assert "Acuse auténtico" in early
    assert "no ha transmitido" in early
    send(central, window)
    for path in (f"/V/{text}", f"/v/{text.lower()}"):
        page = get(central, path).text
        assert "Acuse auténtico" in page
        assert "Enviado al área" in page
    forged = statement.make(
        parse_folio(folio, this_year=26), NOON, window.events[0].hash, signing.signer(bytes(32))
    )
    assert "auténtico: lo firmó" not in get(central, f"/V/{statement.qr_text(forged)}").text
    other = statement.make(parse_folio(folio, this_year=26), NOON, bytes(32), sign)
    assert "no corresponde" in get(central, f"/V/{statement.qr_text(other)}").text


def test_the_indicator_and_the_head_of_the_journal_are_public(
    central: RunningCentral, enrolled: Enrolled
) -> None:
    window = enrolled(central)
    folios = [file_matter(window) for _ in range(4)]
    send(central, window)
    user = add_staff(central.central, "Ana Aseo", "unit", "ASE").user
    actor = actor_of(central.central, user)
    for folio in folios[:3]:
        acts.accept(central.central, actor, folio)
    early = get(central, "/indicador").text
    assert "Todavía no vence ningún plazo" in early
    assert "De 4 recibidos, 0 cuentan en el porcentaje y 4 van aparte." in early
    assert "—</p>" not in early
    central.central.config.clock.move(days=3)
    page = get(central, "/indicador").text
    assert "75 %" in page
    assert "De los 4 asuntos cuyo plazo para contestar ya pasó, 3 quedaron" in page
    head = get(central, "/bitacora.json").json()
    shown = get(central, "/bitacora").text
    assert head["head"] in shown
    assert all(f"{series['head'][:16]}…</code>" in shown for series in head["series"])
    signed = f"ventanilla-head-1\n{head['epoch']}\n{head['count']}\n".encode()
    assert signing.is_signed(
        bytes.fromhex(head["key"]),
        signed + bytes.fromhex(head["head"]),
        bytes.fromhex(head["signature"]),
    )


@pytest.mark.parametrize("path", ["/", "/indicador", "/bitacora", "/bandeja/entrar", "/nada"])
def test_every_page_forbids_scripts_frames_and_foreign_things(
    embedded: RunningCentral, path: str
) -> None:
    answer = get(embedded, path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "<script" not in answer.text
    assert "style=" not in answer.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert '<html lang="es-MX">' in answer.text


def test_health_and_description(embedded: RunningCentral) -> None:
    assert get(embedded, "/healthz").json() == {
        "ok": True,
        "epoch": embedded.central.epoch,
        "database": "sqlite",
    }
    paths = get(embedded, "/openapi.json").json()["paths"]
    assert {"/v1/push", "/v1/feed", "/asunto/{folio_text}", "/indicador"} <= set(paths)
