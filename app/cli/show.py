"""`ventanilla show FOLIO`: one matter with its timeline."""

import argparse

from app.base.errors import Refused
from app.base.i18n import _
from app.cli.session import answer, at_desk, say
from app.cli.shown import view_as_json
from app.domain.folio import BadFolio
from app.services.followup import did_you_mean, show


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folio", metavar="FOLIO")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    with at_desk(args) as (opened, actor):
        try:
            view = show(opened.desk, actor, args.folio)
        except (BadFolio, Refused):
            for row in did_you_mean(opened.desk, args.folio):
                say(_("¿Quiso decir {folio}?").format(folio=row.folio))
            raise
        answer(view_as_json(view))
    return 0
