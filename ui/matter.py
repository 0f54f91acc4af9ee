"""A matter of the store in words for lists and for its own page. Pure; knows no widget."""

from app.base import dates
from app.base.i18n import _
from app.domain.catalog import Catalog
from app.domain.private import PrivateFields
from app.services.followup import MatterView
from app.store.rows import ReportRow
from ui import words
from ui.timeline import status_name
from ui.widgets.rows import Row

SUMMARY = 110


def summary(text: str, longest: int = SUMMARY) -> str:
    """The beginning of a text, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    return flat[:longest].rsplit(" ", 1)[0] + "…"


def target_name(catalog: Catalog, row: ReportRow) -> str:
    """Who has it now; for an orientation, the body the person was sent to."""
    unit = catalog.units.get(row.unit)
    if unit is not None and not row.external:
        return unit.name
    try:
        return catalog.target_name(row.target_kind, row.target)
    except KeyError:
        return row.target


def colonia_name(row: ReportRow) -> str:
    """The name inside a colonia's key `cp|name|kind`; what was typed when it is off the list."""
    parts = row.colonia.split("|")
    return parts[1] if len(parts) > 1 else row.colonia


def result_row(row: ReportRow, catalog: Catalog) -> Row:
    """A matter as one row of the results."""
    when = dates.moment(dates.local(row.filed_at))
    if row.sealed:
        return Row(
            _("Asunto reservado"),
            under=words.safe_word(row.safe_word),
            right=f"{row.folio} · {when}",
            value=row,
            strong=True,
        )
    state = status_name(catalog, row.status)
    parts = [state, words.short_unit(target_name(catalog, row)), colonia_name(row)]
    if row.words:
        parts.append(f"«{summary(row.words)}»")
    return Row(
        title=words.service_name(catalog, row.service),
        under=" · ".join(part for part in parts if part),
        right=f"{row.folio} · {when}",
        value=row,
        strong=True,
    )


def details(view: MatterView, catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """What a matter's page says about it, as name and value; empty values are left out."""
    row, private = view.row, view.private
    if row.sealed:
        return (
            (_("Estado"), status_name(catalog, row.status)),
            (_("Guardado"), words.safe_word(row.safe_word)),
        )
    due = dates.long_date(row.due) if row.due else ""
    pairs = (
        (_("Estado"), status_name(catalog, row.status)),
        (_("Le toca a"), target_name(catalog, row)),
        (_("Compromiso"), f"{due} · {row.commits}" if due else ""),
        (_("Lugar en la fila"), str(row.place_number) if row.place_number else ""),
        (_("Prioridad"), words.priority(row.priority)),
        (_("Recibido"), dates.moment(dates.local(row.filed_at))),
        (_("Canal"), _(words.CHANNELS.get(row.channel, row.channel))),
        (_("Regla"), row.rule),
        (_("Dónde"), place_words(row, private)),
        (_("Dijo"), f"«{private.text}»" if private and private.text else ""),
        (_("Nota"), private.note if private else ""),
        (_("Persona"), private.name if private else ""),
        (_("Teléfono"), phone_words(private.phone) if private else ""),
        (_("Correo"), private.email if private else ""),
        (_("Guardado"), words.safe_word(row.safe_word)),
    )
    return tuple((name, value) for name, value in pairs if value)


def place_words(row: ReportRow, private: PrivateFields | None) -> str:
    """The place as it is said: street and number, crossings, colonia, reference."""
    if private is None:
        return row.place_text or colonia_name(row)
    parts = [f"{private.street} {private.number}".strip()]
    crossings = [c for c in private.crossings if c]
    if crossings:
        parts.append(_("entre {streets}").format(streets=_(" y ").join(crossings)))
    parts += [colonia_name(row) or private.colonia_libre, private.reference]
    return ", ".join(part for part in parts if part)


def phone_words(phone: str) -> str:
    """Ten digits as they are read out: `33 1234 5678`."""
    return f"{phone[:2]} {phone[2:6]} {phone[6:]}" if len(phone) == 10 else phone  # noqa: PLR2004
