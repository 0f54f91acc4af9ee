"""Time, chance and surroundings come in through ports; only the rooms listed here may fetch them."""

import ast
from collections.abc import Iterator

from tests.house.source import Module, modules, where

CLOCKS = {"now", "utcnow", "today", "time", "time_ns"}
CLOCK_OWNERS = {"datetime", "date", "time", "datetime.datetime", "datetime.date"}
CHANCE = {"random", "secrets"}
SURROUNDINGS = {"os.environ", "os.getenv", "environ", "getenv"}

# Where the real world is allowed in, and why.
ALLOWED = {
    "app/bootstrap/": "the only place where real things meet ports",
    "app/cli/": "the composition root reads its own command line and environment",
}


def looks_outside(module: Module) -> Iterator[ast.AST]:
    for node in ast.walk(module.tree):
        match node:
            case ast.Call(func=ast.Attribute(value=owner, attr=name)) if name in CLOCKS:
                if ast.unparse(owner) in CLOCK_OWNERS:
                    yield node
            case ast.Import(names=names) if any(n.name.split(".")[0] in CHANCE for n in names):
                yield node
            case ast.ImportFrom(module=name) if (name or "").split(".")[0] in CHANCE:
                yield node
            case ast.ImportFrom(module="os", names=names) if any(
                n.name in SURROUNDINGS | {"urandom"} for n in names
            ):
                yield node
            case ast.Attribute() if ast.unparse(node) in SURROUNDINGS | {"os.urandom"}:
                yield node
            case ast.Call(func=function) if ast.unparse(function) in {"uuid.uuid4", "uuid4"}:
                yield node


def test_time_chance_and_environment_come_through_ports() -> None:
    found = [
        where(module, node)
        for module in modules()
        if not module.name.startswith(tuple(ALLOWED))
        for node in looks_outside(module)
    ]
    assert found == []


def test_no_permission_is_left_over() -> None:
    used = {
        prefix
        for module in modules()
        for prefix in ALLOWED
        if module.name.startswith(prefix) and any(looks_outside(module))
    }
    assert used == set(ALLOWED)
