"""Sentences for what can happen anywhere."""

from app.base.i18n import mark as _m

SENTENCES: dict[str, str] = {
    "not_allowed": _m("Su cuenta no tiene permiso para hacer esto."),
    "invalid": _m("Hay datos que corregir."),
    "bad_password": _m("El usuario o la contraseña no son correctos."),
    "too_many_attempts": _m("Demasiados intentos. Espere {minutes} minutos o llame a supervisión."),
    "user_needed": _m("Diga quién actúa con --user, y la contraseña en VENTANILLA_PASSWORD."),
    "password_needed": _m("Falta la contraseña en VENTANILLA_PASSWORD."),
    "not_enrolled": _m(
        "Esta ventanilla no se ha dado de alta. Use: ventanilla enrol DIRECCIÓN CÓDIGO."
    ),
    "already_enrolled": _m("Esta carpeta ya es la ventanilla {station}. Use otra con --home."),
    "file_unreadable": _m("No se puede leer el archivo «{name}»."),
    "file_unwritable": _m("No se puede escribir el archivo «{name}»."),
    "settings_unreadable": _m("no es un archivo de ajustes válido (TOML)."),
    "setting_unknown": _m("no hay un ajuste con ese nombre."),
    "setting_type": _m("el valor no es de la clase que se espera."),
    "day_unreadable": _m("La fecha no es válida; escríbala como 2026-11-22."),
    "demo_failed": _m("La demostración no pudo empezar: la central no contestó."),
    "batch_column": _m("El archivo necesita una columna «phrase»."),
    "answer_form": _m("Cada respuesta se escribe PREGUNTA=VALOR."),
    "summary_format": _m("El resumen se escribe en .pdf o .json."),
    "no_such_service": _m("No hay un servicio «{service}» en el catálogo."),
    "port_taken": _m("El puerto {port} está ocupado; use otro con --port."),
    "central_kind": _m("Esta carpeta es de una central verdadera; no sirve para demostración."),
    "enrol_kind": _m(
        "Una ventanilla de demostración solo se da de alta en una central de demostración, y una verdadera solo en una verdadera."
    ),
    "passphrase_needed": _m("Falta la frase en VENTANILLA_PASSPHRASE."),
    "receipt_missing": _m(
        "Esta ventanilla no tiene el acuse: es de otra, o se borró a petición de la persona."
    ),
    "url_unreadable": _m("La dirección de la central no es válida."),
}
