"""The measure itself: it sees what an eye would."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from app.store.rows import ReportRow
from tests.ui import measure
from tests.ui.test_words import CATALOG, ROW
from ui import matter, theme
from ui.models.reports import PAGE, ReportsModel
from ui.widgets.rows import Row, RowsView, lay_out


def page(qtbot) -> QWidget:
    window = QWidget()
    window.resize(400, 300)
    qtbot.addWidget(window)
    return window


def test_it_sees_a_cut_a_covered_a_nameless_and_an_english_text(qtbot):
    window = page(qtbot)
    narrow = QLabel("Unidad competente", window)
    narrow.setGeometry(0, 0, 30, 20)
    over = QPushButton("Save", window)
    over.setGeometry(10, 5, 100, 30)
    low = QLabel("una frase que se parte en varios renglones", window)
    low.setWordWrap(True)
    low.setGeometry(0, 100, 90, 18)
    QLineEdit(window).setGeometry(200, 200, 50, 20)
    window.show()
    assert len(measure.cut_words(window)) == 2
    assert len(measure.overlaps(window)) == 1
    assert len(measure.nameless(window)) == 2
    assert measure.english(window) == ["Save"]


def test_a_row_puts_below_what_does_not_fit_beside(qapp):
    theme.apply(qapp)
    row = Row(
        "Luminaria apagada", under="por «lámpara»", right="Alumbrado Público · 5 días háb.", key="1"
    )
    wide, low = lay_out(row, 700)
    narrow, high = lay_out(row, 260)
    assert all(piece.fits for piece in (*wide, *narrow))
    assert high > low
    assert wide[2].rect.left() > wide[1].rect.right()
    assert narrow[2].rect.top() > narrow[1].rect.bottom()


def test_the_list_of_matters_fetches_a_page_only_when_it_is_looked_at(qapp):
    asked: list[int | None] = []
    waiting: list = []

    def fetch(before, deliver) -> None:
        asked.append(before)
        waiting.append(deliver)

    def rows(first: int, count: int) -> tuple[ReportRow, ...]:
        from dataclasses import replace

        return tuple(replace(ROW, n=first - i, report_id=str(first - i)) for i in range(count))

    model = ReportsModel(lambda r: matter.result_row(r, CATALOG))
    model.start(rows(1000, PAGE), fetch)
    assert model.rowCount() == PAGE
    assert asked == []
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [1000 - PAGE + 1], "one question at a time, from after the last row"
    waiting[0](rows(1000 - PAGE, 3))
    assert model.rowCount() == PAGE + 3
    assert not model.canFetchMore(QModelIndex()), "a short page is the last one"
    assert model.report_at(model.index(PAGE + 2, 0)).n == 1000 - PAGE - 2
    model.start((), None)
    assert model.rowCount() == 0


def test_rows_keep_their_distance_when_the_list_becomes_narrow(qtbot):
    view = RowsView("Resultados")
    qtbot.addWidget(view)
    model = ReportsModel(lambda r: matter.result_row(r, CATALOG))
    view.setModel(model)
    model.start((ROW, ROW, ROW), None)
    view.resize(900, 400)
    view.show()
    assert measure.cut_words(view) == []
    view.resize(300, 400)

    def apart() -> bool:
        first, second = (view.visualRect(model.index(i, 0)) for i in (0, 1))
        return first.width() < 310 and first.bottom() < second.top()

    qtbot.waitUntil(apart)
    need = lay_out(matter.result_row(ROW, CATALOG), view.viewport().width())[1]
    assert view.visualRect(model.index(0, 0)).height() >= need
