"""Reading the catalogue: what it gives, and every mistake it finds with file, line and column."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import resources
from app.base.messages.catalog import SENTENCES, located
from app.domain.catalog import Catalog
from app.domain.catalog_errors import CatalogError
from app.domain.catalog_reader import CatalogErrors, read
from app.domain.report import MatterKind
from tests.unit.shipped import catalog

Spoil = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped catalogue that may be spoilt."""
    copy = tmp_path / "catalog"
    shutil.copytree(resources.path("catalog"), copy)
    return copy


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Replaces the first occurrence of a text in a file, which must be there."""

    def replace(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return replace


def mistakes(folder: Path) -> list[CatalogError]:
    with pytest.raises(CatalogErrors) as caught:
        read(folder)
    assert caught.value.facts["count"] == len(caught.value.errors)
    return list(caught.value.errors)


def line_of(folder: Path, name: str, text: str) -> int:
    lines = (folder / name).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def column_of(folder: Path, name: str, text: str) -> int:
    lines = (folder / name).read_text(encoding="utf-8").split("\n")
    return next(line.index(text) + 1 for line in lines if text in line)


def test_the_shipped_catalogue_has_no_mistake():
    shipped = catalog()
    assert len(shipped.services) == 89
    assert len(shipped.colonias) == 255
    assert sum(map(len, shipped.rules.values())) == 389
    assert shipped.services["ALU-01"].synonyms[0] == "foco fundido de la calle"
    assert shipped.services["OIC-01"].kind is MatterKind.ACCUSATION_OF_OFFICIAL
    assert shipped.services["TRA-01"].sla_business_days is None
    assert shipped.target_name("external", "CFE").endswith("(CFE)")
    assert not shipped.notice.validated
    assert shipped.notice.version in shipped.notice.short
    assert shipped.services["ALU-01"].asks_place
    assert not shipped.services["SAN-04"].asks_place


def test_the_version_names_the_contents(folder: Path, spoil: Spoil):
    first = read(folder).version
    assert first == catalog().version
    assert first.startswith("2026.1-")
    assert len(first) == len("2026.1-") + 8
    spoil("units.csv", "Conmutador general del municipio", "Conmutador del municipio")
    assert read(folder).version != first


def test_what_is_not_read_does_not_change_the_version(folder: Path):
    (folder / "README.md").unlink()
    (folder / "phrases_dev.csv").write_text("nada", encoding="utf-8")
    assert read(folder).version == catalog().version


# file, what stands there, what is put instead, the text whose place is expected, code
BROKEN = [
    ("units.csv", "code,name,kind", "code,name,tipo", "tipo", "catalog_column_unknown"),
    ("status.csv", "code,name_es", "code,code", "code,name_citizen", "catalog_column_twice"),
    ("units.csv", "ALU,Dirección de Alumbrado Público,resolver", "ALU,Dirección de Alumbrado Público,atiende", "atiende,SPM", "catalog_value"),
    ("units.csv", "ALU,Dirección de Alumbrado Público,resolver,SPM", "ALU,Dirección de Alumbrado Público,resolver,SPX", "SPX", "catalog_unknown"),
    ("units.csv", "ASE,Dirección", "ALU,Dirección", "ALU,Dirección de Aseo", "catalog_twice"),
    ("units.csv", "SPM,Secretaría de Servicios", "SPM, Secretaría de Servicios", " Secretaría de Servicios", "catalog_spaces"),
    ("questions.csv", "AHORA,¿Está pasando en este momento?,yesno", "AHORA,,yesno", ",yesno,si:Sí|no:No|no_sabe:No sabe,Sí: el", "catalog_empty"),
    ("questions.csv", "si:Sí|no:No|no_sabe:No sabe,Si responde", "si:Sí|no|no_sabe:No sabe,Si responde", "no|no_sabe:No sabe,Si responde", "catalog_option"),
    ("questions.csv", "si:Sí|no:No|no_sabe:No sabe,Si responde", "si:Sí|si:No|no_sabe:No sabe,Si responde", "si:No|no_sabe:No sabe,Si responde", "catalog_item_twice"),
    ("questions.csv", "TITULO,¿Tiene el título o el recibo de la fosa?,text,", "TITULO,¿Tiene el título o el recibo de la fosa?,choice,", ",Opcional.\nROBO", "catalog_options"),
    ("services.csv", "ALU-01,Luminaria apagada,reporte", "ALU-01,Luminaria apagada,informe", "informe", "catalog_value"),
    ("services.csv", "ALU,5,3,CUANTOS*;CASAS_LUZ*", "ALU,cinco,3,CUANTOS*;CASAS_LUZ*", "cinco", "catalog_number"),
    ("services.csv", "ALU,5,3,CUANTOS*;CASAS_LUZ*", "ALU,5,4,CUANTOS*;CASAS_LUZ*", "4,CUANTOS*;CASAS_LUZ*", "catalog_number"),
    ("services.csv", "CUANTOS*;CASAS_LUZ*;PROP*;DESDE", "CUANTOS*;CASAS*;PROP*;DESDE", "CASAS*;PROP", "catalog_unknown"),
    ("services.csv", "PROP*;DESDE;CRUCES;REF;FOTO,40,15", "PROP*;DESDE;CRUCES*;REF;FOTO,40,15", "CRUCES*", "catalog_free_aloud"),
    ("services.csv", "PROP*;DESDE;CRUCES;REF;FOTO,40,15", "PROP*;;CRUCES;REF;FOTO,40,15", ";CRUCES;REF;FOTO,40,15", "catalog_item_empty"),
    ("services.csv", "40,15,no,yes", "40,15,no,si", 'si,"Con gusto', "catalog_value"),
    ("services.csv", "yes,reparar,exact,no\nALU-02", "yes,reparar,exact,yes\nALU-02", "yes\nALU-02", "catalog_live_notice"),
    ("services.csv", "ALU-01,Luminaria apagada", "ALU-99,Luminaria apagada", "ALU-99", "catalog_no_default"),
    ("synonyms.csv", "ALU-02,apagón de lámparas", "ALU-02,foco fundido", "foco fundido\nALU-02,varias", "catalog_twice"),
    ("synonyms.csv", "ALU-01,lámpara fundida", "ALU-98,lámpara fundida", "ALU-98", "catalog_unknown"),
    ("rules.csv", "ALU-01.01,ALU-01,CASAS_LUZ=si,external,CFE", "ALU-01.01,ALU-01,CASAS_LUZ=si,external,CFX", "CFX", "catalog_unknown"),
    ("rules.csv", "ALU-01.01,ALU-01,CASAS_LUZ=si,external,CFE,", "ALU-01.01,ALU-01,CASAS_LUZ=si,external,CFE,5", '5,,,"Como tampoco hay luz en las casas, le toca', "rule_external_term"),
    ("rules.csv", "ALU-01.01,ALU-01,CASAS_LUZ=si", "ALU-01.01,ALU-01,CASAS_LUZ=sí", "sí,external", "when_value"),
    ("rules.csv", "PROP=coto&CASAS_LUZ!=si,external,ADM,,,,Las lámparas", "PROP=coto&CASAS_LUZ!=quizas,external,ADM,,,,Las lámparas", "quizas", "rule_answer"),
    ("rules.csv", "PROP=coto&CASAS_LUZ!=si,external,ADM,,,,Las lámparas", "PROP=coto&RIESGO!=si,external,ADM,,,,Las lámparas", "RIESGO!=si,external,ADM,,,,Las lámparas", "rule_question"),
    ("rules.csv", "PROP=coto&CASAS_LUZ!=si,external,ADM,,,,Las lámparas", "PROP=coto&CASAS_LUZ,external,ADM,,,,Las lámparas", "CASAS_LUZ,external", "when_syntax"),
    ("rules.csv", "ALU-01.02,ALU-01,PROP=coto", "ALU-02.09,ALU-01,PROP=coto", "ALU-02.09", "rule_id"),
    ("rules.csv", "unit,MER,,,ALU,El alumbrado interior", "unit,MER,,,ALU;ext:CFX,El alumbrado interior", "ext:CFX", "catalog_unknown"),
    ("rules.csv", "unit,MER,,,ALU,El alumbrado interior", "unit,MER,,,MER,El alumbrado interior", "MER,El alumbrado interior", "rule_notifies_target"),
    ("rules.csv", "2026-01-03,2026-01-07", "2026-01-03,2026-01-02", "2026-01-02", "rule_dates"),
    ("rules.csv", "2026-01-03,2026-01-07", "2026-01-03,", ",\nAGU-03.06", "rule_program_end"),
    ("rules.csv", "2027-03-01,2027-06-30", "2027-03-01,2027-06-31", "2027-06-31", "catalog_date"),
    ("rules.csv", "2026-01-01,,MER-02", "2026-01-01,,OIC-01", "OIC-01\nALU-01.07", "rule_reclassify_sealed"),
    ("rules.csv", "2026-01-01,,MER-02", "2026-01-01,,ALU-01", "ALU-01\nALU-01.07", "rule_reclassify_self"),
    ("rules.csv", "ALU-01.02,ALU-01,PROP=coto&CASAS_LUZ!=si", "ALU-01.02,ALU-01,PROP=coto/escuela&CASAS_LUZ!=si", "PROP=escuela&CASAS_LUZ!=si,external,SEJ", "rule_tie"),
    ("rules.csv", "Dirección de Alumbrado Público.,2026-01-01,,\nALU-01.01", "Dirección de Alumbrado Público.,2026-01-01,2026-12-31,\nALU-01.01", "2026-12-31", "rule_gap"),
    ("colonias.csv", "45500,Tlaquepaque Centro", "4550,Tlaquepaque Centro", "4550,Tlaquepaque Centro", "catalog_postal_code"),
    ("colonias.csv", "desconocido,yes,yes,no,Guadalajara", "desconocido,yes,yes,no,", ",,,Jardines de La Paz", "catalog_neighbour"),
    ("colonias.csv", "45623,Las Liebres,Fraccionamiento", "45623,Las Liebres,Colonia", "Colonia,,desconocido,no,no,no,,El fraccionamiento", "catalog_twice"),
    ("calendar.csv", "2026-02-02,", "2026-02-30,", "2026-02-30,", "catalog_date"),
    ("status.csv", "canalizado|orientado|adherido|anulado", "canalizado|orientado|pegado|anulado", "pegado", "catalog_unknown"),
    ("outcomes.csv", "duplicado,Ya existe", "\nduplicado,Ya existe", "\nduplicado", "catalog_blank_line"),
    ("outcomes.csv", "duplicado,Ya existe otro folio del mismo hecho,folio_principal", "duplicado,Ya existe otro folio del mismo hecho", "\nya_atendido", "catalog_cells"),
    ("outcomes.csv", "duplicado,Ya existe", "dupli\rcado,Ya existe", "\rcado", "catalog_line_end"),
    ("bounce_reasons.csv", "code,name_es", "\N{ZERO WIDTH NO-BREAK SPACE}code,name_es", "\N{ZERO WIDTH NO-BREAK SPACE}code", "catalog_bom"),
    ("version.txt", "2026.1", "uno", "uno", "catalog_version"),
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: f"{broken[0]}-{broken[-1]}")
def test_a_mistake_is_found_at_its_place(folder, spoil, broken):
    name, old, new, place, code = broken
    spoil(name, old, new)
    found = [m for m in mistakes(folder) if (m.file, m.code) == (name, code)]
    text = (folder / name).read_bytes().decode()
    before = text[: text.index(place)]
    expected = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    assert (found[0].line, found[0].column) == expected
    assert located(found[0]).startswith(f"{name}, línea {expected[0]}, columna {expected[1]}: ")


def test_every_kind_of_mistake_has_been_seen():
    """A sentence that nothing can bring about is not kept."""
    seen = {code for *_, code in BROKEN}
    elsewhere = {
        "catalog_invalid", "catalog_file_missing", "catalog_encoding", "catalog_no_rows",
        "catalog_quote", "catalog_column_missing", "route_service_unknown", "colonia_ambigua",
        "notice_head", "notice_field", "notice_section", "notice_long",
        "when_field", "when_field_twice", "when_value_twice", "when_program_negated",
    }  # fmt: skip
    assert seen | elsewhere == set(SENTENCES)


def test_a_quoted_cell_counts_its_quotes(folder, spoil):
    spoil(
        "rules.csv",
        "ALU-01.02,ALU-01,PROP=coto&CASAS_LUZ!=si",
        'ALU-01.02,ALU-01,"PROP=coto&CASAS_LUZ!=""x"""',
    )
    (found,) = [m for m in mistakes(folder) if m.code == "when_value"]
    assert found.column == column_of(folder, "rules.csv", '""x""')


def test_every_mistake_is_found_at_once_and_in_order(folder, spoil):
    spoil(
        "units.csv",
        "ALU,Dirección de Alumbrado Público,resolver",
        "ALU,Dirección de Alumbrado Público,x",
    )
    spoil("units.csv", "2026-01-01,no,cronica", "2026-13-01,no,cronica")
    spoil("rules.csv", "PROP=coto&CASAS_LUZ!=si", "PROP=&X")
    spoil("services.csv", "ALU-02,Tramo o", "ALU-02,Tramo,o")
    found = mistakes(folder)
    assert found == sorted(found)
    assert {"catalog_value", "catalog_date", "when_value", "when_syntax", "catalog_cells"} <= {
        m.code for m in found
    }


def test_a_missing_file_and_a_missing_column(folder, spoil):
    spoil("units.csv", ",verified,source\n", ",verified\n")
    found = [m for m in mistakes(folder) if m.code == "catalog_column_missing"]
    assert [(m.file, m.line, dict(m.facts)) for m in found] == [
        ("units.csv", 1, {"column": "source"})
    ]
    (folder / "units.csv").unlink()
    (missing,) = mistakes(folder)
    assert (missing.file, missing.code) == ("units.csv", "catalog_file_missing")


def test_a_file_that_is_not_utf8_is_placed_by_character(folder):
    lines = (folder / "outcomes.csv").read_bytes().split(b"\n")
    lines[1] = "no_es_falla,Revisión,foto".encode() + b"\xf3"
    (folder / "outcomes.csv").write_bytes(b"\n".join(lines))
    (found,) = mistakes(folder)
    assert (found.line, found.column, found.code) == (2, 26, "catalog_encoding")


def test_an_unclosed_quote_and_a_file_without_rows(folder, spoil):
    spoil("outcomes.csv", "duplicado,Ya", 'duplicado,"Ya')
    assert "catalog_quote" in [m.code for m in mistakes(folder)]
    (folder / "outcomes.csv").write_text("code,name_es,needs\n", encoding="utf-8")
    assert [m.code for m in mistakes(folder)] == ["catalog_no_rows"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("---\nversion", "version", "notice_head"),
        ("validated: no", "validated:", "notice_field"),
        ("## Para leer por teléfono", "## Otra cosa", "notice_section"),
        ("El Gobierno de San Pedro", "palabra " * 70 + "El Gobierno de San Pedro", "notice_long"),
    ],
)
def test_the_privacy_notice_is_whole(folder, spoil, old, new, code):
    spoil("privacy_notice.md", old, new)
    assert code in [m.code for m in mistakes(folder)]


def test_reading_gives_frozen_values():
    entry: Catalog = catalog()
    with pytest.raises(AttributeError):
        entry.version = "x"  # type: ignore[misc]
