"""The privacy notice (`privacy_notice.md`): its version and the forms that are printed and read."""

import re

from app.domain.catalog import PrivacyNotice
from app.domain.catalog_errors import Mistakes

FILE = "privacy_notice.md"

_FIELD = re.compile(r"^(?P<name>[a-z_]+): *(?P<value>.*)$", re.MULTILINE)
_MOST_WORDS = 70  # what fits on the paper; the file says so itself


def read_notice(text: str, mistakes: Mistakes) -> PrivacyNotice:
    """Reads it; a missing part is noted and comes back empty."""
    head, _, rest = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not rest:
        mistakes.add(FILE, 1, 1, "notice_head")
    fields = {m["name"]: m["value"].strip().strip('"') for m in _FIELD.finditer(head)}
    for name in ("version", "validated"):
        if not fields.get(name):
            mistakes.add(FILE, 1, 1, "notice_field", name=name)
    short = _section(text, "Forma corta", mistakes)
    words = len(short.split())
    if words > _MOST_WORDS:
        line = text[: text.index(short)].count("\n") + 1
        mistakes.add(FILE, line, 1, "notice_long", words=words, most=_MOST_WORDS)
    version = fields.get("version", "")
    return PrivacyNotice(
        version=version,
        validated=fields.get("validated") == "yes",
        short=short.replace("[VERSIÓN]", version),
        spoken=_section(text, "Para leer por teléfono", mistakes),
    )


def _section(text: str, title: str, mistakes: Mistakes) -> str:
    """The body under a `## title`, whatever follows the title on its line."""
    found = re.search(
        rf"^## {re.escape(title)}[^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
    )
    body = found[1].strip() if found else ""
    if not body:
        mistakes.add(FILE, text.count("\n") + 1, 1, "notice_section", title=title)
    return body
