"""Error codes → Spanish sentences, one table a room; the same for window, command and page."""

from importlib import import_module

from app.base.errors import FieldError, Invalid, VentanillaError
from app.base.i18n import _

_TABLES = ("general", "capture", "catalog", "store", "sync", "paper", "central", "keys")


def sentence(code: str, **facts: object) -> str:
    """The sentence for a code, with its facts filled in; an unknown code is a defect (KeyError)."""
    for name in _TABLES:
        table: dict[str, str] = import_module(f"{__name__}.{name}").SENTENCES
        if code in table:
            return _(table[code]).format_map(facts)
    raise KeyError(code)


def field_sentence(error: FieldError) -> str:
    """What is wrong with one field, beginning with the field's own name on screen."""
    from app.base.messages.capture import FIELD_NAMES

    name = FIELD_NAMES.get(error.field, error.field)
    return f"{_(name)}: {sentence(error.code, field=_(name), **dict(error.facts))}"


def explain(error: VentanillaError) -> str:
    """Everything a person should read about an error, one sentence a line."""
    if isinstance(error, Invalid):
        return "\n".join(field_sentence(e) for e in error.errors)
    return sentence(error.code, **error.facts)
