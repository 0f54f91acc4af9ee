"""Takes the pictures under docs/pictures: every screen, every paper, and the central's pages."""

import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from app.bootstrap.station import OpenDesk, enrol, open_desk
from app.cli.central_home import central_config
from app.cli.demonstration.day import attend, capture_day
from app.cli.demonstration.office import DemoAccount, furnish, invitation
from app.domain.roles import Actor, Role
from app.services.desk import Desk
from app.services.people import sign_in
from printing.spool import print_pending
from sync.central.interpreter import interpret_all
from sync.central.server import RunningCentral

MATTERS = 30
DOTS = 110 / 72  # pixels a point
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--no-proxy-server",
]  # fmt: skip


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        config = central_config(root / "central", vault="demo", demo=True)
        with RunningCentral(config) as running:
            accounts = furnish(running.central)
            enrol(root / "home", running.url, invitation(running.central), "demo", None)
            clerk = next(each for each in accounts if each.role == Role.CLERK)
            with open_desk(root / "home") as opened:
                _a_day(opened, clerk)
                interpret_all(running.central)
                attend(running.central, accounts, 3, 10)
                opened.new_pump().one_pass()
                _papers(opened, folder)
            _pages(running.url, accounts, folder)
            _screens(root / "home", clerk, folder)
    _make_small(folder)
    print(f"{len(list(folder.glob('*.png')))} imágenes en {folder}")


def _make_small(folder: Path) -> None:
    """The same to the eye in a quarter of the bytes: a screen has few colours."""
    for path in folder.glob("*.png"):
        with Image.open(path) as picture:
            plain = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
        plain.save(path, optimize=True)


def _a_day(opened: OpenDesk, clerk: DemoAccount) -> None:
    opened.new_pump().one_pass()
    actor = sign_in(opened.desk, clerk.user, clerk.password)
    capture_day(opened.desk, actor, MATTERS, 3)
    print_pending(opened.desk, opened.printer)
    opened.new_pump().one_pass()


def _papers(opened: OpenDesk, folder: Path) -> None:
    """The first paper of each kind: acuse, orientation, sealed, danger."""
    papers = sorted((opened.home / "print").glob("Acuse*.pdf"))
    for name, paper in zip(("acuse", "orientacion", "reservado", "peligro"), papers, strict=False):
        page = pypdfium2.PdfDocument(paper)[0]
        page.render(scale=DOTS).to_pil().save(folder / f"papel-{name}.png")


def _pages(url: str, accounts: tuple[DemoAccount, ...], folder: Path) -> None:
    unit = next(each for each in accounts if each.unit == "ALU")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for width, height in ((1366, 768), (1920, 1080)):
            page = browser.new_page(viewport={"width": width, "height": height})
            for name, path in (
                ("tablero", "/"),
                ("indicador", "/indicador"),
                ("bitacora", "/bitacora"),
            ):
                page.goto(url + path)
                page.screenshot(path=folder / f"web-{name}-{width}x{height}.png")
            page.goto(f"{url}/bandeja/")
            page.get_by_label("Usuario").fill(unit.user)
            page.get_by_label("Contraseña").fill(unit.password)
            page.get_by_role("button", name="Entrar").click()
            page.screenshot(path=folder / f"web-bandeja-{width}x{height}.png")
            page.close()
        browser.close()


def _screens(home: Path, clerk: DemoAccount, folder: Path) -> None:
    from ui.pictures import take

    def who(desk: Desk) -> Actor:
        return sign_in(desk, clerk.user, clerk.password)

    take(lambda: open_desk(home), folder, who)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
