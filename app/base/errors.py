"""The two families of error: the world's, which a person is told about, and ours.

    VentanillaError              something a person can understand and act on
    ├── Refused                  the request was understood and refused (exit 1)
    │   └── Invalid              with one FieldError per field that is wrong
    ├── NotAllowed               the actor lacks a permission (exit 4)
    ├── StoreDamaged             the store is damaged, locked or from a newer program (exit 3)
    └── Offline                  no connection with the central; try later (exit 75)

Anything else that is raised is a defect of ours and ends in a crash report. Errors carry a
code and facts, never a sentence: `app.base.messages` makes the Spanish. Facts never hold
personal data.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field: `field` is its path in the draft, such as `person.phone`."""

    field: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()


class VentanillaError(Exception):
    """Base of every error that is told to a person."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Refused(VentanillaError):
    """Understood, and refused."""


class Invalid(Refused):
    """One or more fields are wrong; names every one of them."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__("invalid")
        self.errors = errors


class NotAllowed(VentanillaError):
    """The actor lacks the permission for what was asked."""

    exit_code = 4


class StoreDamaged(VentanillaError):
    """The store is damaged, locked read-only, or from a newer program."""

    exit_code = 3


class Offline(VentanillaError):
    """The central cannot be reached, or what answered is not our central."""

    exit_code = 75
