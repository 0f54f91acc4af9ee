"""Codes of the catalogue in words, the same on screen, on paper and on the central's pages."""

from app.base.i18n import _
from app.base.i18n import mark as _m

KINDS = {
    "reporte": _m("Reporte"),
    "queja": _m("Queja"),
    "denuncia": _m("Denuncia"),
    "denuncia_sp": _m("Denuncia contra servidor público"),
    "solicitud": _m("Solicitud"),
    "orientacion": _m("Orientación"),
    "sugerencia": _m("Sugerencia o reconocimiento"),
}
COMMITMENTS = {
    "reparar": _m("reparar"),
    "asegurar": _m("dejar sin peligro"),
    "visitar": _m("visitar el lugar"),
    "dictaminar": _m("resolver si procede"),
    "responder": _m("responder"),
    "entregar": _m("entregar"),
    "orientar": _m("orientar"),
}


def word(table: dict[str, str], code: str) -> str:
    """A code's words; what is not a code of the table is already in words."""
    return _(table[code]) if code in table else code
