"""Sentences of the central: what its API, its pages and its administration refuse."""

from app.base.i18n import mark as _m

SENTENCES: dict[str, str] = {
    # between a window and the central
    "gap": _m("Faltan eventos anteriores; se envían de nuevo desde donde la central los tiene."),
    "batch_empty": _m("El envío no trae ningún evento."),
    "batch_too_large": _m("El envío es demasiado grande; se parte en dos."),
    "batch_signature": _m("La firma del envío no corresponde a esta ventanilla."),
    "chain_broken": _m("El envío no sigue de lo que la central ya tiene de esta ventanilla."),
    "bad_message": _m("La central no entendió el envío."),
    "bad_cursor": _m("La marca de lectura no es válida."),
    "cursor_gone": _m("La marca de lectura ya no existe; se lee todo de nuevo."),
    "bad_public_key": _m("La clave pública de la ventanilla no es válida."),
    "public_key_used": _m("Esa clave ya pertenece a otra ventanilla."),
    "enrol_code_unknown": _m("El código de alta no existe, ya se usó o venció."),
    "station_unknown": _m("La central no conoce a esta ventanilla."),
    "request_signature": _m("La firma de la petición no es de esta ventanilla."),
    "nonce_expired": _m("La sesión con la central venció; se abre otra."),
    "id_repeated": _m("Un evento repite el identificador de otro distinto."),
    # what became of an event
    "waits_for_matter": _m("Espera al asunto al que se refiere."),
    "came_too_late": _m("Llegó tarde, no se aplicó."),
    "filing_invalid": _m("Los datos del registro no están completos o no son válidos."),
    "folio_repeated": _m("Ese folio ya lo tiene otro asunto."),
    "about_no_matter": _m("No dice a qué asunto se refiere."),
    "erases_another_station": _m("Pide borrar datos de otra ventanilla."),
    # what staff may do
    "matter_unknown": _m("No hay un asunto con el folio {folio}."),
    "not_your_unit": _m("El asunto {folio} no está en su área."),
    "bounce_reason_unknown": _m("Elija un motivo de devolución de la lista."),
    "proposed_unknown": _m("Diga a qué área u organismo le toca."),
    "assignment_binding": _m("La segunda decisión es obligatoria; este asunto ya no se devuelve."),
    "cause_needed": _m("Escriba por qué queda en espera."),
    "explanation_needed": _m("Escriba qué se hizo."),
    "evidence_needed": _m("Este servicio pide evidencia: diga qué se dejó y dónde está."),
    "outcome_unknown": _m("Ese resultado no está en la lista."),
    "out_of_order": _m("Antes va el folio {folio}. Para atender este primero, escriba el motivo."),
    "reason_needed": _m("Escriba el motivo."),
    "ground_needed": _m("La segunda decisión es obligatoria: escriba su fundamento."),
    "no_web_work": _m("Su cuenta trabaja en ventanilla; aquí entran las áreas."),
    # administration
    "station_name_empty": _m("Escriba el nombre de la ventanilla."),
    "station_code_unknown": _m("No hay una ventanilla {station}."),
    "staff_name_empty": _m("Escriba el nombre de la persona."),
    "staff_unknown": _m("No hay una cuenta activa «{user}»."),
    "role_unknown": _m("Ese papel no existe; puede ser: {roles}."),
    "unit_needed": _m("Diga a qué área pertenece."),
    "unit_unknown": _m("El área «{unit}» no existe en el catálogo."),
    "unit_not_sealed": _m("El área «{unit}» no recibe sobres cerrados."),
    "sealed_key_taken": _m(
        "El área «{unit}» ya tiene otra clave registrada; no se cambia sin su firma."
    ),
    "recovery_key_kept": _m(
        "La central ya tiene clave de recuperación. Para hacer otra, agregue --replace;"
        " conserve el archivo anterior, que abre las ventanillas ya dadas de alta."
    ),
    "password_short": _m("La contraseña necesita al menos {shortest} caracteres."),
}
