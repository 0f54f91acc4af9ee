"""How many matters wait for central. Knows no store, network or thread."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.base import dates
from app.base.i18n import _, ngettext
from ui.widgets.text import set_role

FRESH = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Link:
    """What is known of the central now. `heard_at`: its last genuine answer; `pending`: matters it
    does not hold; `details`: events it does not hold, matters included.
    """

    pending: int = 0
    details: int = 0
    quarantined: int = 0
    heard_at: datetime | None = None
    online: bool = False
    sending: bool = False
    readonly: bool = False
    error: str = ""


def words(link: Link, now: datetime) -> tuple[str, str]:
    """The honest sentence and its tone: done, waiting, danger.

    «Al corriente» is said only from a hello of this minute and with nothing waiting here.
    """
    state, tone = _state(link, now)
    parts = [state]
    if link.pending:
        waits = ngettext("{n} por enviar", "{n} por enviar", link.pending)
        parts.append(waits.format(n=link.pending))
    elif link.details and state == _("En línea"):
        waits = ngettext("{n} cambio por enviar", "{n} cambios por enviar", link.details)
        parts.append(waits.format(n=link.details))
    elif link.heard_at is not None and state == _("Sin conexión"):
        parts.append(_("último contacto {time}").format(time=_when(link.heard_at, now)))
    if link.quarantined:
        tone = "danger"
        aside = ngettext("{n} por revisar", "{n} por revisar", link.quarantined)
        parts.append(aside.format(n=link.quarantined))
    return " · ".join(parts), tone


def _state(link: Link, now: datetime) -> tuple[str, str]:
    if link.readonly:
        return _("Solo lectura"), "danger"
    if link.sending and link.details:
        return _("Enviando"), "waiting"
    fresh = link.heard_at is not None and now - link.heard_at < FRESH
    if not link.online or not fresh:
        return _("Sin conexión"), "waiting"
    if link.details:
        return _("En línea"), "waiting" if link.pending else "done"
    return _("Al corriente"), "done"


def _when(heard: datetime, now: datetime) -> str:
    here, today = dates.local(heard), dates.local(now)
    same = here.date() == today.date()
    return dates.hour(here) if same else dates.moment(here)


class SyncBadge(QPushButton):
    """The state of the link, always in sight; pressing it shows what waits."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Conexión"))
        self.setProperty("role", "badge")
        self.clicked.connect(self.asked)

    def show_link(self, link: Link, now: datetime) -> None:
        text, tone = words(link, now)
        mark = {"done": "✓", "danger": "!"}.get(tone, "●")
        self.setText(f"{mark} {text}")
        self.setAccessibleDescription(text)
        set_role(self, "tone", tone)
