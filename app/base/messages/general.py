"""Sentences for what can happen anywhere."""

from app.base.i18n import mark as _m

SENTENCES: dict[str, str] = {
    "not_allowed": _m("Su cuenta no tiene permiso para hacer esto."),
    "invalid": _m("Hay datos que corregir."),
}
