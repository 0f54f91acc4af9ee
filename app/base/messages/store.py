"""Sentences: store."""

from app.base.i18n import mark as _m

SENTENCES: dict[str, str] = {
    "disk_full": _m(
        "No se guardó: el disco está lleno. Libere espacio y vuelva a guardar; no se perdió lo que escribió."
    ),
    "store_busy": _m(
        "No se guardó todavía: otro programa ocupa la base de datos. Vuelva a intentarlo."
    ),
    "not_saved": _m(
        "No se guardó: el disco no respondió bien. No entregue folio y avise a informática."
    ),
    "store_not_writable": _m(
        "No se guardó: no hay permiso para escribir en la carpeta de la ventanilla."
    ),
    "tail_not_written": _m(
        "El asunto quedó guardado, pero no su copia de resguardo. No entregue el folio todavía: "
        "vuelva a guardar."
    ),
    "store_missing": _m("Aquí no hay una base de datos de ventanilla."),
    "store_exists": _m("Esta carpeta ya tiene una base de datos de ventanilla."),
    "store_unreadable": _m("La base de datos no se puede abrir con la llave de esta ventanilla."),
    "store_corrupt": _m(
        "La base de datos está dañada. No se tocó nada: restaure el último respaldo."
    ),
    "store_newer": _m(
        "La base de datos es de una versión más nueva del programa ({found}; esta conoce hasta la "
        "{known}). Actualice el programa."
    ),
    "home_kind": _m(
        "La carpeta está marcada como «{found}» y su base de datos dice otra cosa. No se abre."
    ),
    "tail_ahead": _m(
        "La base de datos es más vieja que lo que esta ventanilla ya entregó (fue restaurada o "
        "está incompleta). Solo se puede consultar; hay que volver a enrolar la ventanilla."
    ),
    "tail_foreign": _m(
        "El resguardo que está junto a la base de datos es de otra instalación. Solo se puede "
        "consultar; hay que volver a enrolar la ventanilla."
    ),
    "tail_differs": _m(
        "La base de datos y su resguardo cuentan historias distintas. Solo se puede consultar; "
        "avise a informática."
    ),
    "disk_failing": _m(
        "El disco falló al guardar. Se puede consultar, pero no guardar, hasta volver a abrir el programa."
    ),
    "backup_unsound": _m("El respaldo no pasó su revisión y no se conservó."),
    "migration_failed": _m(
        "No se pudo actualizar la base de datos (de la {found} a la {wanted}); quedó como estaba."
    ),
    "chain_gap": _m("La bitácora no sigue de un evento al siguiente."),
    "chain_hash": _m("Un evento de la bitácora no corresponde a su huella."),
    "verify_event": _m("Un evento de la bitácora dice otra cosa que su registro."),
    "verify_part": _m("Una parte privada no corresponde a lo que la bitácora comprometió."),
    "verify_part_missing": _m("Falta una parte privada que nadie borró."),
    "verify_folio": _m("Hay un folio que no es de esta ventanilla o no es válido."),
    "verify_folio_gap": _m("Falta un folio en la serie."),
    "verify_folio_counter": _m("El contador de folios no coincide con los folios emitidos."),
    "verify_tables": _m("Las tablas no coinciden con la bitácora; se pueden rehacer desde ella."),
    "verify_search": _m("El índice de palabras no coincide con los asuntos."),
    "verify_tail_missing": _m("Falta el resguardo que va junto a la base de datos."),
    "verify_tail_damaged": _m("El resguardo que va junto a la base de datos está dañado en parte."),
}
