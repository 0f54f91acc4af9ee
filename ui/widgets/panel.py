"""«Le toca a»: whose the matter is, why, and by when; always in sight while capturing."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.base.i18n import _
from ui.theme import px
from ui.widgets.card import Card
from ui.widgets.text import Said, label, set_role


@dataclass(frozen=True, slots=True)
class Verdict:
    """The panel in words. Empty parts are not shown; `neutral` keeps all but the unit away."""

    unit: str = ""
    reason: str = ""
    due: str = ""
    commits: str = ""
    priority: str = ""
    post: str = ""
    rule: str = ""
    phone: str = ""
    at_hand: str = ""
    heading: str = ""


class VerdictPanel(Card):
    """Shows a `Verdict`. The unit is the biggest thing on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._low, self._verdict = False, Verdict()
        self._heading = label(_("Le toca a"), "label")
        self.unit = Said(_("Unidad competente"), "unit")
        self.reason = Said(_("Motivo"))
        self.due = Said(_("Compromiso"), "date")
        self.body.addWidget(self._heading)
        self.body.addWidget(self.unit)
        self.body.addWidget(self.reason)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._promise = self._line(0, _("Compromiso"), self.due)
        self._priority = self._value(1, _("Prioridad"))
        self._post = self._value(2, _("Responsable"))
        self._phone = self._value(3, _("Teléfono"))
        self._hand = self._value(4, _("Tenga a la mano"))
        self._rule = self._value(5, _("Regla"))
        self.show_verdict(Verdict())

    def _line(self, at: int, name: str, value: QWidget) -> tuple[QLabel, QWidget]:
        named = label(name, "quiet")
        self._grid.addWidget(named, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, at, 1)
        return named, value

    def _value(self, at: int, name: str) -> tuple[QLabel, QWidget]:
        return self._line(at, name, Said(name))

    def show_verdict(self, verdict: Verdict) -> None:
        self._heading.setText(verdict.heading or _("Le toca a"))
        self.unit.say(verdict.unit or _("Escriba qué sucede"))
        self.reason.say(verdict.reason)
        self.reason.setVisible(bool(verdict.reason))
        self._verdict = verdict
        spoken = " · ".join(part for part in (verdict.due, verdict.commits) if part)
        for pair, text in (
            (self._promise, spoken),
            (self._priority, "" if self._low else verdict.priority),
            (self._post, "" if self._low else verdict.post),
            (self._phone, verdict.phone),
            (self._hand, verdict.at_hand),
            (self._rule, "" if self._low else verdict.rule),
        ):
            value = pair[1]
            if isinstance(value, Said):
                value.say(text)
            self._show(pair, text)

    def be_low(self, *, low: bool) -> None:
        """On a low screen whose it is, why and by when come first; the rest is on the paper."""
        super().be_low(low=low)
        self._grid.setVerticalSpacing(px(3 if low else 6))
        set_role(self.unit, "role", "unit-low" if low else "unit")
        if low != self._low:
            self._low = low
            self.show_verdict(self._verdict)

    @staticmethod
    def _show(pair: tuple[QLabel, QWidget], text: str) -> None:
        for widget in pair:
            widget.setVisible(bool(text))
