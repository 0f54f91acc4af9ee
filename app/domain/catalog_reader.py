"""Reads a catalogue folder, finding every mistake, or gives a catalogue that can be trusted.

What each file and column means: `resources/catalog/README.md`.
"""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.domain import catalog_rows as rows
from app.domain.catalog import Catalog, Rule
from app.domain.catalog_checks import check_references
from app.domain.catalog_errors import CatalogError, CatalogErrors, Mistakes
from app.domain.catalog_notice import FILE as NOTICE_FILE
from app.domain.catalog_notice import read_notice
from app.domain.catalog_table import Row, Table
from app.domain.catalog_ties import check_winners

__all__ = ["CatalogError", "CatalogErrors", "read"]

VERSION_FILE = "version.txt"

_T = TypeVar("_T")
_COLUMNS = {
    "units.csv": "code name kind parent responsible_post phone extension guardia_tel horario "
    "office_hint valid_from verified source",
    "external_bodies.csv": "code name phone what_to_have_at_hand matters verified source",
    "questions.csv": "id text kind options help",
    "services.csv": "code name type group description default_unit sla_business_days "
    "priority_class questions duplicate_radius_m duplicate_window_days sealed public script "
    "closing_needs_evidence compromete public_place live_notice",
    "synonyms.csv": "service_code term",
    "rules.csv": "id service_code when target_kind target sla_business_days priority_class notify "
    "reason valid_from valid_to reclassify_to",
    "colonias.csv": "cp colonia tipo delegacion agua limitrofe homonima verified vecino distinguir "
    "variantes nombre_sepomex fuente_agua fuente",
    "calendar.csv": "date name source kind verified",
    "status.csv": "code name_es name_citizen meaning who_sets public next events",
    "bounce_reasons.csv": "code name_es counts_against_rule needs",
    "outcomes.csv": "code name_es needs",
    "equivalents.csv": "words",
}
_OPTIONAL = frozenset(("equivalents.csv",))
_KEYS = {
    "questions.csv": ("id",),
    "synonyms.csv": ("term",),
    "rules.csv": ("id",),
    "colonias.csv": ("cp", "colonia", "tipo"),
    "calendar.csv": ("date",),
    "equivalents.csv": ("words",),
}
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def read(folder: Path) -> Catalog:
    """Reads and checks a whole catalogue.

    The version is what `version.txt` says and eight hexadecimal digits of the SHA-256 of every
    file read, so that two catalogues with one version have the same contents.

    Raises:
        CatalogErrors: anything is wrong; names every mistake with file, line and column.
    """
    mistakes = Mistakes()
    names = [n for n in _COLUMNS if n not in _OPTIONAL or (folder / n).exists()]
    texts = {n: _text(folder, n, mistakes) for n in (*names, NOTICE_FILE, VERSION_FILE)}
    tables = {n: Table(n, texts[n], _COLUMNS[n].split(), mistakes) for n in names}
    for name, table in tables.items():
        table.check_unique(_KEYS.get(name, ("code",)))
    _note_empty(tables, mistakes)
    catalog = _assemble(tables, texts, mistakes)
    if all(table.rows for table in tables.values()):  # else everything would seem unknown
        check_references(catalog, tables)
    if not mistakes.found:  # who wins can only be told once every rule can be understood
        check_winners(catalog, tables["rules.csv"])
    mistakes.raise_if_any()
    return catalog


def _assemble(tables: dict[str, Table], texts: dict[str, str], mistakes: Mistakes) -> Catalog:
    synonyms: dict[str, list[str]] = {}
    for row in tables["synonyms.csv"].rows:
        synonyms.setdefault(row.needed("service_code"), []).append(row.needed("term"))
    rules: dict[str, tuple[Rule, ...]] = {}
    for rule in map(rows.rule, tables["rules.csv"].rows):
        rules[rule.service] = (*rules.get(rule.service, ()), rule)
    services = [rows.service(row, synonyms) for row in tables["services.csv"].rows]
    holidays = _each(tables["calendar.csv"], rows.holiday)
    return Catalog(
        version=_version(texts, mistakes),
        units={u.code: u for u in _each(tables["units.csv"], rows.unit)},
        bodies={b.code: b for b in _each(tables["external_bodies.csv"], rows.body)},
        questions={q.id: q for q in _each(tables["questions.csv"], rows.question)},
        services={s.code: s for s in services},
        rules=rules,
        colonias=tuple(_each(tables["colonias.csv"], rows.colonia)),
        holidays={h.day: h for h in holidays},
        statuses={s.code: s for s in _each(tables["status.csv"], rows.status)},
        bounce_reasons={b.code: b for b in _each(tables["bounce_reasons.csv"], rows.bounce_reason)},
        outcomes={o.code: o for o in _each(tables["outcomes.csv"], rows.outcome)},
        notice=read_notice(texts[NOTICE_FILE], mistakes),
        equivalents=tuple(
            rows.equivalents(row) for n in _OPTIONAL & tables.keys() for row in tables[n].rows
        ),
    )


def _each(table: Table, make: Callable[[Row], _T]) -> list[_T]:
    return [make(row) for row in table.rows]


def _note_empty(tables: dict[str, Table], mistakes: Mistakes) -> None:
    already = {mistake.file for mistake in mistakes.found}
    for name, table in tables.items():
        if not table.rows and name not in already:
            mistakes.add(name, 1, 1, "catalog_no_rows")


def _text(folder: Path, name: str, mistakes: Mistakes) -> str:
    try:
        data = (folder / name).read_bytes()
        text = data.decode()
    except FileNotFoundError:
        mistakes.add(name, 1, 1, "catalog_file_missing")
        return _header(name)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(errors="replace")
        mistakes.add(name, *_position(before), "catalog_encoding")
        return _header(name)
    for unwanted, code in ((_BOM, "catalog_bom"), ("\r", "catalog_line_end")):
        if unwanted in text:
            mistakes.add(name, *_position(text[: text.index(unwanted)]), code)
    return text


def _header(name: str) -> str:
    """What stands for a file that cannot be read, so that the others are still read."""
    return ",".join(_COLUMNS.get(name, "").split()) + "\n"


def _position(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what follows `before`."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _version(texts: dict[str, str], mistakes: Mistakes) -> str:
    label = texts[VERSION_FILE].strip()
    if not re.fullmatch(r"\d{4}\.\d+", label):
        mistakes.add(VERSION_FILE, 1, 1, "catalog_version", value=label)
    contents = hashlib.sha256()
    for name in sorted(texts):
        data = texts[name].encode()
        contents.update(f"{name}\0{len(data)}\0".encode() + data)
    return f"{label}-{contents.hexdigest()[:8]}"
