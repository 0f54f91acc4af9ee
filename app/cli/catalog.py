"""`ventanilla catalog check DIR`: every mistake of a catalogue, with file, line and column."""

import argparse
from pathlib import Path

from app.base.i18n import _
from app.base.messages.catalog import located
from app.cli.session import answer, say
from app.domain.catalog_errors import CatalogErrors
from app.domain.catalog_reader import read


def configure(parser: argparse.ArgumentParser) -> None:
    things = parser.add_subparsers(dest="thing", required=True, metavar=_("qué"))
    text = _("Revisa un catálogo y nombra cada error")
    check = things.add_parser("check", help=text, description=text)
    check.add_argument("folder", type=Path, metavar=_("CARPETA"))
    check.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    try:
        catalog = read(args.folder)
    except CatalogErrors as wrong:
        for mistake in wrong.errors:
            say(located(mistake))
        answer({"ok": False, "errors": [_told(located(e), e.file, e.line) for e in wrong.errors]})
        return 1
    services = len(catalog.services)
    answer({"ok": True, "version": catalog.version, "services": services, "errors": []})
    return 0


def _told(message: str, file: str, line: int) -> dict[str, str | int]:
    return {"file": file, "line": line, "message": message}
