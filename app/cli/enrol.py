"""`ventanilla enrol URL CODE`: this home becomes a window of the central at URL."""

import argparse

from app.base.errors import Offline, Refused
from app.base.i18n import _
from app.bootstrap.station import enrol, open_desk
from app.cli.session import answer, home_of, passphrase, say

_SCHEMES = ("http://", "https://")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar=_("DIRECCIÓN"))
    parser.add_argument("code", metavar=_("CÓDIGO"))
    parser.add_argument(
        "--vault",
        choices=("keyring", "file", "demo"),
        default="keyring",
        help=_("dónde se guarda la clave: llavero del sistema, archivo con frase, o demostración"),
    )
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    if not args.url.startswith(_SCHEMES):
        raise Refused("url_unreadable")
    home = home_of(args)
    station = enrol(home, args.url.rstrip("/"), args.code, args.vault, passphrase())
    with open_desk(home, passphrase=passphrase()) as opened:
        first = opened.sync_once()
        answer({"station": station, "name": opened.desk.identity.name, "home": str(home)})
    if first.state == "offline":
        say(_("Quedó de alta, pero la central dejó de contestar; traerá lo que falta al enviar."))
        return Offline.exit_code
    return 0
