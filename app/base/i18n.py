"""The one door through which a sentence reaches a person.

Texts are written once, in Mexican Spanish, as gettext msgids; another language is a `.mo` file
under `resources/locale` and a call to `use`.
"""

import gettext
from pathlib import Path

_active: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str, folder: Path) -> None:
    """Switch to `language` where `folder` has it; the Spanish of the source otherwise."""
    global _active  # noqa: PLW0603 - one language a process, chosen at start
    _active = gettext.translation("ventanilla", folder, [language], fallback=True)


def _(text: str) -> str:
    return _active.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    return _active.ngettext(one, many, count)


def mark(text: str) -> str:
    """Marks a text for translation where it is declared; `_` translates it where it is shown."""
    return text
