"""How a folio is dictated over a counter or a telephone, in Mexican Spanish (feature 19)."""

_UNITS = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
    "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho",
    "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco",
    "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)  # fmt: skip
_TENS = ("", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_HUNDREDS = (
    "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos",
    "setecientos", "ochocientos", "novecientos",
)  # fmt: skip
_LETTERS = {
    "A": "Antonio", "B": "burro", "C": "casa", "D": "dado", "E": "enero", "F": "foco",
    "G": "gato", "H": "hilo", "J": "jarro", "K": "kilo", "M": "mamá", "N": "nube", "P": "papá",
    "Q": "queso", "R": "rosa", "S": "sol", "T": "taza", "V": "vaca", "W": "Walter", "X": "xilófono",
    "Y": "yoyo", "Z": "zapato",
}  # fmt: skip
_MILLION = 1_000_000
_THOUSAND = 1_000
_HUNDRED = 100


def number_words(number: int) -> str:
    """A whole number from 0 to 9,999,999 as it is said: `1234` → `mil doscientos treinta y cuatro`."""
    if number >= _MILLION:
        millions, rest = divmod(number, _MILLION)
        head = "un millón" if millions == 1 else f"{_UNITS[millions]} millones"
        return f"{head} {number_words(rest)}" if rest else head
    if number >= _THOUSAND:
        thousands, rest = divmod(number, _THOUSAND)
        head = "mil" if thousands == 1 else f"{_before_noun(number_words(thousands))} mil"
        return f"{head} {number_words(rest)}" if rest else head
    return _below_thousand(number)


def _below_thousand(number: int) -> str:
    if number == _HUNDRED:
        return "cien"
    if number > _HUNDRED:
        hundreds, rest = divmod(number, _HUNDRED)
        return f"{_HUNDREDS[hundreds]} {_below_thousand(rest)}" if rest else _HUNDREDS[hundreds]
    if number < len(_UNITS):
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    return f"{_TENS[tens]} y {_UNITS[unit]}" if unit else _TENS[tens]


def _before_noun(words: str) -> str:
    """`uno` loses its vowel before `mil`: `veintiún mil`, `treinta y un mil`."""
    if words.endswith("veintiuno"):
        return words.removesuffix("veintiuno") + "veintiún"
    return words.removesuffix("o") if words.endswith("uno") else words


def spell(character: str) -> str:
    """One character so that it cannot be misheard: `B` → `B de burro`, `5` → `cinco`."""
    if character in _LETTERS:
        return f"{character} de {_LETTERS[character]}"
    return _UNITS[int(character)]


def say(station: str, counter: int, check: str) -> str:
    """The short form as a sentence: `A cero tres, mil doscientos treinta y cuatro, B de burro`."""
    place = " ".join(c if c in _LETTERS else _UNITS[int(c)] for c in station)
    return f"{place}, {number_words(counter)}, {spell(check)}"


def say_spelled(station: str, counter: int, check: str) -> str:
    """The short form character by character, for a bad line or a second reading."""
    parts = (station, str(counter), check)
    return "; ".join(", ".join(spell(c) for c in part) for part in parts)
