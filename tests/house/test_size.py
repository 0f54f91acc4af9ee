"""No file, function or class grows until nobody wants to read it."""

import ast
import statistics

from tests.house.source import modules, where

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
ALL = ("app", "ui", "sync", "printing", "resources", "tests", "packaging")


def test_no_file_is_over_400_lines() -> None:
    assert [m.name for m in modules(*ALL) if m.lines > 400] == []


def test_the_median_file_is_at_most_120_lines() -> None:
    assert statistics.median(m.lines for m in modules() if m.lines > 1) <= 120


def test_no_function_is_over_40_lines() -> None:
    fat = [
        f"{where(m, node)} {node.name}"
        for m in modules()
        for node in ast.walk(m.tree)
        if isinstance(node, FUNCTIONS) and node.end_lineno - node.lineno + 1 > 40
    ]
    assert fat == []


def test_no_class_has_over_12_public_methods() -> None:
    fat = [
        f"{where(m, node)} {node.name}"
        for m in modules()
        for node in ast.walk(m.tree)
        if isinstance(node, ast.ClassDef)
        and sum(isinstance(f, FUNCTIONS) and f.name[0] != "_" for f in node.body) > 12
    ]
    assert fat == []
