"""The main job, whole: `demo --headless` ends with everything where it belongs, counted twice."""

import csv
import json
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

import resources
from app.bootstrap.vaults import open_keys
from tests.e2e.commands import Answer, Station, command

REPORTS = 50
EXPECTED_KEYS = {
    "home", "central_home", "url", "users", "reports", "receipts", "summary", "pushed", "pulled",
    "pending", "indicator",
}  # fmt: skip


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    home = tmp_path_factory.mktemp("demo") / "ventanilla"
    asked = ("--reports", str(REPORTS), "--seed", "7", "--misroute", "5")
    return command("demo", "--home", home, "--headless", *asked)


def journal(home: Path) -> Iterator[dict[str, Any]]:
    """The central's events, read from its file with its key, and nothing else of the program."""
    key = open_keys(home, None).db.hex()
    conn = dbapi2.connect(home / "central.db")
    try:
        conn.execute(f"PRAGMA key = \"x'{key}'\"")
        for (raw,) in conn.execute("SELECT raw FROM intake WHERE raw IS NOT NULL ORDER BY n"):
            yield json.loads(raw)
    finally:
        conn.close()


def recount(events: list[dict[str, Any]]) -> tuple[int, int]:
    """Feature 28 from its words, by another hand: (right at the first try, all that are due)."""
    with resources.path("catalog", "units.csv").open(encoding="utf-8", newline="") as file:
        triage = {row["code"] for row in csv.DictReader(file) if row["kind"] == "triage"}
    with resources.path("catalog", "bounce_reasons.csv").open(encoding="utf-8", newline="") as file:
        counts = {r["code"] for r in csv.DictReader(file) if r["counts_against_rule"] == "yes"}
    first: dict[str, dict[str, Any]] = {}
    story: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for event in events:
        if event["kind"] == "report.routed":
            first.setdefault(event["report_id"], event)
        elif event["kind"] == "report.status":
            story[event["report_id"]].append(event)
    right = due = 0
    for report_id, routed in first.items():
        named, steps = routed["body"], story[report_id]
        last = steps[-1]["body"]["to"] if steps else ""
        municipal = named["target_kind"] == "unit" and named["service"] != "reservado"
        if not municipal or last in {"anulado", "adherido"}:
            continue
        if datetime.fromisoformat(named["answer_by"]) > datetime.now(UTC):
            continue
        due += 1
        accepted = [s["wall"] for s in steps if s["body"]["to"] == "aceptado"]
        corrected = any(
            s["body"]["to"] == "reencauzado"
            or (s["body"]["to"] == "devuelto" and s["body"]["reason"] in counts)
            for s in steps
        )
        in_time = bool(accepted) and datetime.fromisoformat(accepted[0]) <= datetime.fromisoformat(
            named["answer_by"]
        )
        right += in_time and not corrected and named["target"] not in triage
    return right, due


def test_the_day_is_told_in_one_object(day: Answer) -> None:
    told = day.one
    assert set(told) == EXPECTED_KEYS
    assert (told["reports"], told["receipts"], told["pending"]) == (REPORTS, REPORTS, 0)
    assert told["pushed"] >= REPORTS
    assert told["pulled"] > REPORTS
    assert Path(told["summary"]).read_bytes().startswith(b"%PDF")
    assert {"clerk", "operator", "supervisor", "routing", "unit"} <= {
        u["role"] for u in told["users"]
    }


def test_the_indicator_equals_a_recount_from_the_journal(day: Answer) -> None:
    told = day.one["indicator"]
    right, due = recount(list(journal(Path(day.one["central_home"]))))
    assert (told["num"], told["den"]) == (right, due)
    assert 0 < right < due
    assert told["value"] == right * 1000 // due / 10


def test_every_kind_of_matter_was_there(day: Answer) -> None:
    filed = [
        event["body"]
        for event in journal(Path(day.one["central_home"]))
        if event["kind"] == "report.filed"
    ]
    assert len(filed) == REPORTS
    assert any(body.get("sealed") for body in filed)
    assert any(body.get("target_kind") == "external" for body in filed)
    assert any(body.get("live") and body.get("priority") == 0 for body in filed)
    assert any(body.get("join") for body in filed)


def test_units_accepted_or_returned_and_the_window_knows(day: Answer) -> None:
    events = list(journal(Path(day.one["central_home"])))
    reached = {e["body"]["to"] for e in events if e["kind"] == "report.status"}
    assert {"aceptado", "devuelto", "reencauzado"} <= reached
    station = Station(Path(day.one["home"]))
    assert station.verify()["ok"] is True
    standing = station.status()
    assert (standing["reports"], standing["pending"], standing["quarantined"]) == (REPORTS, 0, 0)
    returned = next(e for e in events if e["body"].get("to") == "reencauzado")
    shown = station.run("show", returned["body"]["folio"], "--json").one
    reached = [entry["facts"].get("to") for entry in shown["timeline"]]
    assert [status for status in reached if status] == ["devuelto", "reencauzado", "aceptado"]


def test_the_summary_reads_as_the_day_was(day: Answer) -> None:
    text = subprocess.run(
        ["pdftotext", "-layout", day.one["summary"], "-"], capture_output=True, check=True
    ).stdout.decode()
    assert str(REPORTS) in text
    figure = day.one["indicator"]
    assert figure["den"] > 0
