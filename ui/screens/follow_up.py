"""Follow-up: results while typing, one matter beside them, and everything that happened to it."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.base.errors import VentanillaError
from app.base.i18n import _
from app.base.messages import explain
from app.domain.changes import Changes
from app.services import followup, waiting
from app.services.followup import MatterView
from app.store.rows import ReportRow
from ui import matter, timeline
from ui.background import Latest
from ui.models.reports import PAGE, Deliver, ReportsModel
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import KeyButton, PlainButton
from ui.widgets.card import Card
from ui.widgets.facts import Facts
from ui.widgets.layout import column, row
from ui.widgets.rows import RowList, RowsView
from ui.widgets.scroll import Column
from ui.widgets.text import Said, label


class Results(RowsView):
    """Enter opens the row; a letter goes back to the search field."""

    opened = Signal(QModelIndex)
    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
        elif event.text().strip() and not event.modifiers():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class FollowUpScreen(QWidget):
    """Search, results, one matter with its history."""

    print_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._session = session
        self._search, self._look = Latest(session.background), Latest(session.background)
        self._view: MatterView | None = None
        self._wanted = ""
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Buscar"))
        self.field.setProperty("role", "finder")
        self.field.setPlaceholderText(_("Folio, teléfono, nombre, colonia o palabras"))
        self._told = label("", "small")
        self.results = Results(_("Resultados"))
        self.model = ReportsModel(lambda r: matter.result_row(r, session.desk.catalog), self)
        self.results.setModel(self.model)
        self._folio = Said(_("Folio"), "title")
        self._service = Said(_("Servicio"), "strong")
        self._standing, self._facts = Facts(), Facts()
        self.history = RowList(_("Historia"))
        self._add = QLineEdit()
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        return _("Seguimiento")

    @property
    def folio(self) -> str:
        """The folio of the matter on show, or empty."""
        return self._view.row.folio if self._view else ""

    def _lay_out(self) -> None:
        left = column(space=8)
        left.addWidget(label(_("Buscar"), "label"))
        left.addWidget(self.field)
        left.addWidget(self._told)
        left.addWidget(self.results, 1)
        self._page = Column()
        about = Card()
        for widget in (self._folio, self._service, self._standing):
            about.body.addWidget(widget)
        self._print = KeyButton(_("Imprimir otra vez"), "F8")
        about.body.addWidget(self._print, 0, Qt.AlignmentFlag.AlignLeft)
        events = Card(_("Historia"))
        events.body.addWidget(self.history)
        events.body.addWidget(label(_("Agregar lo que dice ahora la persona"), "label"))
        self._add.setAccessibleName(_("Agregar información"))
        self._add.setMaxLength(2000)
        line = row(space=8)
        line.addWidget(self._add, 1)
        self._add_button = PlainButton(_("Agregar"))
        line.addWidget(self._add_button)
        events.body.addLayout(line)
        self._more = Card(_("Datos del asunto"))
        self._more.body.addWidget(self._facts)
        for card in (about, events, self._more):
            self._page.body.addWidget(card)
        self._page.body.addStretch(1)
        self._page.hide()
        whole = row(self, space=14, margin=14)
        whole.addLayout(left, 5)
        whole.addWidget(self._page, 4)

    def _connect(self) -> None:
        self.field.textChanged.connect(self.search)
        self.field.returnPressed.connect(self._open_first)
        self.results.opened.connect(self._open)
        self.results.clicked.connect(self._open)
        self.results.typed.connect(self._type_on)
        self._print.clicked.connect(lambda: self.print_asked.emit(self.folio))
        self._add.returnPressed.connect(self._add_information)
        self._add_button.clicked.connect(self._add_information)
        self._session.notifier.changed.connect(self._changed)

    # Searching --------------------------------------------------------------------------------
    def start(self, folio: str = "") -> None:
        """Ready to type; with a folio, straight to that matter."""
        self.field.setFocus()
        self.field.selectAll()
        if folio:
            self._wanted = folio
            self.field.setText(folio)
            self.open(folio)
        else:
            self.search(self.field.text())

    def search(self, text: str) -> None:
        desk, actor = self._session.desk, self._session.actor

        def page(before: int | None) -> tuple[ReportRow, ...]:
            if not text.strip():
                return waiting.latest(desk, actor, limit=PAGE, before=before)
            return followup.find(desk, actor, text, limit=PAGE, before=before)

        def fetch(before: int | None, deliver: Deliver) -> None:
            self._search.run(lambda: page(before), deliver, self._session.failed)

        def work() -> tuple[tuple[ReportRow, ...], bool]:
            found = page(None)
            if found or not text.strip():
                return found, False
            return followup.did_you_mean(desk, text), True

        def show(answer: tuple[tuple[ReportRow, ...], bool]) -> None:
            rows, guessed = answer
            self.model.start(rows, None if guessed else fetch)
            self._tell(text, rows, guessed=guessed)
            if rows:
                self.results.setCurrentIndex(self.model.index(0, 0))

        self._search.run(work, show, self._session.failed)

    def _tell(self, text: str, rows: tuple[ReportRow, ...], *, guessed: bool) -> None:
        if rows and guessed:
            self._told.setText(_("Ese folio no existe. ¿Será alguno de estos?"))
        elif rows:
            self._told.setText(
                _("Lo más reciente primero") if text.strip() else _("Lo último que se recibió")
            )
        else:
            self._told.setText(
                _("Nada con esas palabras") if text.strip() else _("Todavía no hay asuntos")
            )

    def _type_on(self, text: str) -> None:
        self.field.setFocus()
        self.field.insert(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.results.setFocus()
        else:
            super().keyPressEvent(event)

    # One matter -------------------------------------------------------------------------------
    def _open_first(self) -> None:
        self._open(self.results.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        report = self.model.report_at(index)
        if report is not None:
            self.open(report.folio)

    def open(self, folio: str) -> None:
        """Show one matter. Reading a person's data is recorded by the service."""
        desk, actor = self._session.desk, self._session.actor
        self._wanted = folio
        self._look.run(lambda: followup.show(desk, actor, folio), self._show, self._not_shown)

    def _not_shown(self, error: BaseException) -> None:
        if isinstance(error, VentanillaError):
            self._told.setText(explain(error))
        else:
            self._session.failed(error)

    def _show(self, view: MatterView) -> None:
        catalog = self._session.desk.catalog
        self._view = view
        self._folio.say(view.row.folio)
        name = _("Asunto reservado") if view.row.sealed else view.row.service
        service = catalog.services.get(view.row.service)
        self._service.say(service.name if service and not view.row.sealed else name)
        self._standing.show_facts(matter.standing(view, catalog))
        details = matter.details(view)
        self._facts.show_facts(details)
        self._more.setVisible(bool(details))
        self.history.show_rows(tuple(timeline.line(e, catalog) for e in reversed(view.timeline)))
        self.history.setCurrentRow(-1)
        self._page.show()

    def _add_information(self) -> None:
        text, view = self._add.text(), self._view
        if not text.strip() or view is None:
            self._add.setFocus()
            return
        desk, actor = self._session.desk, self._session.actor
        self._session.change(
            lambda: followup.add_information(desk, actor, view.row.report_id, text), self._add.clear
        )

    def _changed(self, changes: Changes) -> None:
        if self._view is None or not self.isVisible():
            return
        if changes.sync or self._view.row.report_id in changes.reports:
            self.open(self._view.row.folio)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.history.setMinimumWidth(px(120))
