"""Rotating logs as JSON lines. Never a person's data: records carry codes, ids and counts."""

import json
import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

ROTATE_BYTES = 1_000_000
KEEP = 5


class JsonLines(logging.Formatter):
    """One JSON object a record; an exception is told by its type and place, never by its text."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "room": record.name,
            "what": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = _places(record)
        return json.dumps(line, ensure_ascii=False)


def _places(record: logging.LogRecord) -> str:
    """Files, lines and names of the frames: an exception's own words may quote a citizen."""
    frame = record.exc_info[2] if record.exc_info else None
    places = []
    while frame:
        code = frame.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{frame.tb_lineno} {code.co_name}")
        frame = frame.tb_next
    return " < ".join(reversed(places))


def start(folder: Path) -> logging.Handler:
    """Sends every room's records to `ventanilla.log` in `folder`; gives the handler to close."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "ventanilla.log", maxBytes=ROTATE_BYTES, backupCount=KEEP, encoding="utf-8"
    )
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler
