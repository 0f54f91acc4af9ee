"""Sentences: sync."""

from app.base.i18n import mark as _m

SENTENCES: dict[str, str] = {
    "offline_unreachable": _m(
        "No hay conexión con la central. Lo capturado queda guardado aquí y se envía solo en cuanto vuelva."
    ),
    "offline_timeout": _m(
        "La central no respondió a tiempo. Lo capturado queda guardado aquí; se vuelve a intentar solo."
    ),
    "not_our_central": _m(
        "Contestó alguien que no es la central (por ejemplo, la página de acceso de la red). No se envió nada."
    ),
    "answer_unreadable": _m(
        "La central contestó algo que este programa no entiende. Avise a informática: puede faltar una actualización."
    ),
    "tls_expired": _m(
        "El certificado de la central venció. No se envió nada; avise a informática."
    ),
    "tls_not_yet_valid": _m(
        "Según el reloj de este equipo, el certificado de la central todavía no es válido. Revise la fecha y la hora."
    ),
    "tls_wrong_host": _m(
        "El certificado que llegó es de otra dirección. No se envió nada; avise a informática."
    ),
    "tls_untrusted": _m(
        "El certificado de la central no es de confianza en este equipo. No se envió nada; avise a informática."
    ),
    "tls_failed": _m("No se pudo establecer una conexión cifrada con la central."),
    "proxy_auth": _m(
        "El proxy de la red pide usuario y contraseña. La captura sigue; avise a informática."
    ),
    "proxy_unreachable": _m(
        "No se llega al proxy de la red. La captura sigue; avise a informática."
    ),
    "enrol_refused": _m(
        "La central no aceptó el código: está mal escrito, ya se usó o venció. Pida otro a informática."
    ),
    "station_revoked": _m(
        "La central ya no reconoce a esta ventanilla. Puede seguir capturando y nada se borra; "
        "avise a informática para darla de alta otra vez."
    ),
    "chain_refused": _m(
        "La central rechazó la bitácora de esta ventanilla por no cuadrar. No se borró nada; avise a informática ya."
    ),
    "program_outdated": _m(
        "Esta versión del programa ya no puede enviar lo nuevo. Actualícelo; lo capturado queda guardado."
    ),
    "central_in_trouble": _m(
        "La central tiene un problema y no recibe por ahora. Se vuelve a intentar solo."
    ),
    "central_stuck": _m("La central contesta, pero no avanza. Se vuelve a intentar solo."),
    "station_forked": _m(
        "La central tiene otra historia con la clave de esta ventanilla: hay una copia de este equipo o se restauró "
        "uno viejo. Solo se puede consultar; hay que darla de alta otra vez."
    ),
    "sync_busy": _m("Otra ventana de este equipo ya está enviando."),
    "sync_broken": _m("El envío tuvo una falla del programa; se vuelve a intentar solo."),
    "event_too_large": _m(
        "Un registro es demasiado grande para la central. Lo demás se envió; avise a informática."
    ),
    "event_poisonous": _m(
        "La central no pudo recibir un registro. Lo demás se envió; se vuelve a intentar solo."
    ),
}
