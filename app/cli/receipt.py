"""`ventanilla receipt FOLIO --out FILE`: the paper as a file. The first output is the original."""

import argparse
from pathlib import Path

from app.base.errors import Refused
from app.base.files import write_whole
from app.base.i18n import _
from app.cli.session import answer, at_desk
from app.services.paper import HALF_LETTER, note_output, receipt_of, row_by_folio


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folio", metavar="FOLIO")
    parser.add_argument("--format", default=HALF_LETTER, help="media-carta")
    parser.add_argument("--out", type=Path, required=True, metavar=_("ARCHIVO"))
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    if not args.out.parent.is_dir():
        raise Refused("file_unwritable", name=args.out.name)
    from printing.acuse import render

    with at_desk(args) as (opened, actor):
        row = row_by_folio(opened.desk, args.folio)
        notice = opened.desk.catalog.notice.short
        # Drawn once before it is noted: a layout that cannot be made is not an output.
        render(receipt_of(opened.desk, actor, row.report_id), args.format, notice=notice)
        receipt = note_output(opened.desk, actor, row.report_id, args.format)
        try:
            write_whole(args.out, render(receipt, args.format, notice=notice))
        except OSError as error:
            raise Refused("file_unwritable", name=args.out.name) from error
        answer({"folio": row.folio, "copy": receipt.copy_number, "out": str(args.out)})
    return 0
