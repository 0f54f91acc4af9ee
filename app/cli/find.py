"""`ventanilla find TEXT`: newest matters first."""

import argparse

from app.base.i18n import _
from app.cli.session import answer, at_desk
from app.cli.shown import row_as_json
from app.services.followup import find

MOST = 1000


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar=_("TEXTO"))
    parser.add_argument("--limit", type=int, default=50)
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    with at_desk(args) as (opened, actor):
        rows = find(opened.desk, actor, args.text, limit=max(1, min(args.limit, MOST)))
        for row in rows:
            answer(row_as_json(row))
    return 0
