"""What the folio screen says of a matter just filed. Pure."""

from app.base.i18n import _
from app.domain.folio import parse
from app.domain.report import FiledReport
from ui import words
from ui.screens.folio import FolioWords


def folio_words(report: FiledReport, ask_phone: str) -> FolioWords:
    """For a sealed matter only the folio, how to dictate it and a neutral sentence."""
    folio = parse(report.folio, this_year=report.filed_at.year % 100)
    sentence = words.say_sentence(
        report.target_name,
        report.due,
        external=report.external,
        sealed=report.sealed,
        phone=ask_phone,
    )
    key = _("Clave de consulta: {key}").format(key=report.consult_key) if report.consult_key else ""
    if report.sealed:
        return FolioWords(report.folio, folio.say(), sentence, key=key)
    due = words.due_words(report.due, None if report.due is None else 1, external=report.external)
    return FolioWords(
        folio=report.folio,
        dictate=folio.say(),
        sentence=sentence,
        unit=report.target_name,
        reason=report.reason,
        due=f"{due} · {report.commits}" if report.due else due,
        key=key,
    )
