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

SUMMARY, STREET = 110, 60


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
    parts = [state, words.short_unit(target_name(catalog, row)), short_place(row)]
    if row.words:
        parts.append(f"«{summary(row.words)}»")
    return Row(
        title=words.service_name(catalog, row.service),
        under=" · ".join(part for part in parts if part),
        right=f"{row.folio} · {when}",
        value=row,
        strong=True,
    )


Pairs = tuple[tuple[str, str], ...]


def standing(view: MatterView, catalog: Catalog) -> Pairs:
    """How a matter stands, as name and value: what people ask first. Empty values are left out."""
    row = view.row
    if row.sealed:
        return (
            (_("Estado"), status_name(catalog, row.status)),
            (_("Guardado"), words.safe_word(row.safe_word)),
        )
    due = dates.long_date(row.due) if row.due else ""
    return _known(
        (_("Estado"), status_name(catalog, row.status)),
        (_("Le toca a"), target_name(catalog, row)),
        (_("Compromiso"), f"{due} · {words.commitment(row.commits)}" if due else ""),
        (_("Lugar en la fila"), str(row.place_number) if row.place_number else ""),
    )


def details(view: MatterView) -> Pairs:
    """Everything else a matter's page says about it; nothing for a sealed one."""
    row, private = view.row, view.private
    if row.sealed:
        return ()
    return _known(
        (_("Lugar"), place_words(row, private)),
        (
            _("Palabras del ciudadano"),
            f"«{private.text}»" if private and private.text else "",
        ),
        (_("Nota interna"), private.note if private else ""),
        (_("Nombre"), private.name if private else ""),
        (_("Teléfono"), phone_words(private.phone) if private else ""),
        (_("Correo"), private.email if private else ""),
        (_("Prioridad"), words.priority(row.priority)),
        (_("Recibido"), dates.moment(dates.local(row.filed_at))),
        (_("Canal"), _(words.CHANNELS.get(row.channel, row.channel))),
        (_("Regla"), row.rule),
        (_("Guardado"), words.safe_word(row.safe_word)),
    )


def _known(*pairs: tuple[str, str]) -> Pairs:
    return tuple((name, value) for name, value in pairs if value)


def short_place(row: ReportRow) -> str:
    """Street and colonia, as far as a line of a list has room for them."""
    return ", ".join(part for part in (summary(row.place_text, STREET), colonia_name(row)) if part)


def place_words(row: ReportRow, private: PrivateFields | None) -> str:
    """The place as it is said: street and number, crossings, colonia, reference."""
    if private is None:
        return short_place(row)
    parts = [f"{private.street} {private.number}".strip()]
    crossings = [c for c in private.crossings if c]
    if crossings:
        parts.append(_("entre {streets}").format(streets=_(" y ").join(crossings)))
    parts += [colonia_name(row) or private.colonia_libre, private.reference]
    return ", ".join(part for part in parts if part)


def phone_words(phone: str) -> str:
    """Ten digits as they are read out: `33 1234 5678`."""
    return f"{phone[:2]} {phone[2:6]} {phone[6:]}" if len(phone) == 10 else phone  # noqa: PLR2004
