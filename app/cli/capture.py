"""`ventanilla capture FILE|-`: a draft a line in, an answer a line out."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta, timezone
from pathlib import Path
from typing import BinaryIO

from app.base.errors import Invalid, Refused, VentanillaError
from app.base.i18n import _
from app.base.messages import explain, field_sentence
from app.cli.session import answer, at_desk
from app.domain.report import FiledReport
from app.domain.roles import Actor
from app.services.capture import file_report
from app.services.desk import Desk
from app.services.draft_lines import LONGEST_LINE, read_line


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("ARCHIVO|-"), help=_("un borrador JSON por línea"))
    parser.add_argument("--json", action="store_true", help=_("siempre es JSON"))


def run(args: argparse.Namespace) -> int:
    refused = 0
    with _lines(args.file) as lines, at_desk(args) as (opened, actor):
        for line in lines:
            if line.strip():
                refused += not _capture(line, opened.desk, actor)
    return 1 if refused else 0


def _capture(line: bytes, desk: Desk, actor: Actor) -> bool:
    try:
        local = timezone(timedelta(minutes=desk.reading().tz_offset))
        draft = read_line(line, desk.ids, local)
        filed = file_report(draft, actor=actor, desk=desk)
    except Invalid as error:
        answer(
            {
                "ok": False,
                "errors": [_told(e.field, e.code, field_sentence(e)) for e in error.errors],
            }
        )
    except Refused as error:
        answer({"ok": False, "errors": [_told("", error.code, explain(error))]})
    except VentanillaError as error:
        # The store itself failed: this line is told, and so is the whole command by its exit code.
        answer({"ok": False, "errors": [_told("", error.code, explain(error))]})
        raise
    else:
        answer({"ok": True, **_shown(filed.report)})
        return True
    return False


def _told(field: str, code: str, message: str) -> dict[str, str]:
    return {"field": field, "code": code, "message": message}


def _shown(report: FiledReport) -> dict[str, object]:
    return {
        "folio": report.folio,
        "report_id": report.report_id,
        "service": report.service,
        "unit": report.target,
        "external": report.external,
        "rule": report.rule or None,
        "reason": report.reason or None,
        "due": report.due,
        "precedence": report.precedence,
        "sealed": report.sealed,
    }


@contextmanager
def _lines(name: str) -> Iterator[Iterator[bytes]]:
    if name == "-":
        yield _cut(sys.stdin.buffer)
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 - closed below, opened here for its own error
    except OSError as error:
        raise Refused("file_unreadable", name=name) from error
    with file:
        yield _cut(file)


def _cut(stream: BinaryIO) -> Iterator[bytes]:
    """Lines, none longer in memory than what may be refused: the rest of such a line is skipped."""
    while line := stream.readline(LONGEST_LINE + 1):
        whole = line.endswith(b"\n") or len(line) <= LONGEST_LINE
        yield line
        while not whole:
            rest = stream.readline(LONGEST_LINE)
            whole = not rest or rest.endswith(b"\n")
