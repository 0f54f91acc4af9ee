"""What waits: matters the central does not hold yet, papers that did not come out, calls to make."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.base import dates
from app.base.i18n import _, ngettext
from app.domain.changes import Changes
from app.services import waiting
from app.services.standing import Standing
from app.services.waiting import Waiting
from ui import matter
from ui.background import Latest
from ui.session import Session
from ui.shortcuts import key_of
from ui.widgets.badge import Link
from ui.widgets.buttons import KeyButton
from ui.widgets.card import Card
from ui.widgets.layout import column, row
from ui.widgets.paper_trouble import PaperTrouble
from ui.widgets.rows import RowList
from ui.widgets.scroll import Column
from ui.widgets.text import Said

MOST = 200


class WaitingScreen(QWidget):
    """F6. Everything here leaves by itself; the button only tries at once."""

    send_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._session = session
        self._latest = Latest(session.background)
        self._waits: int | None = None
        self._heard = ""
        self._quarantined = 0
        self._number = Said(_("Por enviar"), "number")
        self._told = Said(_("Estado del envío"))
        self.papers = PaperTrouble()
        self.list = RowList(_("Asuntos por enviar"))
        send = KeyButton(_("Enviar ahora"), key_of("send"), "primary")
        send.clicked.connect(self.send_asked)
        state = Card()
        head = row(space=16)
        head.addWidget(self._number)
        head.addWidget(self._told, 1)
        head.addWidget(send)
        state.body.addLayout(head)
        self._unsent = Card(_("Todavía no los tiene la central"))
        self._unsent.body.addWidget(self.list)
        self._unsent.hide()
        pages = Column()
        for card in (state, self.papers, self._unsent):
            pages.body.addWidget(card)
        pages.body.addStretch(1)
        self._number.setMinimumWidth(1)
        self._number.setWordWrap(False)
        self._number.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        body = column(self, margin=14)
        body.addWidget(pages)
        session.notifier.changed.connect(self._changed)

    @property
    def title(self) -> str:
        return _("Por enviar")

    def start(self) -> None:
        self.list.setFocus()
        self.refresh()

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.sync or changes.reports):
            self.refresh()

    def refresh(self) -> None:
        desk, actor = self._session.desk, self._session.actor

        self._latest.run(
            lambda: waiting.waiting(desk, actor, MOST), self._show, self._session.failed
        )

    def _show(self, found: Waiting) -> None:
        catalog = self._session.desk.catalog
        self.list.show_rows(tuple(matter.result_row(r, catalog) for r in found.newest))
        if found.count and self._unsent.isHidden():
            self._unsent.show()
            self.list.setFocus()
        self._unsent.setVisible(bool(found.count))
        self._waits = found.count
        self._tell()
        waits = ngettext("{n} por enviar", "{n} por enviar", found.count)
        self._number.say(waits.format(n=found.count))

    def show_link(self, _link: Link, standing: Standing) -> None:
        if standing.last_contact is None:
            heard = _("Todavía no hay contacto con la central.")
        else:
            when = dates.moment(dates.local(standing.last_contact))
            heard = _("Último contacto con la central: {when}.").format(when=when)
        self._heard = heard
        self._quarantined = standing.quarantined
        self._tell()

    def _tell(self) -> None:
        if self._waits == 0 and not self._quarantined:
            calm = _("Todo lo capturado ya está en la central.")
        else:
            calm = _("Se envía solo en cuanto hay red; nada se pierde si se apaga el equipo.")
        parts = [calm, self._heard]
        if self._quarantined:
            parts.append(
                ngettext(
                    "{n} quedó apartado para revisión del supervisor.",
                    "{n} quedaron apartados para revisión del supervisor.",
                    self._quarantined,
                ).format(n=self._quarantined)
            )
        self._told.say(" ".join(parts))
