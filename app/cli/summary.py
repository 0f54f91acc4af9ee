"""`ventanilla summary`: the day in numbers, as PDF or JSON by the file's ending."""

import argparse
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from app.base.errors import Refused
from app.base.files import write_whole
from app.base.i18n import _
from app.cli.session import answer, at_desk, plain
from app.domain.summary import DaySummary
from app.services.review import day_summary


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", default="", help=_("día, AAAA-MM-DD; vacío, hoy"))
    parser.add_argument(
        "--station", default="", help=_("una sola ventanilla; vacío, toda la oficina")
    )
    parser.add_argument("--out", type=Path, required=True, metavar=_("ARCHIVO"))
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    with at_desk(args) as (opened, actor):
        day = _day(args.date) or opened.desk.today().date()
        found = day_summary(opened.desk, actor, day, args.station)
        save(found, args.out)
    answer({"day": day, "received": found.received, "out": str(args.out)})
    return 0


def save(summary: DaySummary, out: Path) -> None:
    """Writes it in the form the file's ending asks for. Raises `Refused`."""
    match out.suffix:
        case ".pdf":
            from printing.summary import render_summary

            data = render_summary(summary)
        case ".json":
            data = json.dumps(plain(asdict(summary)), ensure_ascii=False, indent=1).encode()
        case _:
            raise Refused("summary_format")
    try:
        write_whole(out, data)
    except OSError as error:
        raise Refused("file_unwritable", name=out.name) from error


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused("day_unreadable") from error
