"""The folio: the number on the paper, final, gapless and made without a network (`sync.md` 1.3).

`A03-26-0001234-B` is a station code (3 characters of Crockford base32), a year (2 digits), a
counter (7 digits) and a check character: Damm over GF(32), polynomial x⁵+x²+1,
`state = 2·(state ⊕ digit)` over the 12 characters from 0. Each place has its own power of 2 as
weight, so one wrong place, two exchanged (next to each other or with one between) and a pair
changed alike (`aa` → `bb`, `aca` → `bcb`) can never give a valid folio again.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from app.base.errors import Refused
from app.domain import folio_speech

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LARGEST_COUNTER = 9_999_999
STATION_SIZE = 3
COUNTER_SIZE = 7
SIZE = 13
LONGEST_SPOKEN = STATION_SIZE + COUNTER_SIZE + 1
SHORTEST_SPOKEN = STATION_SIZE + 1 + 1

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_DIGITS = ALPHABET[:10]
_POLYNOMIAL = 0b100101
_READ_AS = str.maketrans("OIL", "011")
_SEPARATORS = str.maketrans(dict.fromkeys("-‐‑‒–—−_./·:", " "))
# What people read or hear for one another; such an edit is offered first.
_CONFUSED = frozenset(
    frozenset(pair)
    for pair in ("8B", "5S", "2Z", "6G", "0D", "0Q", "17", "1T", "4A", "VY", "UV", "BV", "BD", "BP",
                 "DT", "PT", "MN", "FS", "CG", "CS", "38", "39", "56", "69", "GJ", "CZ", "SZ",
                 "67", "23", "27", "49")
)  # fmt: skip


class BadFolio(Refused):
    """Text that is not a folio. Codes: `folio_empty`, `folio_character` (`character`),
    `folio_length`, `folio_digits`, `folio_range`, `folio_check`, `folio_station`.
    """


def check_character(twelve: str) -> str:
    """The check character over station, year and counter (12 characters of the alphabet)."""
    state = 0
    for character in twelve:
        state = (state ^ _VALUE[character]) << 1
        if state & 0b100000:
            state ^= _POLYNOMIAL
    return ALPHABET[state]


@dataclass(frozen=True, slots=True, order=True)
class Folio:
    """A valid folio. `year` has two digits (26 is 2026), `counter` is 1 to 9,999,999.

    Raises `BadFolio` when a part cannot stand in a folio. Folios sort by station and time.
    """

    station: str
    year: int
    counter: int

    def __post_init__(self) -> None:
        if not is_station_code(self.station):
            raise BadFolio("folio_station")
        if not 0 <= self.year <= 99 or not 1 <= self.counter <= LARGEST_COUNTER:  # noqa: PLR2004
            raise BadFolio("folio_range")

    @property
    def check(self) -> str:
        return check_character(self._twelve)

    @property
    def _twelve(self) -> str:
        return f"{self.station}{self.year:02}{self.counter:07}"

    @property
    def compact(self) -> str:
        """The 13 characters without separators."""
        return self._twelve + self.check

    def __str__(self) -> str:
        return f"{self.station}-{self.year:02}-{self.counter:07}-{self.check}"

    @property
    def spoken(self) -> str:
        """The short form people dictate: leading zeros and the year are left out."""
        return f"{self.station}-{self.counter}-{self.check}"

    def say(self) -> str:
        """The short form as it is said aloud, in Spanish words."""
        return folio_speech.say(self.station, self.counter, self.check)

    def say_spelled(self) -> str:
        """The short form spelled character by character (`A de Antonio, cero, …`)."""
        return folio_speech.say_spelled(self.station, self.counter, self.check)


def is_station_code(text: str) -> bool:
    """Whether `text` is three characters of the alphabet."""
    return len(text) == STATION_SIZE and all(c in _VALUE for c in text)


def parse(text: str, *, this_year: int) -> Folio:
    """Reads a folio as people type it: any case, separators or none, `O` for 0, `I` or `L` for 1.

    The spoken short form (`A03-1234-B`) means the year `this_year` (two or four digits); it is
    never tried with another year, since that would let through what the check is there to catch.
    Raises `BadFolio`.
    """
    return _read(_compact(text), this_year)


def suggestions(text: str, *, this_year: int) -> tuple[Folio, ...]:
    """Valid folios one slip away from `text`, the likeliest slips first; empty when none is.

    Slips: a character changed, dropped or added; two exchanged, also over one between; a pair
    changed alike; and the short form of last year's folio. Which of them exist, the store knows.
    """
    try:
        typed = _compact(text)
    except BadFolio:
        return ()
    found: dict[Folio, int] = {}
    for cost, candidate, year in _slips(typed, this_year):
        try:
            folio = _read(candidate, year)
        except BadFolio:
            continue
        if candidate != typed or year != this_year:
            found[folio] = min(cost, found.get(folio, cost))
    return tuple(sorted(found, key=lambda folio: (found[folio], folio)))


def _compact(text: str) -> str:
    """The characters that count, in the alphabet; a dashed folio gets its leading zeros back."""
    plain = unicodedata.normalize("NFKC", text).upper().translate(_READ_AS)
    groups = plain.translate(_SEPARATORS).split()
    joined = "".join(groups)
    if not joined:
        raise BadFolio("folio_empty")
    for character in joined:
        if character not in _VALUE:
            raise BadFolio("folio_character", character=character)
    if [len(group) for group in groups[:2] + groups[3:]] == [STATION_SIZE, 2, 1]:
        station, year, counter, check = groups
        return f"{station}{year}{counter:0>{COUNTER_SIZE}}{check}"
    return joined


def _read(compact: str, this_year: int) -> Folio:
    if len(compact) == SIZE:
        year, counter = compact[3:5], compact[5:12]
    elif SHORTEST_SPOKEN <= len(compact) <= LONGEST_SPOKEN:
        year, counter = f"{this_year % 100:02}", compact[3:-1]
    else:
        raise BadFolio("folio_length")
    if any(c not in _DIGITS for c in year + counter):
        raise BadFolio("folio_digits")
    folio = Folio(compact[:3], int(year), int(counter))
    if folio.check != compact[-1]:
        raise BadFolio("folio_check")
    return folio


def _slips(typed: str, this_year: int) -> Iterator[tuple[int, str, int]]:
    """Every text one slip away, as (cost, text, year); a smaller cost is a likelier slip."""
    yield 0, typed, this_year - 1
    yield from ((cost, text, this_year) for cost, text in _exchanged(typed))
    yield from ((cost, text, this_year) for cost, text in _changed(typed))
    yield from ((cost, text, this_year) for cost, text in _added_or_dropped(typed))


def _exchanged(typed: str) -> Iterator[tuple[int, str]]:
    for gap in (1, 2):
        for i in range(len(typed) - gap):
            j = i + gap
            if typed[i] != typed[j]:
                swapped = typed[:i] + typed[j] + typed[i + 1 : j] + typed[i] + typed[j + 1 :]
                yield gap, swapped
                continue
            for other in ALPHABET:  # a pair changed alike: `aa` → `bb`, `aca` → `bcb`
                yield 3, typed[:i] + other + typed[i + 1 : j] + other + typed[j + 1 :]


def _changed(typed: str) -> Iterator[tuple[int, str]]:
    for i, was in enumerate(typed):
        for other in ALPHABET:
            if other != was:
                cost = 1 if frozenset((was, other)) in _CONFUSED else 3
                yield cost, typed[:i] + other + typed[i + 1 :]


def _added_or_dropped(typed: str) -> Iterator[tuple[int, str]]:
    for i in range(len(typed)):
        doubled = i > 0 and typed[i] == typed[i - 1]
        yield 1 if doubled else 3, typed[:i] + typed[i + 1 :]
    for i in range(len(typed) + 1):
        for other in ALPHABET:
            doubled = other in typed[max(0, i - 1) : i + 1]
            yield 2 if doubled else 4, typed[:i] + other + typed[i:]
