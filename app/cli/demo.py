"""`ventanilla demo`: central on loopback, this window enrolled, invented people; nothing to set up."""

import argparse
import tempfile
from pathlib import Path

from app.base.i18n import _
from app.cli.demonstration.office import homes
from app.cli.session import answer

REPORTS = 25


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help=_("sin ventana: un día completo"))
    parser.add_argument("--port", type=int, default=0, help=_("puerto de la central; 0, uno libre"))
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misroute", type=float, default=0.0, metavar=_("PORCIENTO"))


def run(args: argparse.Namespace) -> int:
    temporary = Path(tempfile.mkdtemp(prefix="ventanilla-demo-"))
    home, central_home = homes(args.home, temporary)
    if args.headless:
        from app.cli.demonstration.day import Plan, headless

        plan = Plan(home, central_home, args.reports, args.seed, args.misroute, args.port)
        answer(headless(plan))
        return 0
    from app.cli.demonstration.window import windowed

    return windowed(home, central_home, reports=args.reports, seed=args.seed, port=args.port)
