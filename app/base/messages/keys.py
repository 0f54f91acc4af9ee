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
    "certificate_bad": _m("El certificado de la ventanilla no se puede leer."),
    "certificate_forged": _m("El certificado de la ventanilla {station} no lo firmó la central."),
    "receipt_unreadable": _m("Ese código no es de un acuse de Ventanilla."),
    "receipt_version": _m("El acuse es de una versión más nueva. Actualice el programa."),
    "receipt_folio": _m("Acuse falso: su folio no está bien formado."),
    "receipt_station_unknown": _m("No se conoce la ventanilla {station} que firma este acuse."),
    "receipt_forged": _m("Acuse falso o alterado: la firma no es de esa ventanilla."),
    "receipt_before_station": _m("Acuse falso: es anterior a la ventanilla que lo firma."),
    "status_unknown": _m("El estado «{status}» no existe en el catálogo."),
    "status_not_next": _m("De «{was}» no se puede pasar a «{to}»."),
    "status_not_yours": _m("No le corresponde poner el asunto en «{to}»."),
}
