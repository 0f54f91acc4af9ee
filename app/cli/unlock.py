"""`ventanilla unlock FILE`: back into a home with the municipality's recovery key."""

import argparse
import os
from pathlib import Path

from app.base.i18n import _
from app.bootstrap.recovery import unlock
from app.cli.session import answer, home_of, passphrase, say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar=_("ARCHIVO"),
        help=_("clave de recuperación; su frase va en VENTANILLA_PASSPHRASE"),
    )
    parser.add_argument(
        "--vault",
        choices=("keyring", "file"),
        default="keyring",
        help=_(
            "quién abrirá desde ahora: el llavero de esta cuenta,"
            " o una frase nueva (VENTANILLA_NEW_PASSPHRASE)"
        ),
    )
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    home = home_of(args)
    unlock(home, args.file, passphrase(), args.vault, new_passphrase())
    say(_("Listo: esta ventanilla vuelve a abrir. Guarde otra vez la clave de recuperación."))
    answer({"ok": True, "home": str(home), "vault": args.vault})
    return 0


def new_passphrase() -> str | None:
    return os.environ.get("VENTANILLA_NEW_PASSPHRASE")
