"""What a form is made of, as data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field. `path` is its place in the draft, such as `place.street`, and the name that
    errors use; `name` is what screen readers say (the label, unless given); `stretch` its share
    of the row; `kind` a key of `ui.forms.editors.KINDS`.
    """

    path: str
    label: str
    kind: str = "line"
    name: str = ""
    stretch: int = 1
    longest: int = 200
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def spoken(self) -> str:
        return self.name or self.label


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A headed group of rows of fields."""

    heading: str
    rows: tuple[tuple[FieldSpec, ...], ...]

    def fields(self) -> tuple[FieldSpec, ...]:
        return tuple(field for row in self.rows for field in row)
