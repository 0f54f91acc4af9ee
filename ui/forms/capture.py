"""The forms of the capture screen: where, in their words, who."""

from app.base.i18n import mark as _m
from app.domain.report import IdentityMode
from ui.forms.spec import FieldSpec, FormSpec

PLACE = FormSpec(
    _m("¿Dónde?"),
    (
        (
            FieldSpec("place.colonia", _m("Colonia"), kind="colonia", stretch=5),
            FieldSpec("place.street", _m("Calle"), stretch=5),
            FieldSpec("place.number", _m("Número"), stretch=2, longest=40),
        ),
        (
            FieldSpec("place.crossings.0", _m("Cruce 1"), stretch=3),
            FieldSpec("place.crossings.1", _m("Cruce 2"), stretch=3),
            FieldSpec("place.reference", _m("Referencia"), stretch=4, longest=400),
        ),
    ),
)

WORDS = FormSpec(
    "",
    (
        (
            FieldSpec("text", _m("Palabras del ciudadano"), kind="area", stretch=3, longest=10_000),
            FieldSpec("note", _m("Nota interna"), kind="area", stretch=2, longest=10_000),
        ),
    ),
)

WHO = FormSpec(
    _m("¿Quién?"),
    (
        (
            FieldSpec(
                "person.mode",
                _m("Identidad"),
                kind="choice",
                choices=(
                    (IdentityMode.IDENTIFIED, _m("Se identifica")),
                    (IdentityMode.NAME_ONLY, _m("Solo nombre")),
                    (IdentityMode.ANONYMOUS, _m("Anónima")),
                ),
            ),
        ),
        (
            FieldSpec("person.name", _m("Nombre"), stretch=4),
            FieldSpec("person.phone", _m("Teléfono"), stretch=3, longest=40),
            FieldSpec("person.email", _m("Correo"), stretch=4),
        ),
        (
            FieldSpec(
                "person.third_party",
                _m("El teléfono es de otra persona, con su permiso"),
                kind="flag",
            ),
            FieldSpec("person.unsafe", _m("No llamar a ese número"), kind="flag"),
        ),
    ),
)

FIELDS_OF_MODE: dict[str, frozenset[str]] = {
    IdentityMode.IDENTIFIED: frozenset(
        {"person.name", "person.phone", "person.email", "person.third_party", "person.unsafe"}
    ),
    IdentityMode.NAME_ONLY: frozenset({"person.name"}),
    IdentityMode.ANONYMOUS: frozenset(),
}
"""Which fields each identity mode shows; what is hidden is not filed."""
