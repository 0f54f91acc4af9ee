"""The window on an enrolled home."""

import argparse
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from app.base.errors import Refused
from app.cli.session import home_of, passphrase
from app.store.home import HomePaths

if TYPE_CHECKING:
    from app.bootstrap.station import OpenDesk


def open_window(args: argparse.Namespace) -> int:
    """Opens the window and gives its exit code. Raises `Refused("not_enrolled")`."""
    home = home_of(args)
    if not HomePaths(home).database.exists():
        raise Refused("not_enrolled")
    from ui.main import run

    def opened() -> AbstractContextManager["OpenDesk"]:
        from app.bootstrap.station import open_desk  # only once the window is painted

        return open_desk(home, passphrase=passphrase())

    return run(opened)
