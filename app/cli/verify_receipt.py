"""`ventanilla verify-receipt TEXT`: is the paper genuine? Checked without a network."""

import argparse

from app.base.i18n import _
from app.bootstrap.station import open_desk
from app.cli.session import answer, home_of, passphrase, say
from app.domain.statement import read, verify
from app.services.certificates import known_certificates


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar=_("TEXTO"), help=_("lo que dice el código QR"))
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    statement = read(args.text.strip())
    with open_desk(home_of(args), passphrase=passphrase()) as opened:
        certificate = verify(statement, known_certificates(opened.desk))
    answer(
        {
            "ok": True,
            "folio": str(statement.folio),
            "filed_at": statement.filed_at,
            "station": statement.station,
            "name": certificate.name,
        }
    )
    say(_("Firma válida, sin consultar estado."))
    return 0
