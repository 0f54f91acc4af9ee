"""Sentences: what is wrong with a catalogue, and what it refuses."""

from typing import Protocol

from app.base.i18n import _
from app.base.i18n import mark as _m

SENTENCES: dict[str, str] = {
    "catalog_invalid": _m("El catálogo tiene {count} errores y no se puede usar."),
    "catalog_file_missing": _m("Falta este archivo del catálogo."),
    "catalog_encoding": _m("El texto no está en UTF-8."),
    "catalog_bom": _m("Sobra la marca de orden de bytes; guárdelo como UTF-8 sin marca."),
    "catalog_line_end": _m("Las líneas deben terminar solo con LF."),
    "catalog_no_rows": _m("El archivo no tiene ningún renglón."),
    "catalog_quote": _m("Hay una comilla sin cerrar o fuera de lugar."),
    "catalog_blank_line": _m("Hay un renglón vacío."),
    "catalog_cells": _m("El renglón tiene {found} celdas y deben ser {expected}."),
    "catalog_column_unknown": _m("La columna «{column}» no existe en este archivo."),
    "catalog_column_twice": _m("La columna «{column}» está repetida."),
    "catalog_column_missing": _m("Falta la columna «{column}»."),
    "catalog_twice": _m("«{value}» está repetido; ya aparece en la línea {line}."),
    "catalog_spaces": _m("«{column}» tiene espacios al principio o al final."),
    "catalog_empty": _m("«{column}» no puede ir vacío."),
    "catalog_value": _m("«{value}» no es válido; puede ser: {allowed}."),
    "catalog_number": _m("«{value}» no es un número entero de 0 a {most}."),
    "catalog_date": _m("«{value}» no es una fecha; se escribe AAAA-MM-DD."),
    "catalog_item_empty": _m("Sobra un separador «{separator}»."),
    "catalog_item_twice": _m("«{value}» está repetido en la celda."),
    "catalog_option": _m("La opción «{text}» no tiene la forma valor:etiqueta."),
    "catalog_options": _m("Las opciones no corresponden a una pregunta de tipo «{kind}»."),
    "catalog_postal_code": _m("«{value}» no es un código postal de cinco cifras."),
    "catalog_neighbour": _m("Una colonia limítrofe debe decir con qué municipio colinda."),
    "catalog_unknown": _m("«{value}» no existe (columna «{column}»)."),
    "catalog_free_aloud": _m("«{value}» es de texto libre y no puede llevar asterisco."),
    "catalog_live_notice": _m(
        "El aviso en vivo va con «yes» si la prioridad o el plazo son 0, y solo entonces."
    ),
    "catalog_no_default": _m("El servicio {service} no tiene regla por omisión."),
    "catalog_version": _m("La versión «{value}» no tiene la forma AAAA.n."),
    "notice_head": _m("El aviso debe empezar con sus datos entre dos líneas «---»."),
    "notice_field": _m("Al aviso le falta el dato «{name}»."),
    "notice_section": _m("Al aviso le falta la parte «{title}»."),
    "notice_long": _m("La forma corta tiene {words} palabras; caben {most}."),
    "when_syntax": _m("«{text}» no es una condición; se escribe campo=valor o campo!=valor."),
    "when_field": _m("«{field}» no es un campo de condición."),
    "when_field_twice": _m("«{field}» aparece dos veces en la misma regla."),
    "when_value": _m("«{value}» no es un valor."),
    "when_value_twice": _m("El valor «{value}» está repetido."),
    "when_program_negated": _m("Un programa no se puede negar."),
    "rule_id": _m("La regla «{value}» debe empezar con «{service}.»."),
    "rule_external_term": _m("Un destino externo no lleva plazo."),
    "rule_notifies_target": _m("«{value}» es el destino; no hace falta darle aviso."),
    "rule_dates": _m("La vigencia termina antes de empezar."),
    "rule_program_end": _m("Un programa temporal necesita fecha final."),
    "rule_reclassify_self": _m("La regla ofrece cambiar al mismo servicio."),
    "rule_reclassify_sealed": _m("No se puede ofrecer el cambio a {service}, que es reservado."),
    "rule_question": _m("El servicio {service} no hace la pregunta «{question}»."),
    "rule_answer": _m("«{value}» no es respuesta de «{question}»."),
    "rule_gap": _m("El {day} ninguna regla por omisión de {service} está vigente."),
    "rule_tie": _m("Empata con {other} cuando: {answers}."),
    "route_service_unknown": _m("El servicio «{service}» no existe en el catálogo."),
    "colonia_ambigua": _m(
        "Hay varias colonias «{name}»; diga también el código postal: {choices}."
    ),
}


class Located(Protocol):
    """A mistake with its place in a file, lines and columns from 1."""

    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def code(self) -> str: ...
    @property
    def facts(self) -> tuple[tuple[str, str], ...]: ...


def located(mistake: Located) -> str:
    """One mistake in words, beginning with where it is."""
    what = _(SENTENCES[mistake.code]).format_map(dict(mistake.facts))
    where = _("{file}, línea {line}, columna {column}")
    return f"{where.format(file=mistake.file, line=mistake.line, column=mistake.column)}: {what}"
