"""What the window shows while a matter is being told: suggestions, questions, and whose it is."""

from dataclasses import dataclass
from datetime import date

from app.base.errors import Refused
from app.domain.catalog import Colonia
from app.domain.colonias import PlaceHint
from app.domain.finder import Suggestion
from app.domain.questions import Ask, next_questions, other_side
from app.domain.report import Draft
from app.domain.routing import Decision, Facts, route
from app.services.desk import Desk


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A suggested service as the clerk sees it before choosing: whose it would be, and in how long.

    `days`: business days, 0 hours on duty, None no date (an external body or own legal term).
    `hints` are answers that the words already give; `danger`: 911 goes first.
    """

    service: str
    name: str
    unit_name: str
    days: int | None
    external: bool
    sealed: bool
    why: tuple[str, ...]
    hints: tuple[tuple[str, str], ...] = ()
    danger: bool = False


@dataclass(frozen=True, slots=True)
class FinderAnswer:
    """`sealed_offer`: services of the sealed track that the words give reason to *offer*."""

    suggestions: tuple[SuggestionView, ...]
    hint: PlaceHint
    sealed_offer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whose the draft is as it stands. All but `asks` and `script` may change with each answer.

    `elsewhere`: bodies (codes) to offer an orientation to, when a border colonia's problem is on
    the other side (`LADO=otro`).
    """

    service_name: str
    decision: Decision
    target_name: str
    post: str
    phone: str
    guard_phone: str
    at_hand: str
    due: date | None
    commits: str
    asks: tuple[Ask, ...]
    script: str
    catalog: str
    elsewhere: tuple[str, ...] = ()

    @property
    def undecided(self) -> bool:
        """Whether a question that nobody answered may still change whose it is."""
        return any(ask.decides and not ask.preselected for ask in self.asks)


def suggest(desk: Desk, text: str, limit: int = 3) -> FinderAnswer:
    """Ranked services for what the citizen says, and the place named in it."""
    hint = desk.colonias.in_text(text)
    found = desk.finder.suggest(hint.rest, limit=limit)
    today = desk.today().date()
    views = tuple(_view(desk, each, Facts(dict(each.hints), day=today)) for each in found)
    return FinderAnswer(views, hint, desk.finder.offers_sealed(text))


def _view(desk: Desk, found: Suggestion, facts: Facts) -> SuggestionView:
    service = desk.catalog.services[found.service]
    decision = route(desk.catalog, service.code, facts)
    return SuggestionView(
        service=service.code,
        name=service.name,
        unit_name=desk.catalog.target_name(decision.target_kind, decision.target),
        days=decision.sla_business_days,
        external=decision.external,
        sealed=decision.sealed,
        why=found.why,
        hints=found.hints,
        danger=found.danger,
    )


def outlook(desk: Desk, draft: Draft) -> Outlook | None:
    """The live panel for a draft; None while no service is chosen. Never raises for half a draft."""
    service = desk.catalog.services.get(draft.service)
    if service is None:
        return None
    local = desk.today()
    colonia = colonia_of(desk, draft)
    water = colonia.water if colonia else "desconocido"
    facts = Facts(answers=draft.answers, water=water, day=local.date())
    decision = route(desk.catalog, service.code, facts)
    body = desk.catalog.bodies.get(decision.target) if decision.external else None
    unit = None if decision.external else desk.catalog.units[decision.target]
    duty = desk.catalog.units.get(decision.duty_unit)
    return Outlook(
        service_name=service.name,
        decision=decision,
        target_name=desk.catalog.target_name(decision.target_kind, decision.target),
        post=unit.responsible_post if unit else "",
        phone=body.phone if body else unit.phone if unit else "",
        guard_phone=duty.guard_phone if duty else "",
        at_hand=body.at_hand if body else "",
        due=desk.calendar.due(local, decision.sla_business_days),
        commits=service.commits,
        asks=next_questions(
            desk.catalog, service.code, facts, borders=bool(colonia and colonia.borders)
        ),
        script=service.script,
        catalog=desk.catalog.version,
        elsewhere=_elsewhere(desk, draft, colonia),
    )


def _elsewhere(desk: Desk, draft: Draft, colonia: Colonia | None) -> tuple[str, ...]:
    if colonia is None or draft.answers.get("LADO") != "otro":
        return ()
    return other_side(desk.catalog, colonia)


def colonia_of(desk: Desk, draft: Draft) -> Colonia | None:
    """The official colonia of a draft, or None: off the list, not yet said, or not yet told apart."""
    if not draft.place.colonia:
        return None
    try:
        return desk.colonias.resolve(draft.place.colonia, draft.place.cp)
    except Refused:
        return None
