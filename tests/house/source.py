"""The source as the house tests read it: files, trees, sentences and texts for people."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "ui", "sync", "printing", "resources")
FOREIGN = ("migrations/versions",)
TEXT_CALLS = {"_", "ngettext", "mark", "_m"}


@dataclass(frozen=True)
class Module:
    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def lines(self) -> int:
        return self.text.count("\n")


@cache
def modules(*rooms: str) -> tuple[Module, ...]:
    """Every module of the rooms (all of ours by default), read and parsed once."""
    found = []
    for room in rooms or ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if any(part in path.as_posix() for part in FOREIGN):
                continue
            text = path.read_text(encoding="utf-8")
            found.append(Module(path, text, ast.parse(text, str(path))))
    return tuple(found)


def where(module: Module, node: ast.AST) -> str:
    return f"{module.name}:{getattr(node, 'lineno', 0)}"


def docstrings(tree: ast.AST) -> set[ast.Constant]:
    """Constants that stand alone as statements: docstrings and comments in their form."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def called(node: ast.Call) -> str:
    """The last name of what is called: `b` of `a.b(…)`."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def translated(tree: ast.AST) -> Iterator[ast.Constant]:
    """String constants that pass through `_()` or its sisters."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in TEXT_CALLS:
            for argument in node.args:
                for inner in ast.walk(argument):
                    if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                        yield inner


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted((ROOT / "resources").rglob("*.html")))


TEMPLATE_TEXT = re.compile(r"""\b_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")


@cache
def messages() -> tuple[tuple[str, str], ...]:
    """Every text a person may read, as (where, text)."""
    found = [
        (where(module, constant), constant.value)
        for module in modules()
        for constant in translated(module.tree)
    ]
    for path in templates():
        text = path.read_text(encoding="utf-8")
        found += [
            (path.relative_to(ROOT).as_posix(), match[1][1:-1])
            for match in TEMPLATE_TEXT.finditer(text)
        ]
    return tuple(found)
