"""The suite's own manners: it waits for conditions, skips nothing and can fail."""

import ast

from tests.house.source import called, modules, where

FORBIDDEN_CALLS = {"sleep", "skip", "xfail", "importorskip", "qSleep"}
FORBIDDEN_MARKS = {"skip", "skipif", "xfail", "flaky"}


def test_no_test_sleeps_or_gives_up() -> None:
    found = [
        f"{where(m, node)} {called(node)}"
        for m in modules("tests")
        for node in ast.walk(m.tree)
        if isinstance(node, ast.Call) and called(node) in FORBIDDEN_CALLS
    ]
    assert found == []


def test_no_test_is_marked_to_be_ignored() -> None:
    found = [
        f"{where(m, node)} {node.attr}"
        for m in modules("tests")
        for node in ast.walk(m.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in FORBIDDEN_MARKS
        and ast.unparse(node.value) in {"pytest.mark", "mark"}
    ]
    assert found == []


def test_no_assertion_is_empty() -> None:
    found = [
        where(m, node)
        for m in modules("tests")
        for node in ast.walk(m.tree)
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Constant)
    ]
    assert found == []


def test_every_test_asserts_something() -> None:
    """By an assert, an expected error, or a helper whose name promises one."""
    promises = {"raises", "assert", "check", "wait", "expect", "fail", "verify", "must", "given"}

    def speaks(function: ast.AST) -> bool:
        for node in ast.walk(function):
            if isinstance(node, ast.Assert):
                return True
            if isinstance(node, ast.Call) and any(p in called(node).lower() for p in promises):
                return True
        return False

    mute = [
        f"{where(m, node)} {node.name}"
        for m in modules("tests")
        for node in ast.walk(m.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and m.path.name.startswith("test_")
        and not speaks(node)
    ]
    assert mute == []
