"""Every service and every phrase, by command, against an evaluator that shares no code with the product."""

import json
import os
from datetime import date
from pathlib import Path

from tests.e2e.commands import Answer, Station, as_lines, command
from tests.e2e.evaluator import FOLDER, decide, pairs, table

ANY_DAY = date(2026, 11, 23)  # a Monday without a temporary programme
MORNING = "2026-11-23T10:00:00-06:00"
REPORT = Path(__file__).resolve().parents[2] / "build" / "finder.json"
LEAST_TOP_3 = 0.9


def day_of(phrase: dict[str, str]) -> date:
    return date.fromisoformat(phrase["fecha"]) if phrase["fecha"] else ANY_DAY


def routed() -> Answer:
    return command(
        "route", "--batch", FOLDER / "phrases_dev.csv", "--json", env={"VENTANILLA_NOW": MORNING}
    )


def test_every_phrase_goes_where_the_tables_say() -> None:
    phrases, answers = table("phrases_dev"), routed().lines
    assert len(answers) == len(phrases)
    wrong = []
    for phrase, answer in zip(phrases, answers, strict=True):
        said = answer["decision"]
        own = decide(
            phrase["service_code"], pairs(phrase["answers"]), phrase["colonia_agua"], day_of(phrase)
        )
        assert own.target == phrase["expected_target"], phrase
        told = (said["rule"], said["target_kind"], said["target"], said["reason"])
        if told != (own.rule, own.kind, own.target, own.reason):
            wrong.append((phrase["phrase"], told, own))
    assert wrong == []


def test_what_the_finder_finds_is_counted_and_written_down() -> None:
    """The figure is whatever it is; only a collapse fails."""
    phrases, answers = table("phrases_dev"), routed().lines
    ranks = [[s["service"] for s in answer["suggestions"]] for answer in answers]
    wanted = [phrase["service_code"] for phrase in phrases]
    top1 = sum(rank[:1] == [w] for rank, w in zip(ranks, wanted, strict=True)) / len(wanted)
    top3 = sum(w in rank[:3] for rank, w in zip(ranks, wanted, strict=True)) / len(wanted)
    REPORT.parent.mkdir(exist_ok=True)
    fresh = REPORT.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps({"phrases": len(wanted), "top1": top1, "top3": top3}) + "\n")
    fresh.replace(REPORT)
    assert top1 <= top3
    assert top3 >= LEAST_TOP_3


def test_every_service_captured_once_goes_where_the_tables_say(station: Station) -> None:
    services = table("services")
    drafts = [{"service": s["code"], "text": f"asunto de {s['name']}"} for s in services]
    answers = station.run(
        "capture", "-", stdin=as_lines(drafts), env={"VENTANILLA_NOW": MORNING}
    ).lines
    assert len(answers) == len(services) == 89
    sealed_units = {unit["code"] for unit in table("units") if unit["kind"] == "sealed"}
    for service, answer in zip(services, answers, strict=True):
        assert answer["ok"], (service["code"], answer)
        own = decide(service["code"], {}, "", ANY_DAY)
        assert answer["unit"] == own.target, service["code"]
        assert answer["external"] is (own.kind == "external")
        sealed = service["sealed"] == "yes" or own.target in sealed_units
        assert answer["sealed"] is sealed
        if sealed:
            assert answer["service"] == "reservado"
            assert answer["rule"] is answer["reason"] is answer["due"] is None
        else:
            assert (answer["rule"], answer["reason"]) == (own.rule, own.reason)
            assert (answer["due"] is None) is (own.kind == "external" or no_term(own.rule, service))
    assert station.verify()["folios"] == len(services)


def no_term(rule: str, service: dict[str, str]) -> bool:
    """Neither the rule nor the service has a term in days or hours: it has a legal one of its own."""
    (row,) = [row for row in table("rules") if row["id"] == rule]
    return not (row["sla_business_days"] or service["sla_business_days"])
