"""Matters as the command line prints them."""

from dataclasses import asdict
from typing import Any

from app.services.followup import MatterView
from app.store.rows import ReportRow

_LISTED = (
    "folio", "report_id", "filed_at", "service", "status", "unit", "due", "priority", "sealed",
    "external", "channel", "safe_word", "joined", "voided",
)  # fmt: skip


def row_as_json(row: ReportRow) -> dict[str, Any]:
    """What may be said of a matter without opening it: no name, telephone or words."""
    return {name: getattr(row, name) for name in _LISTED}


def view_as_json(view: MatterView) -> dict[str, Any]:
    """A whole matter; the private part only where the person may read it."""
    found = row_as_json(view.row) | {
        "rule": view.row.rule,
        "catalog": view.row.catalog,
        "place": view.row.place_number,
        "timeline": [asdict(entry) for entry in view.timeline],
    }
    if view.private is not None:
        found["private"] = view.private.as_json()
    return found
