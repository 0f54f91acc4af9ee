"""Every code that is raised has its sentence, and every sentence can be made."""

import ast
import string
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from app.base import messages
from tests.house.source import Module, called, modules, where

BASES = {"VentanillaError"}
POSITION = {"FieldError": 1, "PrintOutcome": 1}  # where a code is not the first argument
NOT_RAISED = "app/base/messages/"


@cache
def tables() -> dict[str, dict[str, str]]:
    return {name: import_module(f"app.base.messages.{name}").SENTENCES for name in messages._TABLES}


@cache
def sentences() -> dict[str, str]:
    return {code: text for table in tables().values() for code, text in table.items()}


@cache
def error_classes() -> frozenset[str]:
    """Names of every class that descends from `VentanillaError`."""
    known, size = set(BASES), 0
    while size != len(known):
        size = len(known)
        for module in modules():
            for node in ast.walk(module.tree):
                if isinstance(node, ast.ClassDef) and known & {
                    ast.unparse(base).split(".")[-1] for base in node.bases
                }:
                    known.add(node.name)
    return frozenset(known - {"Invalid"})


def _constants(node: ast.expr, function: ast.AST) -> Iterator[str]:
    """The texts an argument may be: itself, either side of a choice, or what a name was given."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _constants(one, function)
            yield from _constants(other, function)
        case ast.Name(id=name):
            for line in ast.walk(function):
                match line:
                    case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                        yield from _constants(value, ast.Module([], []))


def raised() -> Iterator[tuple[str, str, ast.Call, Module]]:
    """Every (place, code, call, module) where an error with a written code is made."""
    kinds = error_classes() | set(POSITION)
    for module in modules():
        if module.name.startswith(NOT_RAISED):
            continue
        for function in ast.walk(module.tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and called(node) in kinds:
                    position = POSITION.get(called(node), 0)
                    given = node.args[position : position + 1] or [
                        k.value for k in node.keywords if k.arg == "code"
                    ]
                    for argument in given:
                        for code in _constants(argument, function):
                            yield where(module, node), code, node, module


def test_every_code_raised_has_a_sentence() -> None:
    mute = sorted({(place, code) for place, code, _, _ in raised() if code not in sentences()})
    assert [item for item in mute if item[1]] == []


def test_no_code_has_two_sentences() -> None:
    times = Counter(code for table in tables().values() for code in table)
    assert [code for code, n in times.items() if n > 1] == []


def test_no_sentence_is_said_twice() -> None:
    times = Counter(sentences().values())
    assert [text for text, n in times.items() if n > 1] == []


def test_every_sentence_ends_as_one() -> None:
    odd = [c for c, text in sentences().items() if not text.rstrip("»”)").endswith((".", "?", "!"))]
    assert odd == []


def test_no_sentence_is_left_without_a_use() -> None:
    written = {
        node.value
        for module in modules()
        if not module.name.startswith(NOT_RAISED)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(c for c in sentences() if c not in written and not c.startswith(_stems())) == []


def _stems() -> tuple[str, ...]:
    """What codes begin with that are put together, as `f"not_{kind}"`."""
    found = []
    for module in modules():
        for node in ast.walk(module.tree):
            match node:
                case ast.JoinedStr(values=[ast.Constant(value=str(stem)), _]) if stem.endswith("_"):
                    found.append(stem)
    return tuple(found)


def _blanks(text: str) -> set[str]:
    return {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def _facts(call: ast.Call) -> set[str] | None:
    """Names of the facts given at a call; None where they cannot be read from the source."""
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    if called(call) != "FieldError":
        return {keyword.arg for keyword in call.keywords if keyword.arg}
    given = call.args[2] if len(call.args) > 2 else None
    for keyword in call.keywords:
        if keyword.arg == "facts":
            given = keyword.value
    if given is None:
        return {"field"}
    if not isinstance(given, ast.Tuple):
        return None
    names = [item.elts[0] for item in given.elts if isinstance(item, ast.Tuple)]
    return {"field"} | {str(n.value) for n in names if isinstance(n, ast.Constant)}


def test_every_blank_of_a_sentence_is_filled_where_it_is_raised() -> None:
    short = []
    for place, code, call, _ in raised():
        facts = _facts(call)
        if facts is not None and code in sentences() and not _blanks(sentences()[code]) <= facts:
            short.append((place, code, sorted(_blanks(sentences()[code]) - facts)))
    assert short == []
