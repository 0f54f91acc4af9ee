"""The command line's own manners: Spanish, exit codes, no traceback for a caller's mistake."""

import json
import shutil
from pathlib import Path

import pytest

import resources
from app.cli.run import COMMANDS, run


def ended(words: list[str]) -> int:
    """The exit code, however the command line ended."""
    try:
        return run(words)
    except SystemExit as stopped:
        return int(stopped.code or 0)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_spanish(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended([name, "--help"]) == 0
    assert COMMANDS[name] in capsys.readouterr().out.replace("\n", " ").replace("  ", " ")


@pytest.mark.parametrize("words", [["humo"], ["find"], ["receipt", "A"], ["central", "humo"]])
def test_wrong_usage_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(words) == 2
    assert "No se entiende la orden" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["status"], ["find", "x"], ["sync"], ["capture", "-"], []])
def test_a_home_that_was_never_enrolled_says_what_to_do(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(["--home", str(tmp_path), *words]) == 1
    assert "ventanilla enrol" in capsys.readouterr().err


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(["capture", str(tmp_path / "nada.jsonl"), "--home", str(tmp_path)]) == 1
    assert "nada.jsonl" in capsys.readouterr().err


def routed(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert ended(["route", *words, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_route_ranks_asks_and_decides(capsys: pytest.CaptureFixture[str]) -> None:
    found = routed(capsys, "lampara fundida", "--date", "2026-11-24")
    assert found["suggestions"][0]["service"] == "ALU-01"
    assert found["question"]["id"] == "CASAS_LUZ"
    assert (found["decision"]["target"], found["decision"]["due"]) == ("ALU", "2026-12-01")


def test_route_takes_service_answers_colonia_and_water(capsys: pytest.CaptureFixture[str]) -> None:
    outside = routed(capsys, "--service", "ALU-01", "--answer", "CASAS_LUZ=si")
    assert outside["decision"]["target"] == "CFE"
    siapa = routed(capsys, "--service", "AGU-02", "--agua", "SIAPA")
    assert siapa["decision"]["target"] == "SIAPA"
    by_place = routed(capsys, "--service", "AGU-02", "--colonia", "INFONAVIT Revolución")
    assert by_place["decision"]["target"] == "SIAPA"


def test_route_reads_a_batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "frases.csv"
    table.write_text(
        "phrase,service_code,answers,colonia_agua,fecha\n"
        "lampara fundida,,,,\n"
        "no hay luz,ALU-01,CASAS_LUZ=si,,2026-11-24\n",
        encoding="utf-8",
    )
    assert ended(["route", "--batch", str(table)]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["decision"]["target"], second["decision"]["target"]) == ("ALU", "CFE")


@pytest.mark.parametrize(
    "words",
    [
        ["--service", "NO-99"],
        ["x", "--answer", "sin-igual"],
        ["x", "--date", "ayer"],
        ["--batch", "/nonexistent/frases.csv"],
    ],
)
def test_route_refuses_in_a_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(["route", *words]) == 1
    assert capsys.readouterr().err.strip().endswith(".")


def test_a_catalogue_is_checked_and_every_mistake_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(["catalog", "check", str(resources.path("catalog"))]) == 0
    assert json.loads(capsys.readouterr().out)["services"] == 89
    broken = tmp_path / "catalogo"
    shutil.copytree(resources.path("catalog"), broken)
    rules = broken / "rules.csv"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("ALU-01,CASAS_LUZ=si,", "ALU-01,NADA=si,", 1), encoding="utf-8")
    assert ended(["catalog", "check", str(broken)]) == 1
    said = capsys.readouterr()
    (mistake,) = json.loads(said.out)["errors"]
    assert (mistake["file"], mistake["line"]) == ("rules.csv", 3)
    assert "NADA" in said.err
