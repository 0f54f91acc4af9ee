"""Sentences about folios, telephones, receipts, sealed envelopes, keys and passwords."""

from app.base.i18n import mark as _m

SENTENCES: dict[str, str] = {
    "folio_empty": _m("Escriba el folio."),
    "folio_character": _m("«{character}» no puede estar en un folio. Revise el folio."),
    "folio_length": _m("Al folio le faltan o le sobran caracteres. Ejemplo: A03-26-0001234-B."),
    "folio_digits": _m("El año y el número del folio llevan solo números. Revise el folio."),
    "folio_range": _m("Ese número de folio no existe. Revise el folio."),
    "folio_check": _m("El folio no está bien escrito: alguna letra o número no es. Revíselo."),
    "folio_station": _m("La clave de la ventanilla son tres letras o números."),
}
