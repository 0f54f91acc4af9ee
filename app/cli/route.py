"""`ventanilla route`: the finder and the rules, without capturing anything and without a home."""

import argparse
import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from app.base.errors import Refused
from app.base.i18n import _
from app.bootstrap.catalogue import shipped
from app.bootstrap.clock import LOCAL_OFFSET_MINUTES, SystemClock, start_from_environment
from app.cli.session import answer
from app.domain.business_days import Calendar
from app.domain.catalog import Catalog
from app.domain.colonias import ColoniaIndex
from app.domain.conditions import Facts
from app.domain.finder import Finder
from app.domain.questions import next_questions
from app.domain.routing import Decision, route

SUGGESTIONS = 3


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", default="", metavar=_("TEXTO"))
    parser.add_argument("--service", default="", help=_("clave del servicio"))
    parser.add_argument("--colonia", default="", help=_("colonia del problema"))
    parser.add_argument(
        "--agua", default="", help=_("quién opera el agua: SIAPA, AGU, mixto, desconocido")
    )
    parser.add_argument("--answer", action="append", default=[], metavar="P=V")
    parser.add_argument("--date", default="", help=_("día en que se decide, AAAA-MM-DD"))
    parser.add_argument("--batch", type=Path, help=_("CSV con una columna phrase"))
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    catalog = shipped()
    finder, colonias = Finder(catalog), ColoniaIndex(catalog.colonias)
    if args.batch:
        for row in _rows(args.batch):
            answer(_one(catalog, finder, colonias, _asked(row)))
        return 0
    asked = {
        "phrase": args.text,
        "service": args.service,
        "answers": ";".join(args.answer),
        "agua": args.agua,
        "colonia": args.colonia,
        "fecha": args.date,
    }
    answer(_one(catalog, finder, colonias, asked))
    return 0


def _asked(row: dict[str, str]) -> dict[str, str]:
    named = {"service_code": "service", "colonia_agua": "agua"}
    return {named.get(key, key): value or "" for key, value in row.items() if key}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if "phrase" not in (reader.fieldnames or ()):
                raise Refused("batch_column")
            yield from reader
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("file_unreadable", name=path.name) from error


def _one(
    catalog: Catalog, finder: Finder, colonias: ColoniaIndex, asked: dict[str, str]
) -> dict[str, Any]:
    phrase = asked.get("phrase", "")
    said = colonias.in_text(phrase).rest if phrase else ""
    found = finder.suggest(said, limit=SUGGESTIONS) if said else ()
    result: dict[str, Any] = {
        "suggestions": [
            {"service": s.service, "score": round(s.score, 4), "why": s.why} for s in found
        ]
    }
    service = asked.get("service") or (found[0].service if found else "ATC-01")
    if service not in catalog.services:
        raise Refused("no_such_service", service=service[:20])
    named = asked.get("colonia", "")
    colonia = colonias.resolve(named) if named else None
    water = asked.get("agua") or (colonia.water if colonia else "desconocido")
    local = _moment(asked.get("fecha", ""))
    hints = dict(found[0].hints) if found and found[0].service == service else {}
    answers = hints | _answers(asked.get("answers", ""))
    facts = Facts(answers, water=water, day=local.date())
    asks = next_questions(catalog, service, facts, borders=bool(colonia and colonia.borders))
    deciding = next((ask for ask in asks if ask.decides), None)
    if deciding is not None:
        result["question"] = {
            "id": deciding.question.id,
            "text": deciding.question.text,
            "options": {option.value: option.label for option in deciding.options},
        }
    return result | {"decision": _decided(catalog, route(catalog, service, facts), local)}


def _decided(catalog: Catalog, decision: Decision, local: datetime) -> dict[str, Any]:
    due = Calendar(catalog.holidays).due(local, decision.sla_business_days)
    return {
        "service": decision.service,
        "target_kind": decision.target_kind,
        "target": decision.target,
        "rule": decision.rule_id,
        "reason": decision.reason,
        "due": due,
        "priority": decision.priority_class,
        "sealed": decision.sealed,
    }


def _answers(text: str) -> dict[str, str]:
    answers = {}
    for pair in filter(None, text.split(";")):
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise Refused("answer_form")
        answers[name.strip()] = value.strip()
    return answers


def _moment(day: str) -> datetime:
    local = (
        SystemClock(start_from_environment())
        .now()
        .astimezone(timezone(timedelta(minutes=LOCAL_OFFSET_MINUTES)))
    )
    if not day:
        return local
    try:
        return datetime.combine(date.fromisoformat(day), datetime.min.time(), local.tzinfo)
    except ValueError as error:
        raise Refused("day_unreadable") from error
