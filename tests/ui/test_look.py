"""The look as data: contrast, tokens, keys, and the words of the badge."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QKeySequence

import resources
from ui import theme
from ui.shortcuts import IN_PLACE, SHORTCUTS, key_of, text_of
from ui.widgets.badge import Link, words

NOW = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
CONTRACT = {
    "F1": "help", "F2": "new", "F3": "call", "F4": "find", "Ctrl+F": "find", "F5": "send",
    "F6": "waiting", "F8": "print", "F9": "file", "Ctrl+Return": "file", "Ctrl+S": "park",
    "Ctrl+N": "same", "Ctrl+K": "palette", "Ctrl+L": "lock", "Esc": "back",
}  # fmt: skip


def test_contrast_is_what_the_standard_says():
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize(("ink", "ground"), theme.TEXT_PAIRS)
def test_every_text_can_be_read_in_every_theme(name, ink, ground):
    tokens = theme.THEMES[name]
    assert theme.contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("name", theme.THEMES)
def test_focus_and_field_borders_are_seen(name):
    tokens = theme.THEMES[name]
    assert theme.contrast(tokens.focus, tokens.card) >= 3
    assert theme.contrast(tokens.border, tokens.card) >= 3


@pytest.mark.parametrize("scale", theme.SCALES)
def test_one_sheet_is_made_of_tokens_and_sizes_only(scale):
    raw = resources.path("theme", "window.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b", raw), "colours come from the tokens"
    sheet = theme.stylesheet(theme.THEMES["light"], scale)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}") == raw.count("{")


def test_every_key_means_one_thing_and_the_contract_s_are_there():
    keys = [key for s in SHORTCUTS for key in s.keys]
    assert len(keys) == len({QKeySequence(key).toString() for key in keys})
    owners = {key: s.action for s in SHORTCUTS for key in s.keys}
    assert {key: owners.get(key) for key in CONTRACT} == CONTRACT
    assert key_of("file") == "F9"
    assert text_of("file") == "Guardar e imprimir"
    assert all(s.shown and "Return" not in s.shown for s in SHORTCUTS)
    assert IN_PLACE


def test_the_help_sheet_lists_every_key(qtbot):
    from PySide6.QtWidgets import QLabel

    from ui.screens.help_sheet import HelpSheet

    sheet = HelpSheet()
    qtbot.addWidget(sheet)
    said = {w.text() for w in sheet.findChildren(QLabel)}
    assert {s.shown for s in SHORTCUTS} | {s.text for s in SHORTCUTS} <= said
    assert {text for _keys, text in IN_PLACE} <= said


@pytest.mark.parametrize(
    ("link", "text", "tone"),
    [
        (Link(), "Sin conexión", "waiting"),
        (Link(pending=3), "Sin conexión · 3 por enviar", "waiting"),
        (Link(heard_at=NOW, online=True), "Al corriente", "done"),
        (Link(heard_at=NOW - timedelta(seconds=61), online=True), "Sin conexión · último contacto 11:28", "waiting"),
        (Link(heard_at=NOW, online=True, pending=2, details=2), "En línea · 2 por enviar", "waiting"),
        (Link(heard_at=NOW, online=True, details=1), "En línea · 1 cambio por enviar", "done"),
        (Link(heard_at=NOW, online=True, sending=True, pending=2, details=4), "Enviando · 2 por enviar", "waiting"),
        (Link(heard_at=NOW, online=False), "Sin conexión · último contacto 11:30", "waiting"),
        (Link(heard_at=NOW, online=True, quarantined=1), "Al corriente · 1 por revisar", "danger"),
        (Link(readonly=True, pending=1), "Solo lectura · 1 por enviar", "danger"),
    ],
)  # fmt: skip
def test_the_badge_is_honest(link, text, tone):
    assert words(link, NOW) == (text, tone)


def test_yesterday_s_news_says_its_day():
    link = Link(heard_at=NOW - timedelta(days=2))
    assert words(link, NOW)[0] == "Sin conexión · último contacto 20 nov 2026, 11:30"
