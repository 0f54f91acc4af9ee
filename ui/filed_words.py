"""What the folio screen says of a matter just filed. Pure."""

from app.base import dates
from app.base.i18n import _
from app.domain.folio import parse
from app.domain.report import FiledReport
from ui import words
from ui.screens.folio import FolioWords


def folio_words(report: FiledReport, ask_phone: str) -> FolioWords:
    """For a sealed matter only the folio, how to dictate it and a neutral sentence."""
    today = dates.local(report.filed_at).date()
    folio = parse(report.folio, this_year=report.filed_at.year % 100)
    sentence = words.say_sentence(
        report.target_name,
        report.due,
        today=today,
        external=report.external,
        sealed=report.sealed,
        phone=ask_phone,
    )
    key = _("Clave de consulta: {key}").format(key=report.consult_key) if report.consult_key else ""
    return FolioWords(report.folio, folio.say(), sentence, key, sealed=report.sealed)
