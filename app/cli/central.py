"""`ventanilla central …`: the service, and its administration without a browser."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.base.errors import Refused
from app.base.i18n import _
from app.base.logs import start as start_logs
from app.cli.central_home import central_config
from app.cli.session import answer, home_of, passphrase
from app.domain.roles import Role
from sync.central.core import Central, open_central

PORT = 8420
DAMAGED = 3


def configure(parser: argparse.ArgumentParser) -> None:
    things = parser.add_subparsers(dest="thing", required=True, metavar=_("qué"))
    serve = _command(things, "serve", _("Pone en marcha el servicio"), _serve)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=PORT)
    serve.add_argument("--demo", action="store_true", help=_("central de demostración"))
    station = things.add_parser("station", help=_("Ventanillas")).add_subparsers(
        dest="act", required=True
    )
    add = _command(station, "add", _("Código de alta de una ventanilla"), _add_station)
    add.add_argument("name", metavar=_("NOMBRE"))
    staff = things.add_parser("staff", help=_("Personas")).add_subparsers(dest="act", required=True)
    person = _command(staff, "add", _("Da de alta a una persona"), _add_staff)
    person.add_argument("name", metavar=_("NOMBRE"))
    roles = [role.value for role in Role if role is not Role.AUTOMATION]
    person.add_argument("--role", required=True, choices=[*roles, Role.AUTOMATION.value])
    person.add_argument("--unit", default="", help=_("clave del área, para su bandeja"))
    _command(things, "verify", _("Comprueba cadenas y series"), _verify)
    recovery = _command(things, "recovery", _("Hace la clave de recuperación"), _recovery)
    recovery.add_argument("--out", type=Path, required=True, metavar=_("ARCHIVO"))
    recovery.add_argument("--replace", action="store_true", help=_("hace otra clave"))


def _command(
    among: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    text: str,
    act: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser = among.add_parser(name, help=text, description=text)
    parser.set_defaults(act_on=act)
    parser.add_argument(
        "--home", type=Path, default=argparse.SUPPRESS, help=_("carpeta de la central")
    )
    parser.add_argument("--database", help=_("postgresql+psycopg://…; vacío, SQLite en la carpeta"))
    parser.add_argument("--vault", choices=("keyring", "file", "demo"), default="keyring")
    parser.add_argument("--json", action="store_true")
    return parser


def run(args: argparse.Namespace) -> int:
    act: Callable[[argparse.Namespace], int] = args.act_on
    return act(args)


def _serve(args: argparse.Namespace) -> int:
    from sync.central.server import serve

    home = home_of(args)
    home.mkdir(parents=True, exist_ok=True)
    start_logs(home / "logs")
    config = central_config(
        home,
        vault=args.vault,
        passphrase=passphrase(),
        database_url=args.database,
        demo=args.demo,
    )
    try:
        serve(config, args.host, args.port, lambda url: answer({"url": url, "home": str(home)}))
    except OSError as error:
        raise Refused("port_taken", port=args.port) from error
    return 0


@contextmanager
def _opened(args: argparse.Namespace) -> Iterator[Central]:
    config = central_config(
        home_of(args), vault=args.vault, passphrase=passphrase(), database_url=args.database
    )
    with closing(open_central(config)) as central:
        yield central


def _add_station(args: argparse.Namespace) -> int:
    from sync.central.administration import add_station

    with _opened(args) as central:
        made = add_station(central, args.name)
    answer({"code": made.code, "url": made.url, "expires": made.expires})
    return 0


def _add_staff(args: argparse.Namespace) -> int:
    from sync.central.administration import add_staff

    with _opened(args) as central:
        made = add_staff(central, args.name, Role(args.role), args.unit)
    answer({"user": made.user, "password": made.password})
    return 0


def _recovery(args: argparse.Namespace) -> int:
    from app.cli.recovery import make_recovery

    with _opened(args) as central:
        answer(make_recovery(central, args.out, replace=args.replace))
    return 0


def _verify(args: argparse.Namespace) -> int:
    from sync.central.administration import verify

    with _opened(args) as central:
        found = verify(central)
    told: dict[str, object] = {
        "ok": found.ok,
        "events": found.events,
        "folios": found.folios,
        "voided": found.voided,
        "stations": found.stations,
    }
    if not found.ok:
        told["first_error"] = found.first_error
    answer(told)
    return 0 if found.ok else DAMAGED
