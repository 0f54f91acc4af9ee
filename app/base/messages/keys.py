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
    "certificate_of_another": _m(
        "La central entregó el certificado de otra ventanilla ({station}). No se dio de alta;"
        " avise a informática."
    ),
    "receipt_unreadable": _m("Ese código no es de un acuse de Ventanilla."),
    "receipt_version": _m("El acuse es de una versión más nueva. Actualice el programa."),
    "receipt_folio": _m("Acuse falso: su folio no está bien formado."),
    "receipt_station_unknown": _m("No se conoce la ventanilla {station} que firma este acuse."),
    "receipt_forged": _m("Acuse falso o alterado: la firma no es de esa ventanilla."),
    "receipt_before_station": _m("Acuse falso: es anterior a la ventanilla que lo firma."),
    "status_unknown": _m("El estado «{status}» no existe en el catálogo."),
    "status_not_next": _m("De «{was}» no se puede pasar a «{to}»."),
    "status_not_yours": _m("No le corresponde poner el asunto en «{to}»."),
    "keyring_absent": _m(
        "Este equipo no tiene almacén de claves en uso. Entre con su cuenta de escritorio"
        " o elija la opción de frase de paso."
    ),
    "keyring_locked": _m(
        "El almacén de claves del equipo está bloqueado. Desbloquéelo y reintente."
    ),
    "keyring_silent": _m(
        "El almacén de claves del equipo no respondió. Busque su ventana y reintente."
    ),
    "keyring_entry_missing": _m(
        "Las claves de esta ventanilla son de otra cuenta de este equipo. Entre con esa cuenta"
        " o agregue la suya con la clave de recuperación."
    ),
    "keyring_plaintext": _m(
        "El almacén de claves de este equipo guarda sin cifrar. No se usará: avise a soporte."
    ),
    "keyring_failed": _m(
        "El almacén de claves del equipo falló. Reintente; si sigue, avise a soporte."
    ),
    "passphrase_missing": _m("Falta la frase de paso (VENTANILLA_PASSPHRASE)."),
    "passphrase_short": _m("La frase de paso lleva al menos {shortest} caracteres."),
    "passphrase_wrong": _m("La frase de paso no es correcta."),
    "recovery_key_wrong": _m("La clave de recuperación no es la de este equipo."),
    "recovery_key_bad": _m("La clave de recuperación de la central no sirve. Avise a soporte."),
    "recovery_file_bad": _m("«{name}» no es un archivo de clave de recuperación, o fue alterado."),
    "recovery_file_exists": _m("Ya existe «{name}», y puede tener otra clave. Elija otro nombre."),
    "no_recovery_slot": _m(
        "A esta ventanilla no la abre ninguna clave de recuperación:"
        " se dio de alta cuando la central no tenía una."
    ),
    "new_passphrase_needed": _m("Falta la frase nueva en VENTANILLA_NEW_PASSPHRASE."),
    "demo_key_missing": _m("Falta el archivo de clave de la demostración. Cree otra demostración."),
    "slot_damaged": _m("Una de las claves guardadas está dañada. Use otra, o la de recuperación."),
    "no_slot": _m("Esta ventanilla no tiene una clave de ese tipo."),
    "keys_missing": _m("Faltan las claves de esta ventanilla (keys.json). Restaure el respaldo."),
    "keys_exist": _m("Esta ventanilla ya tiene claves; no se reemplazan."),
    "keys_damaged": _m("El archivo de claves está dañado. Restaure el respaldo."),
    "keys_newer": _m("Las claves son de una versión más nueva. Actualice el programa."),
    "keys_kind": _m(
        "Una carpeta de demostración o capacitación nunca puede ser de una ventanilla real."
    ),
    "not_an_event": _m("Hay datos que no son un evento de la bitácora."),
    "not_canonical": _m("Hay un dato que la bitácora no puede guardar ({type})."),
    "integer_too_large": _m("Hay un número demasiado grande para la bitácora."),
    "key_not_ascii": _m("Hay un nombre de campo que la bitácora no puede guardar."),
    "lone_surrogate": _m("Hay un carácter incompleto que no se puede guardar. Escríbalo de nuevo."),
    "private_mismatch": _m("La parte privada del evento {seq} no corresponde: fue alterada."),
}
