"""The day's summary on one letter page: figures, three tables with bars, signature lines."""

from collections.abc import Sequence
from datetime import datetime

from app.base import words as shared
from app.base.dates import long_date, moment
from app.base.i18n import _
from app.domain.summary import Count, DaySummary
from printing import phrases
from printing.flow import Piece, fit, text_block
from printing.sheet import LETTER, SOFT, Bar, Column, Document, Item, Rule, Text

_LEFT, _RIGHT, _TOP = 48.0, 564.0, 42.0
_WIDTH = _RIGHT - _LEFT
_GUTTER = 28.0
_HALF = (_WIDTH - _GUTTER) / 2
_ROW = 15.0
_SIGN = LETTER[1] - 74.0


def render_summary(summary: DaySummary) -> bytes:
    """The summary as PDF; the same summary always gives the same bytes.

    The units with fewest matters are added up in one row when there is no room for all, so that
    the page stays one and the column still makes the total.
    """
    title = _("Resumen {day}").format(day=summary.day.isoformat())
    document = Document(title)
    if summary.training:
        document.watermark(_("SIN VALIDEZ"), 0, LETTER[1])
    document.draw(compose(summary))
    return document.finish()


def compose(summary: DaySummary) -> list[Item]:
    """Every item of the page."""
    head = _head(summary)
    figures, low = _figures(summary, head[-1].top + 16)
    items: list[Item] = [*head, *figures]
    left = _table(_("Por canal"), _worded(summary.by_channel, phrases.CHANNELS), _LEFT, low, _HALF)
    kinds = _worded(summary.by_kind, shared.KINDS)
    right = _table(_("Por tipo de asunto"), kinds, _LEFT + _HALF + _GUTTER, low, _HALF)
    below = max(left.top, right.top) + 10
    room = int((_SIGN - 46 - below - 22) // _ROW)
    units = _table(
        _("Por unidad u organismo competente"), _most(summary.by_unit, room), _LEFT, below, _WIDTH
    )
    return [*items, *left.items, *right.items, *units.items, *_notes(summary), *_signatures()]


def _head(summary: DaySummary) -> list[Text | Rule]:
    where = summary.office
    if summary.station:
        where = _("Ventanilla {code}").format(code=summary.station) + f", {summary.office}"
    made = moment(datetime.fromisoformat(summary.made_at))
    by = _("Impreso {when} · {clerk}").format(when=made, clerk=summary.clerk)
    heading = _("Resumen del día")
    return [
        Text(_LEFT, _TOP, text_block(_(phrases.MUNICIPALITY), 12, 260, bold=True)),
        Text(_LEFT, _TOP + 15, text_block(_("Atención Ciudadana"), 9, 260)),
        Text(_RIGHT, _TOP + 1, fit([Piece(where)], (9, 8), 250, 1), right=True),
        Text(_RIGHT, _TOP + 14, fit([Piece(by)], (9, 8), 250, 1), SOFT, right=True),
        Text(_LEFT, _TOP + 36, text_block(heading, 9, 260, bold=True), SOFT),
        Text(_LEFT, _TOP + 48, text_block(long_date(summary.day), 20, _WIDTH, bold=True)),
        Rule(_LEFT, _RIGHT, _TOP + 78),
    ]


def _figures(summary: DaySummary, top: float) -> tuple[list[Item], float]:
    """The numbers asked for first, each over its name; gives where the next part begins."""
    shown = (
        (str(summary.received), _("folios entregados")),
        (_percent(summary), _routing_words(summary)),
        (str(summary.guidance), _("orientaciones a otro organismo")),
        (str(summary.pending), _("por enviar a la central")),
        (str(summary.voided), _("anulados")),
        (str(summary.sealed), _("reservados, total de la oficina")),
    )
    width = _WIDTH / len(shown)
    items: list[Item] = []
    for index, (number, name) in enumerate(shown):
        cell = Column(_LEFT + index * width, top, width - 8)
        cell.add(fit([Piece(number, bold=True)], (20, 17, 14), cell.width, 1), 2)
        cell.add(fit([Piece(name)], (7.5, 7), cell.width, 3), grey=SOFT)
        items.extend(cell.items)
    return items, top + 64


def _percent(summary: DaySummary) -> str:
    percent = summary.first_routing.percent
    return "—" if percent is None else f"{percent:.1f} %"


def _routing_words(summary: DaySummary) -> str:
    first = summary.first_routing
    if first.percent is None:
        return _("primera canalización: ningún plazo vencido todavía")
    return _("primera canalización correcta: {right} de {due}").format(
        right=first.right, due=first.due
    )


def _worded(counts: Sequence[Count], table: dict[str, str]) -> list[Count]:
    return [Count(shared.word(table, c.name), c.number) for c in counts]


def _most(counts: Sequence[Count], room: int) -> list[Count]:
    ordered = sorted(counts, key=lambda c: (-c.number, c.name))
    if len(ordered) <= room:
        return ordered
    kept, rest = ordered[: room - 1], ordered[room - 1 :]
    name = _("Otros {n}").format(n=len(rest))
    return [*kept, Count(name, sum(c.number for c in rest))]


def _table(name: str, counts: Sequence[Count], x: float, top: float, width: float) -> Column:
    """A heading and a row for each count: name, bar in proportion, number at the right."""
    column = Column(x, top, width)
    column.add(text_block(name, 10, width, bold=True), 3)
    column.items.append(Rule(x, x + width, column.top, 0.6))
    column.top += 4
    room, bar = width * 0.62, width * 0.38 - 34
    largest = max((c.number for c in counts), default=0)
    for count in counts:
        label = fit([Piece(count.name)], (9, 8, 7), room - 8, 1)
        column.items.append(Text(x, column.top, label))
        if count.number:
            length = max(1.0, bar * count.number / largest)
            column.items.append(Bar(x + room, column.top + 2.5, length, 6.5))
        number = text_block(str(count.number), 9, 40, bold=True)
        column.items.append(Text(x + width, column.top, number, right=True))
        column.top += _ROW
    if not counts:
        column.add(text_block(_("Sin asuntos."), 9, width), grey=SOFT)
    return column


def _notes(summary: DaySummary) -> list[Item]:
    sums = (
        _("Las sumas cuadran.")
        if summary.adds_up
        else _("LAS SUMAS NO CUADRAN: avise a soporte antes de firmar.")
    )
    say = _(" Los reservados no se desglosan. Unidos a otro folio: {joined}.").format(
        joined=summary.joined
    )
    block = fit([Piece(sums, bold=True), Piece(say)], (8, 7), _WIDTH, 1)
    return [Text(_LEFT, _SIGN - 40, block)]


def _signatures() -> list[Item]:
    items: list[Item] = []
    for index, who in enumerate((_("Elaboró"), _("Revisó"))):
        x = _LEFT + index * (_HALF + _GUTTER)
        items.append(Rule(x, x + _HALF, _SIGN, 0.6))
        items.append(Text(x, _SIGN + 3, text_block(who, 8, _HALF), SOFT))
    return items
