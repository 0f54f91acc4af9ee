"""The day's summary on paper: its figures, and that it stays on its page."""

from dataclasses import replace
from datetime import date

from app.domain.summary import Count, DaySummary, FirstRouting
from printing.half_letter import Half
from printing.sheet import LETTER
from printing.summary import compose, render_summary
from tests.printing.examples import catalog
from tests.printing.reading import boxes, text

DAY = DaySummary(
    day=date(2026, 11, 23),
    station="",
    office="Módulo Centro",
    made_at="2026-11-23T15:02:00-06:00",
    clerk="SU01",
    received=27,
    by_channel=(Count("presencial", 20), Count("telefono", 5)),
    by_kind=(Count("reporte", 21), Count("solicitud", 3), Count("orientacion", 1)),
    by_unit=(Count("Dirección de Aseo Público", 9), Count("Dirección de Alumbrado Público", 16)),
    first_routing=FirstRouting(23, 24),
    guidance=1,
    joined=2,
    voided=1,
    sealed=2,
    pending=0,
)


def test_the_summary_says_the_figures_of_the_day() -> None:
    paper = text(render_summary(DAY))
    for said in (
        "lunes 23 de noviembre de 2026",
        "27 folios entregados",
        "95.8 %",
        "primera canalización correcta: 23 de 24",
        "2 reservados, total de la oficina",
        "Dirección de Alumbrado Público",
        "por teléfono",
        "Solicitud",
        "Las sumas cuadran.",
        "Unidos a otro folio: 2.",
        "Impreso 23 nov 2026, 15:02 · SU01",
        "Elaboró",
    ):
        assert said in paper


def test_units_stand_with_the_busiest_first() -> None:
    paper = text(render_summary(DAY))
    assert paper.index("Alumbrado") < paper.index("Aseo Público")


def test_sums_that_do_not_add_up_are_shouted() -> None:
    assert not replace(DAY, received=28).adds_up
    assert "LAS SUMAS NO CUADRAN" in text(render_summary(replace(DAY, received=28)))


def test_an_indicator_without_a_base_is_not_invented() -> None:
    paper = text(render_summary(replace(DAY, first_routing=FirstRouting(0, 0))))
    assert "ningún plazo vencido todavía" in paper
    assert "0.0 %" not in paper


def test_an_empty_day_has_its_page() -> None:
    empty = replace(DAY, received=0, sealed=0, by_channel=(), by_kind=(), by_unit=(), joined=0)
    assert text(render_summary(empty)).count("Sin asuntos.") == 3


def test_every_unit_of_the_catalogue_fits_and_adds_up() -> None:
    units = tuple(Count(u.name, 1000 + i) for i, u in enumerate(catalog().units.values()))
    everything = replace(
        DAY,
        station="A07",
        by_unit=units,
        by_channel=tuple(Count(c, 9000) for c in ("presencial", "telefono", "correo", "web", "redes", "escrito")),
        by_kind=tuple(Count(k, 9000) for k in ("reporte", "queja", "denuncia", "solicitud", "sugerencia")),
        received=123_456,
    )  # fmt: skip
    found = boxes(Half(compose(everything)))
    assert [
        (one.name, two.name)
        for index, one in enumerate(found)
        for two in found[index + 1 :]
        if one.touches(two)
    ] == []
    assert max(box.bottom for box in found) < LETTER[1] - 36
    assert max(box.right for box in found) < LETTER[0] - 36
    assert "Otros " in text(render_summary(everything))
