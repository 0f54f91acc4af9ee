"""What the papers say, read back from the PDF."""

from dataclasses import replace

import pytest

from app.base.errors import Refused
from app.base.messages import explain
from printing.acuse import render
from tests.printing.examples import GUIDANCE, ORDINARY, QR, SEALED, lengthen
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
        "lunes 30 de noviembre de 2026",
        "reparar",
        "Reporte · Luminaria apagada",
        "«lámpara fundida en Independencia desde el lunes»",
        "Independencia 212, entre Progreso y Donato Guerra, Tlaquepaque Centro",
        "Titular de la Dirección de Alumbrado Público · 33 1057 6000",
        "María Ñáñez López, con datos de contacto",
        "lugar 12 al registrar",
        "aquí, al 33 1057 6000",
        "El servicio es gratuito.",
        "Si alguien le pide dinero",
        "reabrir este folio dentro de 10 días hábiles",
        "AVISO POR VALIDAR",
        "regla ALU-01.00 · catálogo 2026.1-1a2b3c4d · capturó RM14",
        "1 de 2 (ciudadanía)",
        "2 de 2 (oficina)",
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
        ({"live_notice_pending": True}, "AVISO PENDIENTE: el área aún no lo sabe"),
        ({"decide_by": "2026-11-24"}, "martes 24 de noviembre de 2026"),
        ({"decide_by": "2026-11-24"}, "Y SE ATIENDE A MÁS TARDAR"),
        ({"due": ""}, "el que marca la ley"),
        ({"identity": "nombre"}, "María Ñáñez López, sin datos de contacto"),
        ({"consult_at": "atencion.tlaquepaque.gob.mx"}, "o en atencion.tlaquepaque.gob.mx"),
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


def test_the_same_receipt_gives_the_same_bytes() -> None:
    assert render(ORDINARY) == render(replace(ORDINARY))


def test_a_receipt_is_small() -> None:
    assert len(render(lengthen(ORDINARY))) <= 60_000


def test_the_orientation_sheet_says_whose_it_is_and_what_to_take() -> None:
    paper = text(render(GUIDANCE))
    for said in (
        "Constancia de orientación",
        "NO ES DEL MUNICIPIO: LE TOCA A",
        "Comisión Federal de Electricidad (CFE)",
        "071",
        "Tenga a la mano",
        "Número de servicio del recibo, calle, colonia",
        "La luz dentro de las casas es de la CFE.",
        "lo fija ese organismo",
        "2 de 2 (oficina)",
    ):
        assert said in paper
    assert "A MÁS TARDAR" not in paper


def test_the_sealed_sheet_says_folio_date_and_whom_to_ask_and_no_more() -> None:
    paper = text(render(SEALED))
    assert (
        paper.replace("✂", "").split()
        == (
            "Gobierno de San Pedro Tlaquepaque Constancia de recepción FOLIO A07-26-0001235-Z"
            " FECHA 22 nov 2026, 10:15 (UTC−6) PARA PREGUNTAR POR ESTE FOLIO"
            " Órgano de Control Interno, por el conmutador 33 1057 6000"
        ).split()
    )


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
