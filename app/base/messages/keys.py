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
    "phone_empty": _m("Falta el teléfono."),
    "phone_letters": _m("Eso no es un teléfono. Escriba diez dígitos o déjelo vacío."),
    "phone_length": _m("Un teléfono lleva diez dígitos. Revíselo o déjelo vacío."),
    "phone_foreign": _m("Es un teléfono de otro país. Escríbalo en la nota interna."),
    "phone_invented": _m("Ese teléfono no puede existir. Si no lo proporciona, déjelo vacío."),
    "email_wrong": _m("Eso no es un correo. Revíselo; si no lo proporciona, déjelo vacío."),
    "name_missing": _m("Falta el nombre. Si no quiere darlo, elija «anónima»."),
    "anonymous_with_data": _m("En un asunto anónimo no se guarda. Bórrelo o cambie la identidad."),
    "name_only_with_contact": _m(
        "Con «solo nombre» no se guardan datos de contacto. Bórrelo o cambie la identidad."
    ),
    "sealed_key_bad": _m("La clave del sobre cerrado de esa área no sirve. Avise a soporte."),
    "cannot_unseal": _m("Este sobre no se abre con esta clave, o fue alterado."),
    "bad_private": _m("La parte privada de un asunto no se puede leer."),
    "bad_filed": _m("Un asunto registrado no se puede leer (campo {field})."),
}
