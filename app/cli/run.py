"""Parses a command line, runs its command, and turns trouble into a sentence and an exit code."""

import argparse
import os
import signal
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from app.base.errors import VentanillaError
from app.base.i18n import _
from app.base.i18n import mark as _m

USAGE = 2
COMMANDS = {
    "demo": _m("Demostración completa: central, ventanilla y personas inventadas"),
    "enrol": _m("Da de alta esta ventanilla en una central"),
    "unlock": _m("Vuelve a abrir esta ventanilla con la clave de recuperación"),
    "capture": _m("Registra asuntos, uno por línea"),
    "route": _m("Busca el servicio y a quién le toca, sin registrar"),
    "find": _m("Busca asuntos"),
    "show": _m("Muestra un asunto con su historia"),
    "receipt": _m("Escribe el acuse de un folio"),
    "verify-receipt": _m("Comprueba el código de un acuse, sin red"),
    "summary": _m("Escribe el resumen del día"),
    "sync": _m("Envía lo pendiente y trae lo nuevo"),
    "status": _m("Dice cómo está esta ventanilla"),
    "verify": _m("Comprueba que nada se ha perdido ni alterado"),
    "catalog": _m("Revisa un catálogo"),
    "central": _m("El servicio central y su administración"),
}


class Parser(argparse.ArgumentParser):
    """argparse in Spanish: wrong usage is told in one sentence and ends with 2."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        text = _("No se entiende la orden. Use {name} --help.").format(name=self.prog)
        print(f"{text} ({message})", file=sys.stderr)
        raise SystemExit(USAGE)


def run(argv: list[str]) -> int:
    """The exit code of one command line."""
    _speak_utf8()
    name = _named(argv)
    window = not name and not {"-h", "--help"} & set(argv)
    parser, module = _parser(name, {} if window else COMMANDS)
    args = parser.parse_args(argv)
    try:
        return int(module.run(args)) if module else _window(args)
    except VentanillaError as error:
        from app.base.messages import explain

        print(explain(error), file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # Whoever was reading has gone; nothing that was stored is undone by it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _named(argv: list[str]) -> str:
    """The command among the words, before its own options; "" for the window."""
    skip = False
    for word in argv:
        if skip:
            skip = False
        elif word in {"--home", "--user"}:
            skip = True
        elif not word.startswith("-"):
            return word
    return ""


def _parser(
    name: str, offered: Mapping[str, str]
) -> tuple[argparse.ArgumentParser, ModuleType | None]:
    """A parser of the `offered` commands; on the way to the window none, which must paint soon."""
    parser = Parser(prog="ventanilla", description=_("Ventanilla de Atención Ciudadana"))
    _common(parser, top=True)
    commands = parser.add_subparsers(dest="command", metavar=_("orden"), parser_class=Parser)
    module = None
    for command, text in offered.items():
        sub = commands.add_parser(command, help=_(text), description=_(text))
        _common(sub, top=False)
        if command == name:
            module = import_module(f"app.cli.{command.replace('-', '_')}")
            module.configure(sub)
    return parser, module


def _common(parser: argparse.ArgumentParser, *, top: bool) -> None:
    default = None if top else argparse.SUPPRESS
    parser.add_argument("--home", type=Path, default=default, help=_("carpeta de la ventanilla"))
    parser.add_argument("--user", default=default, help=_("quién actúa (VENTANILLA_PASSWORD)"))


def _window(args: argparse.Namespace) -> int:
    from app.cli.window import open_window

    return open_window(args)
