"""What happened to a matter, one sentence an event, in words a clerk can read out. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from app.base import dates
from app.base.i18n import _
from app.domain.catalog import Catalog
from app.store.rows import TimelineEntry
from ui.widgets.rows import Row

Say = Callable[[TimelineEntry, Catalog], tuple[str, str]]


def line(entry: TimelineEntry, catalog: Catalog) -> Row:
    """One event as a row: what, then why or what was said, and when."""
    title, under = _SAY.get(entry.kind, _other)(entry, catalog)
    return Row(title, under=under, right=dates.moment(dates.local(entry.at)))


def status_name(catalog: Catalog, code: str) -> str:
    status = catalog.statuses.get(code)
    return status.name if status else code


def _target(catalog: Catalog, facts: Mapping[str, Any]) -> str:
    code, kind = str(facts.get("target") or ""), str(facts.get("target_kind") or "unit")
    try:
        return catalog.target_name(kind, code)
    except KeyError:
        return code


def _unit(catalog: Catalog, code: object) -> str:
    unit = catalog.units.get(str(code or ""))
    return unit.name if unit else ""


def _filed(entry: TimelineEntry, catalog: Catalog) -> tuple[str, str]:
    if entry.facts.get("sealed"):
        return _("Se recibió en sobre cerrado"), ""
    service = catalog.services.get(str(entry.facts.get("service")))
    under = _("{service} · le toca a {unit} · registró {clerk}").format(
        service=service.name if service else "",
        unit=_target(catalog, entry.facts),
        clerk=entry.actor,
    )
    return _("Se recibió y se le dio folio"), under


def _routed(entry: TimelineEntry, catalog: Catalog) -> tuple[str, str]:
    facts = entry.facts
    parts = [_target(catalog, facts)]
    if facts.get("place"):
        parts.append(_("lugar {n} en la fila").format(n=facts["place"]))
    if facts.get("agrees") is False:
        parts.append(_("la central decidió distinto que la ventanilla"))
    return _("La central lo canalizó"), " · ".join(part for part in parts if part)


def _status(entry: TimelineEntry, catalog: Catalog) -> tuple[str, str]:
    facts = entry.facts
    title = status_name(catalog, str(facts.get("to")))
    parts = [_unit(catalog, facts.get("unit"))]
    reason = catalog.bounce_reasons.get(str(facts.get("reason") or ""))
    if reason:
        parts.append(reason.name)
    if facts.get("place"):
        parts.append(_("lugar {n} en la fila").format(n=facts["place"]))
    explanation = str(entry.texts.get("explanation") or "")
    if explanation:
        parts.append(f"«{explanation}»")
    return title, " · ".join(part for part in parts if part)


def _output(entry: TimelineEntry, _catalog: Catalog) -> tuple[str, str]:
    number = int(entry.facts.get("number") or 1)
    if number == 1:
        return _("Se entregó el acuse"), ""
    return _("Se reimprimió el acuse"), _("copia {n}").format(n=number)


def _called(entry: TimelineEntry, catalog: Catalog) -> tuple[str, str]:
    unit = _unit(catalog, entry.facts.get("unit"))
    if entry.facts.get("outcome") == "told":
        who = str(entry.texts.get("who") or "")
        return _("Se avisó a la guardia"), " · ".join(
            p for p in (unit, _("recibió: {who}").format(who=who) if who else "") if p
        )
    return _("Se llamó a la guardia y no contestaron"), unit


def _added(entry: TimelineEntry, _catalog: Catalog) -> tuple[str, str]:
    text = str(entry.texts.get("text") or "")
    return _("La persona agregó información"), f"«{text}»" if text else ""


def _voided(entry: TimelineEntry, _catalog: Catalog) -> tuple[str, str]:
    return _("Se anuló"), str(entry.facts.get("reason") or "")


def _unjoined(_entry: TimelineEntry, _catalog: Catalog) -> tuple[str, str]:
    return _("Se separó del reporte al que se había sumado"), ""


def _read(entry: TimelineEntry, _catalog: Catalog) -> tuple[str, str]:
    return _("Se consultaron los datos de la persona"), entry.actor


def _erased(_entry: TimelineEntry, _catalog: Catalog) -> tuple[str, str]:
    return _("Se borraron los datos personales"), ""


def _other(entry: TimelineEntry, _catalog: Catalog) -> tuple[str, str]:
    return _("Otro movimiento"), entry.kind


_SAY: dict[str, Say] = {
    "report.filed": _filed,
    "report.routed": _routed,
    "report.status": _status,
    "receipt.output": _output,
    "notice.called": _called,
    "info.added": _added,
    "report.voided": _voided,
    "report.unjoined": _unjoined,
    "person.read": _read,
    "private.erased": _erased,
}
