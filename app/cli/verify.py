"""`ventanilla verify`: is everything that was captured still here, whole and unaltered?"""

import argparse

from app.cli.session import answer, at_desk
from app.services.standing import verify

DAMAGED = 3


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    with at_desk(args) as (opened, actor):
        found = verify(opened.desk, actor)
    told: dict[str, object] = {
        "ok": found.ok,
        "events": found.events,
        "folios": found.folios,
        "voided": found.voided,
    }
    if not found.ok:
        told["first_error"] = found.first_error
    answer(told)
    return 0 if found.ok else DAMAGED
