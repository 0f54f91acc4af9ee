"""Sentences: what paper and printers say when they cannot."""

from app.base.i18n import mark as _m

SENTENCES: dict[str, str] = {
    "paper_layout_absent": _m("Los rollos de {layout} todavía no se imprimen; use media-carta."),
    "paper_layout_unknown": _m("No existe el formato de papel «{layout}»; use media-carta."),
    "printer_command_missing": _m(
        "Esta computadora no tiene instalado el sistema de impresión (orden lp)."
    ),
    "printer_missing": _m("No se encuentra la impresora. El acuse quedó guardado para imprimirse."),
    "printer_none": _m("No hay impresora elegida. El acuse quedó guardado para imprimirse."),
    "printer_stopped": _m("La impresora está detenida. El acuse quedó guardado para imprimirse."),
    "printer_offline": _m("La impresora está apagada o desconectada. Revise el cable."),
    "printer_paper_out": _m("La impresora no tiene papel. Al ponerle, sale lo pendiente."),
    "printer_jam": _m("El papel está atorado en la impresora."),
    "printer_door_open": _m("La impresora tiene la tapa abierta."),
    "printer_no_ink": _m("La impresora no tiene tinta o tóner."),
    "printer_silent": _m("El sistema de impresión no contesta. Se intentará otra vez."),
    "printer_refused": _m("El sistema de impresión no aceptó el trabajo."),
    "printer_doubtful": _m("No se sabe si salió el papel. ¿Salió?"),
    "print_folder_unwritable": _m("No se puede escribir en la carpeta de impresión."),
}
