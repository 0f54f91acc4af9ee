"""The window on an enrolled home."""

import argparse

from app.base.errors import Refused
from app.bootstrap.station import open_desk
from app.cli.session import home_of, passphrase
from app.store.home import HomePaths


def open_window(args: argparse.Namespace) -> int:
    """Opens the window and gives its exit code. Raises `Refused("not_enrolled")`."""
    home = home_of(args)
    if not HomePaths(home).database.exists():
        raise Refused("not_enrolled")
    from ui.main import run

    return run(lambda: open_desk(home, passphrase=passphrase()))
