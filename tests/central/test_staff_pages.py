"""Staff at their pages in a real browser without JavaScript: in order, accept, return, resolve."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from playwright.sync_api import Page, sync_playwright

from sync.central import interpreter
from sync.central.administration import add_staff
from sync.central.server import RunningCentral
from tests.central.helpers import Window, file_matter

Enrolled = Callable[..., Window]
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-proxy-server",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Page]:
    """A page without JavaScript that fails the test when anything foreign is asked for."""
    context = browser.new_context(java_script_enabled=False, locale="es-MX")
    opened = context.new_page()
    strange: list[str] = []
    opened.on(
        "request",
        lambda r: None if r.url.startswith("http://127.0.0.1") else strange.append(r.url),
    )
    opened.on("console", lambda m: strange.append(m.text) if "Refused" in m.text else None)
    yield opened
    context.close()
    assert strange == []


def send(running: RunningCentral, window: Window) -> None:
    high = window.hello().high_seq
    window.pushed(window.events[high:])
    interpreter.interpret_all(running.central)


def sign_in(page: Page, running: RunningCentral, name: str, role: str, unit: str = "") -> None:
    account = add_staff(running.central, name, role, unit)
    page.goto(f"{running.url}/bandeja/")
    page.get_by_label("Usuario").fill(account.user)
    page.get_by_label("Contraseña").fill(account.password)
    page.get_by_role("button", name="Entrar").click()


def test_a_unit_attends_in_the_computed_order(
    embedded: RunningCentral, enrolled: Enrolled, page: Page
) -> None:
    window = enrolled(embedded)
    later = file_matter(window, "ASE-01", text="llevan tres días sin pasar", phone="3312345678")
    first = file_matter(window, "ASE-02")
    send(embedded, window)
    sign_in(page, embedded, "Ana Aseo", "unit", "ASE")
    folios = page.locator("table a.folio").all_inner_texts()
    assert sorted(folios) == sorted([later, first])
    assert page.locator("tr.next a.folio").inner_text() == folios[0]

    page.get_by_role("link", name=folios[1]).click()
    page.get_by_role("button", name="Aceptar").click()
    assert "Listo: Aceptado" in page.get_by_role("status").inner_text()
    assert f"Antes va el folio {folios[0]}" in page.inner_text("main")
    page.get_by_role("button", name="Empezar a trabajar").click()
    assert "escriba el motivo" in page.get_by_role("alert").inner_text()
    page.locator("#salto1").fill("van en la misma ruta")
    page.get_by_role("button", name="Empezar a trabajar").click()
    assert "Listo: En proceso" in page.get_by_role("status").inner_text()
    assert "van en la misma ruta" in page.inner_text("main")

    page.locator("#explicacion").fill("Se recogió la basura de la cuadra.")
    if page.locator("#evidencia").count():
        page.locator("#evidencia").fill("Foto en la oficina")
    page.get_by_role("button", name="Resolver", exact=True).click()
    assert "Listo: Atendido" in page.get_by_role("status").inner_text()
    page.goto(f"{embedded.url}/asunto/{folios[1]}")
    assert "¿Es cierto?" in page.inner_text("main")
    assert "misma ruta" not in page.inner_text("main")
    assert "Se recogió" not in page.inner_text("main")


def test_a_return_is_decided_at_the_routing_desk(
    embedded: RunningCentral, enrolled: Enrolled, page: Page, browser: Any
) -> None:
    window = enrolled(embedded)
    folio = file_matter(window, "ASE-01", text="palabras del ciudadano")
    send(embedded, window)
    sign_in(page, embedded, "Ana Aseo", "unit", "ASE")
    page.get_by_role("link", name=folio).click()
    assert "palabras del ciudadano" in page.inner_text("main")
    page.get_by_text("Devolver: no es nuestro").click()
    page.get_by_label("Motivo").select_option("otra_unidad")
    page.get_by_label("A quién le toca").select_option("PYJ")
    page.get_by_role("button", name="Devolver").click()
    assert "Listo: Devuelto" in page.get_by_role("status").inner_text()
    assert "No hay nada por atender" in page.inner_text("main")
    assert page.get_by_role("button", name="Salir").inner_text() == "Salir"
    page.get_by_role("button", name="Salir").click()
    assert page.get_by_role("link", name="Personal").is_visible()

    sign_in(page, embedded, "Rita Mesa", "routing")
    assert "Devueltos por las áreas (1)" in page.inner_text("main")
    page.get_by_role("link", name=folio).click()
    assert page.locator("#propuesta").input_value() == "PYJ"
    page.get_by_label("Motivo").fill("Es poda, no basura.")
    page.get_by_role("button", name="Asignar").click()
    assert "Listo: Reencauzado" in page.get_by_role("status").inner_text()
    page.goto(f"{embedded.url}/asunto/{folio}")
    assert "Dirección de Parques y Jardines" in page.inner_text("main")


def test_sealed_units_see_folio_and_day_only(
    embedded: RunningCentral, enrolled: Enrolled, page: Page
) -> None:
    window = enrolled(embedded)
    body = {
        "folio": "A01-26-0000001-X",
        "service": "reservado",
        "target": "OIC",
        "key_id": "0" * 16,
        "attachments": 2,
        "sealed": True,
    }
    from tests.central.helpers import folio_of

    body["folio"] = folio_of(window, 1)
    window.act("report.filed", body, report_id="r1")
    send(embedded, window)
    sign_in(page, embedded, "Olga Control", "control", "OIC")
    text = page.inner_text("main")
    assert body["folio"] in text
    assert "23 nov 2026" in text
    assert "12:00" not in text
    assert page.locator("table a").count() == 0
    answer = page.goto(f"{embedded.url}/bandeja/asunto/{body['folio']}")
    assert answer is not None
    assert answer.status == 403


def test_who_may_not_is_kept_out(embedded: RunningCentral, enrolled: Enrolled) -> None:
    window = enrolled(embedded)
    folio = file_matter(window, "ASE-01")
    send(embedded, window)
    url = embedded.url
    with requests.Session() as browser:
        browser.get(f"{url}/bandeja/", timeout=20)
        assert browser.get(f"{url}/mesa/", timeout=20).url.endswith("/bandeja/entrar")
        answer = browser.post(
            f"{url}/bandeja/entrar", data={"usuario": "x", "clave": "y"}, timeout=20
        )
        assert answer.status_code == 403  # a form that was not handed out here

        def enter(user: str, password: str) -> requests.Response:
            form = browser.get(f"{url}/bandeja/entrar", timeout=20).text
            csrf = form.split('name="csrf" value="')[1].split('"')[0]
            return browser.post(
                f"{url}/bandeja/entrar",
                data={"usuario": user, "clave": password, "csrf": csrf},
                timeout=20,
            )

        clerk = add_staff(embedded.central, "Rosa Ventanilla", "clerk")
        assert "trabaja en ventanilla" in enter(clerk.user, clerk.password).text
        other = add_staff(embedded.central, "Pedro Parques", "unit", "PYJ")
        assert enter(other.user, "no es esta").status_code == 401
        assert enter(other.user, other.password).url.endswith("/bandeja/")
        assert browser.get(f"{url}/bandeja/asunto/{folio}", timeout=20).status_code == 403
        assert browser.get(f"{url}/mesa/", timeout=20).status_code == 403
        answer = browser.post(f"{url}/bandeja/asunto/{folio}/aceptar", timeout=20)
        assert answer.status_code == 403


def test_guessing_a_password_is_stopped(embedded: RunningCentral) -> None:
    account = add_staff(embedded.central, "Ana Aseo", "unit", "ASE")
    from sync.central import limits, staff
    from sync.central.limits import TooMany

    for _ in range(limits.SIGN_IN_USER.tries):
        with pytest.raises(Exception, match="bad_password"):
            staff.sign_in(embedded.central, account.user, "otra", "10.0.0.9")
    with pytest.raises(TooMany):
        staff.sign_in(embedded.central, account.user, account.password, "10.0.0.9")
    embedded.central.config.clock.move(hours=1)
    assert staff.sign_in(embedded.central, account.user, account.password, "10.0.0.9").unit == "ASE"
