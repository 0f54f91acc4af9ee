"""`ventanilla status`: how this station stands."""

import argparse
from dataclasses import asdict

from app.bootstrap.station import open_desk
from app.cli.session import answer, home_of, passphrase
from app.services.standing import standing


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    with open_desk(home_of(args), passphrase=passphrase()) as opened:
        answer(asdict(standing(opened.desk)))
    return 0
