"""What every module has, and what none has."""

import ast
import re

from tests.house.source import ROOT, modules, where

NOTES = re.compile(r"\b(?:TO" r"DO|FIX" r"ME)\b|#.*\b(?:X{3}|HA" r"CK)\b")
ALL = ("app", "ui", "sync", "printing", "resources", "tests", "packaging")


def test_every_module_says_what_it_is_for() -> None:
    mute = [m.name for m in modules(*ALL) if m.text.strip() and not ast.get_docstring(m.tree)]
    assert mute == []


def test_nobody_leaves_notes_for_later() -> None:
    notes = [
        f"{m.name}:{number}"
        for m in modules(*ALL)
        for number, line in enumerate(m.text.splitlines(), 1)
        if NOTES.search(line)
    ]
    assert notes == []


def test_no_error_is_swallowed_whole() -> None:
    """`except: pass` and `except Exception: pass` hide our own mistakes."""
    swallowed = [
        where(m, node)
        for m in modules()
        for node in ast.walk(m.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
        and all(isinstance(line, ast.Pass) for line in node.body)
    ]
    assert swallowed == []


def test_packaging_is_a_folder_and_never_a_package() -> None:
    import packaging

    assert list((ROOT / "packaging").rglob("__init__.py")) == []
    assert packaging.__file__ is not None
    assert "site-packages" in packaging.__file__
