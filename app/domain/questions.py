"""What to ask: the questions that can still change who, how soon or how urgent (feature 2).

They are computed from the rules. Values that no rule tells apart are one class, so the search
is small: every service is a handful of classes of at most four questions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from app.domain.catalog import Catalog, Colonia, Option, Question, Rule, Service
from app.domain.conditions import PROGRAM, WATER, Facts, holds
from app.domain.routing import decide, winners

SIDE = "LADO"
SIDE_OTHER = "otro"
BILL = "RECIBO_AGUA"
PLACE_KIND = "PROP"
USUAL_PLACE = "calle"
UNKNOWN = "no_sabe"
UNCLEAR_WATER = ("mixto", "desconocido")
MOST_DECIDING = 3

_Outcome = tuple[object, ...]
_Classes = dict[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to put. `decides`: its answer can change the route, the term or the priority.
    `preselected`: the value shown as chosen, "" for none.
    """

    question: Question
    options: tuple[Option, ...]
    decides: bool
    preselected: str = ""


def next_questions(
    catalog: Catalog,
    service: str,
    facts: Facts,
    *,
    borders: bool = False,
    max_deciding: int = MOST_DECIDING,
) -> tuple[Ask, ...]:
    """The questions worth asking now, the one that decides soonest first.

    Deciding ones come first, never more than `max_deciding` counting those answered; then those
    the catalogue marks to be asked aloud. Answered ones are not repeated. `borders`: the colonia
    lies on the border, so which side it is comes before everything (and is not counted).
    """
    entry = catalog.services[service]
    if facts.answers.get(SIDE) == SIDE_OTHER:
        return ()
    asks: list[Ask] = []
    if borders and SIDE not in facts.answers:
        side = catalog.questions[SIDE]
        asks.append(Ask(side, side.options, decides=True))
    deciding = _deciding(catalog, entry, facts, max_deciding)
    asks += [_ask(catalog, entry, name, decides=True) for name in deciding]
    asks += [
        _ask(catalog, entry, q.id, decides=False)
        for q in entry.questions
        if q.aloud and q.id not in facts.answers and q.id not in deciding
        if _may_ask(catalog, entry, q.id, facts)
    ]
    return tuple(asks)


def other_side(catalog: Catalog, colonia: Colonia) -> tuple[str, ...]:
    """The governments a border colonia touches, as codes of outside bodies.

    When the problem is on their side, an orientation with one of them is offered.
    """
    names = [name.strip() for name in colonia.neighbour.split(";") if name.strip()]
    bodies = catalog.bodies.values()
    return tuple(b.code for n in names for b in bodies if b.name.endswith(f" {n}"))


def _deciding(catalog: Catalog, service: Service, facts: Facts, most: int) -> list[str]:
    names = rule_questions(catalog.rules[service.code])
    left = most - sum(name in facts.answers for name in names)
    open_names = [
        name
        for name in names
        if name not in facts.answers and _may_ask(catalog, service, name, facts)
    ]
    if left <= 0 or not open_names:
        return []
    tree = _Tree(catalog, service, facts, open_names)
    return tree.order()[:left]


def rule_questions(rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """The questions a service's rules use, in the order they first appear."""
    fields = (c.field for rule in rules for c in rule.when)
    return tuple(dict.fromkeys(f for f in fields if f not in {WATER, PROGRAM}))


def _may_ask(catalog: Catalog, service: Service, name: str, facts: Facts) -> bool:
    """The water bill is only asked about where the colonia leaves its operator unclear."""
    uses_water = any(c.field == WATER for rule in catalog.rules[service.code] for c in rule.when)
    return name != BILL or not uses_water or facts.water in UNCLEAR_WATER


def _ask(catalog: Catalog, service: Service, name: str, *, decides: bool) -> Ask:
    question = catalog.questions[name]
    if name != PLACE_KIND:
        return Ask(question, question.options, decides)
    used = {
        v for r in catalog.rules[service.code] for c in r.when if c.field == name for v in c.values
    }
    used |= {USUAL_PLACE, UNKNOWN} if used else {o.value for o in question.options}
    options = tuple(o for o in question.options if o.value in used)
    return Ask(question, options, decides, USUAL_PLACE)


class _Tree:
    """The search for the order of questions that leads soonest to a settled decision."""

    def __init__(self, catalog: Catalog, service: Service, facts: Facts, names: list[str]) -> None:
        self._catalog = catalog
        self._service = service
        self._facts = facts
        self._names = names
        self._classes = self._classify(catalog.rules[service.code])
        self._costs: dict[tuple[tuple[str, str], ...], float] = {}
        self._outcomes = dict(self._all_outcomes())

    def order(self) -> list[str]:
        """The names that can still matter, by what asking each first would cost on average."""
        mattering = [n for n in self._names if self._matters(n, {})]
        position = {name: at for at, name in enumerate(self._names)}
        return sorted(mattering, key=lambda n: (round(self._cost_of(n, {}), 6), position[n]))

    def _classify(self, rules: tuple[Rule, ...]) -> _Classes:
        """For each question one value of every class of answers, and how many answers it has."""
        classes: _Classes = {}
        for name in self._names:
            tests = [c for rule in rules for c in rule.when if c.field == name]
            sizes: dict[tuple[bool, ...], tuple[str, int]] = {}
            shown = _ask(self._catalog, self._service, name, decides=True).options
            for option in shown:
                known = Facts({name: option.value}, day=self._facts.day)
                signature = tuple(holds(c, known) for c in tests)
                value, size = sizes.get(signature, (option.value, 0))
                sizes[signature] = (value, size + 1)
            classes[name] = tuple(sizes.values())
        return classes

    def _all_outcomes(self) -> Iterator[tuple[tuple[str, ...], _Outcome]]:
        for values in product(*([v for v, _ in self._classes[n]] for n in self._names)):
            answers = {**self._facts.answers, **dict(zip(self._names, values, strict=True))}
            facts = Facts(answers, self._facts.water, day=self._facts.day)
            rule = winners(self._catalog, self._service.code, facts)[0]
            d = decide(self._catalog, self._service, rule)
            told = frozenset(code for code in d.notify if not code.startswith("ext:"))
            yield values, (d.target_kind, d.target, d.sla_business_days, d.priority_class, told)

    def _reachable(self, known: Mapping[str, str]) -> list[tuple[tuple[str, ...], _Outcome]]:
        fixed = [(at, known[name]) for at, name in enumerate(self._names) if name in known]
        return [
            (values, outcome)
            for values, outcome in self._outcomes.items()
            if all(values[at] == value for at, value in fixed)
        ]

    def _matters(self, name: str, known: Mapping[str, str]) -> bool:
        """Whether some answers of the others leave the decision to this one."""
        at = self._names.index(name)
        seen: dict[tuple[str, ...], _Outcome] = {}
        for values, outcome in self._reachable(known):
            others = values[:at] + values[at + 1 :]
            if seen.setdefault(others, outcome) != outcome:
                return True
        return False

    def _cost(self, known: dict[str, str]) -> float:
        """How many questions, on average, are still needed from here."""
        key = tuple(sorted(known.items()))
        if key not in self._costs:
            if len({outcome for _, outcome in self._reachable(known)}) == 1:
                self._costs[key] = 0.0
            else:
                left = [n for n in self._names if n not in known and self._matters(n, known)]
                self._costs[key] = min(self._cost_of(n, known) for n in left)
        return self._costs[key]

    def _cost_of(self, name: str, known: dict[str, str]) -> float:
        classes = self._classes[name]
        total = sum(size for _, size in classes)
        return 1 + sum(size * self._cost({**known, name: v}) for v, size in classes) / total
