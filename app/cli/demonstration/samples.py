"""Sample matters: first one of each kind that must work, then an ordinary day drawn by seed."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.base.ports import Ids
from app.cli.demonstration.people import CITIZENS, REFERENCES, STREETS
from app.domain.catalog import Catalog, Service
from app.domain.report import Channel, Draft, IdentityMode, NoticeGiven, Person, Place
from app.domain.text import fold

_CHANNELS = (Channel.IN_PERSON, Channel.IN_PERSON, Channel.IN_PERSON, Channel.PHONE, Channel.PHONE)
# What any day of the demonstration has: (service, words, answers).
_ALWAYS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("ALU-01", "la lámpara de la esquina está fundida desde el lunes", {"CASAS_LUZ": "no", "PROP": "calle"}),
    ("ALU-01", "no hay luz en la calle ni en las casas", {"CASAS_LUZ": "si"}),
    ("OIC-01", "un inspector me pidió dinero para no clausurar el puesto", {"SERVIDOR_DE": "municipio"}),
    ("AGU-07", "se hundió la calle y el hoyo sigue creciendo", {"RIESGO": "si"}),
    ("ASE-01", "no pasó el camión de la basura en toda la semana", {"PROP": "calle"}),
)  # fmt: skip
_ANONYMOUS_SHARE = 0.2
_NAME_ONLY_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Sample:
    """A draft, and whether it is to be tied to the first matter of the day."""

    draft: Draft
    joins_first: bool = False


def samples(catalog: Catalog, ids: Ids, count: int, seed: int) -> Iterator[Sample]:
    """`count` matters; the same seed gives the same day (but for ids)."""
    chance = random.Random(seed)  # noqa: S311 - an invented day, not a secret
    usual = [s for s in catalog.services.values() if s.synonyms and not s.sealed]
    for number in range(count):
        if number < len(_ALWAYS):
            yield Sample(_certain(catalog, ids, chance, number))
        elif number == len(_ALWAYS):
            yield Sample(_twin(catalog, ids, chance), joins_first=True)
        else:
            yield Sample(_draft(catalog, ids, chance, chance.choice(usual)))


def _certain(catalog: Catalog, ids: Ids, chance: random.Random, number: int) -> Draft:
    code, words, answers = _ALWAYS[number]
    draft = _draft(catalog, ids, chance, catalog.services[code])
    return replace(draft, text=words, answers=answers)


def _twin(catalog: Catalog, ids: Ids, chance: random.Random) -> Draft:
    draft = _certain(catalog, ids, chance, 0)
    return replace(draft, text="es la misma lámpara de la esquina que ya reportó mi vecina")


def _draft(catalog: Catalog, ids: Ids, chance: random.Random, service: Service) -> Draft:
    return Draft(
        id=ids.uuid7(),
        channel=chance.choice(_CHANNELS),
        service=service.code,
        text=f"{chance.choice(service.synonyms)}, desde hace {chance.randint(2, 9)} días",
        answers=_answers(catalog, chance, service),
        place=_place(catalog, chance) if service.asks_place else Place(),
        person=_person(chance),
        notice=NoticeGiven(catalog.notice.version, "impreso"),
    )


def _answers(catalog: Catalog, chance: random.Random, service: Service) -> dict[str, str]:
    """Answers to what is asked aloud, as people answer: most often the first option or unknown."""
    answers = {}
    for asked in service.questions:
        options = catalog.questions[asked.id].options
        if asked.aloud and options and asked.id != "RIESGO":
            answers[asked.id] = chance.choice((options[0].value, options[-1].value, "no_sabe"))
    return answers


def _place(catalog: Catalog, chance: random.Random) -> Place:
    names = Counter(fold(colonia.name) for colonia in catalog.colonias)
    sure = [c for c in catalog.colonias if c.cp and not c.shared_name and names[fold(c.name)] == 1]
    colonia = chance.choice(sure)
    street, first, second = chance.sample(STREETS, 3)
    return Place(
        colonia=colonia.name,
        cp=colonia.cp,
        street=street,
        number=str(chance.randint(10, 900)),
        crossings=(first, second),
        reference=chance.choice(REFERENCES),
    )


def _person(chance: random.Random) -> Person:
    share = chance.random()
    if share < _ANONYMOUS_SHARE:
        return Person()
    name = chance.choice(CITIZENS)
    if share < _ANONYMOUS_SHARE + _NAME_ONLY_SHARE:
        return Person(IdentityMode.NAME_ONLY, name)
    phone = f"33{chance.randint(10_000_000, 99_999_999)}"
    return Person(IdentityMode.IDENTIFIED, name, phone, phone)
