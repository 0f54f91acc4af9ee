"""Values of the catalogue and the store in words for the screen. Pure; knows no widget."""

from collections.abc import Mapping
from datetime import date

from app.base import dates
from app.base import words as shared
from app.base.i18n import _, ngettext
from app.base.i18n import mark as _m
from app.domain.catalog import Catalog, Question
from app.services.outlook import Outlook, SuggestionView
from ui.widgets.panel import Verdict
from ui.widgets.rows import Row

PRIORITIES = (_m("Emergencia"), _m("Urgente"), _m("Preferente"), _m("Ordinaria"))
CHANNELS = {
    "presencial": _m("Ventanilla"),
    "telefono": _m("Teléfono"),
    "correo": _m("Correo"),
    "web": _m("Web"),
    "redes": _m("Redes"),
    "escrito": _m("Por escrito"),
}
SAFE_WORDS = (
    ("guardado", _m("Guardado aquí")),
    ("recibido", _m("Recibido en central")),
    ("respaldo", _m("Con respaldo")),
)
"""The three honest words, in the order a matter earns them."""

_FIRST_911 = "primero 911"
_CALM = frozenset({"no", "no_sabe", ""})
_SHORT_UNIT = ("Dirección General de ", "Dirección de ", "Dirección ", "Coordinación de ")


def priority(number: int) -> str:
    return _(PRIORITIES[min(number, len(PRIORITIES) - 1)])


def safe_word(code: str) -> str:
    return _(dict(SAFE_WORDS)[code])


def short_unit(name: str) -> str:
    """A unit as people call it: «Alumbrado Público»."""
    for start in _SHORT_UNIT:
        if name.startswith(start):
            return name.removeprefix(start)
    return name


def days(view: SuggestionView) -> str:
    if view.external:
        return _("orientación")
    if view.days is None:
        return _("plazo de ley")
    if view.days == 0:
        return _("guardia, hoy")
    return ngettext("{n} día háb.", "{n} días háb.", view.days).format(n=view.days)


def suggestion_row(view: SuggestionView, number: int) -> Row:
    """A suggestion as a numbered row, with the words that decided."""
    why = ", ".join(f"«{word}»" for word in view.why)
    return Row(
        title=view.name,
        under=_("por {words}").format(words=why) if why else "",
        right=f"{short_unit(view.unit_name)} · {days(view)}",
        key=str(number),
        value=view.service,
        strong=number == 1,
    )


def due_words(day: date | None, sla: int | None, *, external: bool) -> str:
    if external:
        return _("Sin plazo municipal")
    if day is None:
        return _("Plazo de ley")
    if sla == 0:
        return _("hoy mismo")
    return dates.weekday_date(day)


def verdict(outlook: Outlook | None, *, certain: bool) -> Verdict:
    """The panel for an outlook. `certain`: the service was picked, not only suggested; while an
    answer may still change whose it is, nothing is said as sure and no date is named.

    A sealed matter shows whose it is and nothing that says what it is about.
    """
    if outlook is None:
        return Verdict()
    decision = outlook.decision
    if decision.sealed:
        return Verdict(
            unit=outlook.target_name,
            reason=_("Sobre cerrado: al guardar, nadie en esta ventanilla podrá leerlo."),
            heading=_("Lo recibe, en reserva"),
        )
    external = decision.external
    if external:
        heading = _("Corresponde a (orientación con folio)")
    else:
        heading = _("Le toca a") if certain and not outlook.undecided else _("Le tocaría a")
    return Verdict(
        heading=heading,
        unit=outlook.target_name,
        reason=decision.reason,
        due=due_words(outlook.due, decision.sla_business_days, external=external),
        commits="" if external else commitment(outlook.commits),
        priority=priority(decision.priority_class),
        post=outlook.post,
        phone=outlook.phone if external else "",
        at_hand=outlook.at_hand,
        rule=_("{rule} · catálogo {version}").format(
            rule=decision.rule_id, version=outlook.catalog.split("-", maxsplit=1)[0]
        ),
    )


def is_danger(
    answers: Mapping[str, str], questions: Mapping[str, Question], outlook: Outlook
) -> bool:
    """Whether 911 comes first: an answer that the catalogue marks so, or an emergency."""
    decision = outlook.decision
    if decision.priority_class == 0 or decision.target == "E911":
        return True
    return any(
        answer not in _CALM and _FIRST_911 in questions[name].help.casefold()
        for name, answer in answers.items()
        if name in questions
    )


def safety(script: str) -> str:
    """Of a service's script, the sentences that keep a person safe: 911 is said already."""
    sentences = (part.strip(" .") for part in script.split(". "))
    return " ".join(f"{one}." for one in sentences if one and "911" not in one)


def commitment(code: str) -> str:
    """What is promised, in the words that the paper uses too."""
    return shared.word(shared.COMMITMENTS, code)


def service_name(catalog: Catalog, code: str) -> str:
    service = catalog.services.get(code)
    return service.name if service else _("Asunto reservado")


def say_sentence(
    target: str, due: date | None, *, today: date, external: bool, sealed: bool, phone: str
) -> str:
    """What the clerk reads aloud on handing over the paper."""
    ask = _("Con este folio puede preguntar aquí o al {phone}.").format(phone=phone)
    if sealed:
        first = _("Su asunto quedó guardado en reserva.")
        ask = _("Con este folio puede preguntar al {phone}; su hoja dice con quién.").format(
            phone=phone
        )
    elif external:
        first = _("Esto le corresponde a {unit}; aquí tiene a dónde ir y qué llevar.").format(
            unit=target
        )
    elif due is None:
        first = _("Le toca a {unit}; tiene su propio plazo de ley.").format(unit=short_unit(target))
    elif due == today:
        first = _("Le toca a {unit}, hoy mismo.").format(unit=short_unit(target))
    else:
        first = _("Le toca a {unit}; a más tardar el {day}.").format(
            unit=short_unit(target), day=dates.spoken_date(due)
        )
    return f"«{first} {ask}»"
