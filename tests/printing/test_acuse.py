"""What the papers say, read back from the PDF."""

from dataclasses import replace

import pytest

from app.base.errors import Refused
from app.base.messages import explain
from printing import sealed
from printing.acuse import render
from printing.sheet import Text
from tests.printing.examples import DANGER, GUIDANCE, ORDINARY, QR, SEALED, lengthen
from tests.printing.reading import scan, sizes, text

FAR = 14.0  # points: what must be read from afar


def test_the_receipt_says_everything_a_citizen_needs() -> None:
    paper = text(render(ORDINARY))
    for said in (
        "Gobierno de San Pedro Tlaquepaque",
        "A07-26-0001234-5",
        "Ventanilla A07, Módulo Centro",
        "22 nov 2026, 10:15 (UTC−6) · en persona",
        "Dirección de Alumbrado Público",
        "El alumbrado de la vía pública es servicio municipal.",
        "Compromiso: reparar a más tardar el lunes 30 de noviembre de 2026",
        "Reporte · Luminaria apagada",
        "«lámpara fundida en Independencia desde el lunes»",
        "Independencia 212, entre Progreso y Donato Guerra, Tlaquepaque Centro",
        "Titular de la Dirección de Alumbrado Público · 33 1057 6000",
        "María Ñáñez López, con datos de contacto",
        "lugar 12 al registrar",
        "por este folio aquí, al 33 1057 6000 o con el código QR",
        "El servicio es gratuito.",
        "Si alguien le pide dinero",
        "Órgano de Control Interno, por el conmutador 33 1057 6000.",
        "reabrir este folio dentro de 10 días hábiles desde que se le avise que quedó.",
        "AVISO POR VALIDAR",
        "regla ALU-01.00 · catálogo 2026.1-1a2b3c4d · capturó RM14",
        "1 de 2 · para usted",
        "2 de 2 · oficina",
    ):
        assert said in paper
    assert paper.count("A07-26-0001234-5") == 2


def test_the_consultation_key_leaves_with_its_owner() -> None:
    assert text(render(ORDINARY)).count("7K2-M4T") == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"offline": True}, "Registrado sin conexión · regla"),
        ({"copy_number": 3}, "REIMPRESIÓN 2"),
        ({"training": True}, "SIN VALIDEZ"),
        ({"doubtful_clock": True}, "10:15 (UTC−6), hora por confirmar"),
        ({"joined_to": "A03-26-0001234-B"}, "A03-26-0001234-B: se atienden juntos"),
        (
            {"decide_by": "2026-11-24"},
            "El área se define a más tardar el martes 24 de noviembre de 2026",
        ),
        ({"due": ""}, "Compromiso: reparar en el plazo que marca la ley"),
        ({"commits": ""}, "Se atiende a más tardar el lunes 30"),
        ({"identity": "nombre"}, "María Ñáñez López, sin datos de contacto"),
        ({"consult_at": "atencion.tlaquepaque.gob.mx"}, "al 33 1057 6000 o en atencion."),
        ({"ask_phone": ""}, "por este folio aquí o con el código QR"),
        ({"ask_phone": ""}, "en el Órgano de Control Interno. Si el problema"),
        ({"attachments": (("foto.jpg", 2, "ab" * 32),)}, "foto.jpg (2 páginas, abababababab)"),
        ({"target_phone": "33 3838 0220; 33 3838 0221"}, "33 3838 0220 o 33 3838 0221"),
    ],
)
def test_what_is_special_is_said(change: dict[str, object], said: str) -> None:
    assert said not in text(render(ORDINARY))
    assert said in text(render(replace(ORDINARY, **change)))


def test_a_code_that_no_telephone_opens_is_not_offered() -> None:
    assert "o con el código QR" in text(render(ORDINARY))
    bare = replace(ORDINARY, qr=QR.rpartition("/")[2])
    assert "o con el código QR" not in text(render(bare))


def test_an_anonymous_paper_has_no_name() -> None:
    paper = text(render(replace(ORDINARY, identity="anonima")))
    assert "Anónimo" in paper
    assert "Ñáñez" not in paper


def test_a_validated_notice_is_printed_as_the_municipality_wrote_it() -> None:
    validated = replace(ORDINARY, notice_validated=True)
    paper = text(render(validated, notice="El Municipio, con domicilio en Independencia 58."))
    assert "con domicilio en Independencia 58." in paper
    assert "AVISO POR VALIDAR" not in paper


def test_a_template_notice_is_never_printed() -> None:
    assert "[DOMICILIO]" not in text(render(ORDINARY, notice="con domicilio en [DOMICILIO]"))


@pytest.mark.parametrize("receipt", [ORDINARY, lengthen(ORDINARY)], ids=["ordinary", "longest"])
def test_what_is_read_from_afar_is_large(receipt) -> None:
    drawn = sizes(render(receipt))
    for said in (
        receipt.folio,
        "Dirección de Alumbrado",
        "lunes 30 de noviembre de 2026",
        "33 1057 6000",
        "aquí, al",
    ):
        assert max(size for size, run in drawn if said in run) >= FAR


def test_the_checkers_line_is_one_of_seven_points() -> None:
    assert (7.0, "regla ALU-01.00 · catálogo 2026.1-1a2b3c4d · capturó RM14") in sizes(
        render(ORDINARY)
    )


def test_both_codes_scan_from_paper(tmp_path) -> None:
    assert scan(render(lengthen(ORDINARY)), tmp_path) == [QR, QR]


def test_where_there_is_danger_911_comes_before_all_else() -> None:
    paper = text(render(DANGER))
    first = "Si hay peligro en este momento, marque 911"
    unit = "Dirección de Protección Civil y Bomberos: 33 3837 2270 o 33 3837 2271"
    untold = "Al imprimir esta hoja, el área todavía no lo sabe."
    places = [paper.index(said) for said in (first, unit, untold, DANGER.folio)]
    assert places == sorted(places)
    assert paper.count(untold) == 2
    assert "Compromiso: dejar sin peligro hoy, domingo 22 de noviembre de 2026" in paper


def test_the_warning_stays_when_the_guard_has_been_told() -> None:
    again = text(render(replace(DANGER, live_notice_pending=False, copy_number=2)))
    assert "marque 911" in again
    assert "todavía no lo sabe" not in again
    assert "a más tardar el domingo 22 de noviembre" in again  # a reprint may be of tomorrow
    assert "hoy, domingo" not in again


def test_a_switchboard_is_no_number_for_a_danger() -> None:
    own = replace(DANGER, target_phone=DANGER.ask_phone)
    assert f"{own.target_name}: {own.ask_phone}" not in text(render(own))
    nobody = text(render(replace(DANGER, target_phone="")))
    assert f"{own.target_name}:" not in nobody


def test_a_matter_without_danger_has_no_warning() -> None:
    assert "911" not in text(render(ORDINARY))
    assert "911" not in text(render(GUIDANCE))


def test_another_bodys_danger_warns_too() -> None:
    paper = text(render(replace(GUIDANCE, live_notice_pending=True)))
    assert "marque 911" in paper
    assert "la guardia del municipio todavía no lo sabe" in paper
    assert "marque 911" in text(render(replace(GUIDANCE, commits="asegurar")))


def test_the_same_receipt_gives_the_same_bytes() -> None:
    assert render(ORDINARY) == render(replace(ORDINARY))


def test_a_receipt_is_small() -> None:
    assert len(render(lengthen(ORDINARY))) <= 60_000


def test_the_orientation_sheet_says_whose_it_is_and_what_to_take() -> None:
    paper = text(render(GUIDANCE))
    for said in (
        "Constancia de orientación",
        "La luz dentro de las casas es de la CFE.",
        "Orientación · Casas sin luz",
        "Lo fija ese organismo",
        "2 de 2 · oficina",
    ):
        assert said in paper
    for said in ("a más tardar", "Reporte", "reabrir"):
        assert said not in paper


def test_the_orientation_sheet_begins_with_what_the_person_must_do() -> None:
    paper = text(render(GUIDANCE))
    order = (
        "LE TOCA A Comisión Federal de Electricidad (CFE)",
        "Llame usted al 071",
        "El municipio no atiende este asunto; esta hoja es constancia de orientación.",
        "TENGA A LA MANO Número de servicio del recibo, calle, colonia",
        GUIDANCE.folio,
    )
    places = [paper.index(said) for said in order]
    assert places == sorted(places)
    large = {run: size for size, run in sizes(render(GUIDANCE))}
    others = [size for run, size in large.items() if run not in {*order[:2], GUIDANCE.folio}]
    assert large["Llame usted al 071"] >= FAR
    assert large[GUIDANCE.folio] > large["Llame usted al 071"] >= max(others)


def test_a_body_whose_telephone_nobody_knows_is_gone_to() -> None:
    assert "Acuda usted directamente" in text(render(replace(GUIDANCE, target_phone="")))


def test_an_orientation_says_so_once() -> None:
    paper = text(render(replace(GUIDANCE, service_name="Orientación no municipal")))
    assert "Asunto Orientación no municipal" in paper


def test_the_sealed_sheet_says_folio_date_and_whom_to_ask_and_no_more() -> None:
    paper = text(render(SEALED))
    assert (
        paper.split()
        == (
            "Gobierno de San Pedro Tlaquepaque Constancia de recepción FOLIO A07-26-0001235-Z"
            " FECHA 22 nov 2026, 10:15 (UTC−6) Con este folio puede preguntar al 33 1057 6000."
            " Pida hablar con: Órgano de Control Interno. Guarde esta hoja."
        ).split()
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"target_phone": "33 3562 7010"}, "puede preguntar al 33 3562 7010."),
        ({"ask_phone": ""}, "puede preguntar en persona."),
    ],
)
def test_a_sealed_sheet_gives_the_offices_own_number(change: dict[str, str], said: str) -> None:
    assert said in text(render(replace(SEALED, **change)))


def test_nothing_on_a_sealed_sheet_stands_out_but_its_folio() -> None:
    bold = [t.block for t in sealed.compose(SEALED).items if isinstance(t, Text)]
    shouted = [
        "".join(p.text for p in b.lines[0].pieces) for b in bold if b.lines[0].pieces[0].bold
    ]
    assert shouted == ["Gobierno de San Pedro Tlaquepaque", SEALED.folio]


def test_a_sealed_sheet_hides_what_a_careless_caller_gives() -> None:
    careless = replace(
        ORDINARY, kind=SEALED.kind, target_name="", words="me pidió dinero", copy_number=2
    )
    paper = text(render(careless))
    for secret in ("dinero", "Luminaria", "ALU-01", "7K2-M4T", "Ñáñez", "Reporte", "Independencia"):
        assert secret not in paper
    assert "REIMPRESIÓN 1" in paper


@pytest.mark.parametrize(
    ("layout", "code"), [("80mm", "paper_layout_absent"), ("a4", "paper_layout_unknown")]
)
def test_a_paper_that_does_not_exist_is_refused(layout: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        render(ORDINARY, layout)
    assert refused.value.code == code
    assert layout in explain(refused.value)
