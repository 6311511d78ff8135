"""What stands on lines, pages and charts: words, sentences, names, numbers, dates, prices, codes, in any case.

Common words make reading a matter of language as well as of shapes; codes and invented words make it a matter of shapes
alone. Sentences of other origin can be passed in. No pictures here.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

import numpy as np

from sensorium.native.worlds.art import COLOURS, THINGS
from sensorium.native.worlds.print.word_lists import ACCENTED, FIRST_NAMES, LAST_NAMES, MONTHS, PLACES, WEEKDAYS

MAX_CHARACTERS = 40
THING_NAMES = tuple(THINGS)
COLOUR_NAMES = tuple(COLOURS)

CURRENCIES = ("$", "£", "€")
UNITS = tuple("kg g km m cm mm l ml h min s kWh °C % mph MB GB".split())
_CLAUSES = (
    "the {adjective} {thing} is {place}",
    "a {colour} {thing} and a {colour} {thing}",
    "{count} {adjective} {things}",
    "{name} has {count} {things}",
    "{name} went to {city} on {weekday}",
    "where is the {thing}?",
    "do not {verb} the {thing}",
    "please {verb} the {word} first",
    "we {verb} the {thing} {place}",
    "{word} and {word} or {word}",
    "no {word}, no {word}!",
    "my {adjective} {thing}",
    "there are {count} {things} {place}",
    "it is {number} {unit}",
    "open from {hour} to {hour}",
    "chapter {count}: the {thing}",
    "see page {number} for the {word}",
    '"{word}", said {name}',
    "{name} & {name}",
    "{name}'s {adjective} {thing}",
    "it's {name}'s {thing}",
    "don't {verb} the {thing}!",
    "{word}/{word} ({number})",
)
_ADJECTIVES = tuple(
    "big small old new good bad long short fast slow happy sad hot cold dark bright heavy light".split()
)
_PLACES_OF_THINGS = (
    "on the table",
    "at home",
    "in the box",
    "under the tree",
    "by the door",
    "over there",
    "behind it",
)
_VERBS = tuple("open close move take bring find wash paint carry sell buy fix hide show push pull read turn".split())
_COUNTS = tuple("one two three four five six seven eight nine ten".split())
_ONSETS = tuple("b bl br c ch cl d dr f fl g gr h j k l m n p pl qu r s sh sl st t th tr v w z".split())
_VOWELS = tuple("a e i o u ai ea ee ia oo ou y".split())
_ENDS = ("", "", "", *"b ck d f g l ll m n nd ng nt p r rk s ss st t th x".split())

T = TypeVar("T")


def pick(rng: np.random.Generator, options: Sequence[T]) -> T:
    """One of the options, each as likely."""
    return options[int(rng.integers(len(options)))]


@lru_cache(maxsize=1)
def common_words() -> tuple[str, ...]:
    """Some two thousand English words that anybody uses."""
    return tuple(files("sensorium.native.worlds.print").joinpath("common_words.txt").read_text("utf-8").split())


class TextSource:
    """Draws lines of 1 … 40 characters. `sentences` of other origin, if any, make up a third of what is drawn."""

    def __init__(self, sentences: Sequence[str] = ()) -> None:
        self._sentences = [plain for sentence in sentences if (plain := plain_characters(sentence))]

    def line(self, rng: np.random.Generator, max_characters: int = MAX_CHARACTERS) -> str:
        """One line without spaces at its ends."""
        while True:
            text = self._passage(rng) if self._sentences and rng.random() < 0.33 else _generated(rng)
            text = shortened(text, max_characters, rng)
            if text:
                return text

    def _passage(self, rng: np.random.Generator) -> str:
        words = pick(rng, self._sentences).split()
        first = int(rng.integers(len(words)))
        return " ".join(words[first : first + int(rng.integers(1, 9))])


def shortened(text: str, max_characters: int, rng: np.random.Generator) -> str:
    """As many whole words from the start as fit; the head of the first word if not even that fits."""
    if len(text) <= max_characters:
        return text.strip()
    head = text[: max_characters + 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > 0 else text[: int(rng.integers(1, max_characters + 1))]).strip()


_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "…": "...", "\u00a0": " ", "−": "-"})


def plain_characters(text: str) -> str:
    """Typographic quotes and dashes as ASCII; "" when characters are left that our typefaces need not have."""
    text = re.sub(r"\s+", " ", text.translate(_PLAIN)).strip()
    return text if re.fullmatch(r"[ -~£€°–àáâäåèéêëìíîïñòóôöùúûü]+", text) else ""


def _generated(rng: np.random.Generator) -> str:
    _, make = _MAKERS[int(np.searchsorted(_MAKER_EDGES, rng.random()))]
    return make(rng)


def words(rng: np.random.Generator) -> str:
    """One to six common words in one of the usual cases, sometimes with a mark among them."""
    chosen = [pick(rng, common_words()) for _ in range(int(rng.choice([1, 1, 2, 2, 3, 3, 4, 5, 6])))]
    if len(chosen) > 1 and rng.random() < 0.15:
        chosen[0] += pick(rng, (",", ";", ":", " -", " &", " +", "..."))
    return cased(" ".join(chosen), rng) + (pick(rng, (".", "!", "?", ",", ":")) if rng.random() < 0.15 else "")


def cased(text: str, rng: np.random.Generator) -> str:
    """As it is, with a capital, every word with one, or all capitals."""
    style = rng.random()
    if style < 0.4:
        return text
    if style < 0.65:
        return text[:1].upper() + text[1:]
    return string.capwords(text) if style < 0.85 else text.upper()


def sentence(rng: np.random.Generator) -> str:
    """A short clause about things of the drawn world and common words."""
    text = _filled(pick(rng, _CLAUSES), rng)
    style = rng.random()
    if style < 0.65:
        text = text[:1].upper() + text[1:]
    elif style < 0.8:
        text = text.upper()
    return text + ("" if text[-1] in "?!)" or rng.random() < 0.4 else ".")


def _filled(clause: str, rng: np.random.Generator) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: _FILLERS[match[1]](rng), clause)


def thing(rng: np.random.Generator) -> str:
    """A nameable thing, with a colour or not."""
    name = pick(rng, THING_NAMES)
    return cased(f"{pick(rng, COLOUR_NAMES)} {name}" if rng.random() < 0.5 else name, rng)


def number(rng: np.random.Generator) -> str:
    """A number as people write it: plain, with thousands, decimals, a sign, a unit."""
    size = int(rng.integers(1, 7))
    value = int(rng.integers(0, 10**size))
    style = rng.random()
    if style < 0.3:
        return str(value)
    if style < 0.5:
        return f"{value:,}"
    if style < 0.75:
        return f"{value % 10000 / 10 ** int(rng.integers(1, 4)):.{int(rng.integers(1, 4))}f}"
    if style < 0.85:
        return f"{pick(rng, '+-')}{value}"
    return f"{value % 1000}{pick(rng, ('', ' '))}{pick(rng, UNITS)}"


def price(rng: np.random.Generator) -> str:
    """A sum of money."""
    cents = f"{rng.gamma(1.0, 40.0) + 0.1:,.2f}"
    if rng.random() < 0.7:
        return f"{pick(rng, CURRENCIES)}{pick(rng, ('', '', ' '))}{cents}"
    return f"{cents} {pick(rng, ('EUR', 'USD', 'GBP', '€'))}"


def date(rng: np.random.Generator) -> str:
    """A day in one of the usual notations."""
    year, month, day = int(rng.integers(1900, 2040)), int(rng.integers(1, 13)), int(rng.integers(1, 29))
    name = MONTHS[month - 1]
    return pick(
        rng,
        (
            f"{year}-{month:02d}-{day:02d}",
            f"{day:02d}/{month:02d}/{year}",
            f"{month}/{day}/{year % 100:02d}",
            f"{day}.{month}.{year}",
            f"{day} {name} {year}",
            f"{name} {day}, {year}",
            f"{name[:3]} {day}",
            f"{pick(rng, WEEKDAYS)}, {name} {day}",
            f"{pick(rng, WEEKDAYS)[:3]} {day:02d} {name[:3]}",
            str(year),
        ),
    )


def clock_time(rng: np.random.Generator) -> str:
    """A time of day."""
    hour, minute = int(rng.integers(0, 24)), int(rng.integers(0, 12)) * 5
    if rng.random() < 0.6:
        return f"{hour:02d}:{minute:02d}"
    return f"{hour % 12 or 12}:{minute:02d} {pick(rng, ('am', 'pm', 'AM', 'PM'))}"


def code(rng: np.random.Generator) -> str:
    """Letters and digits that spell nothing: licence plates, part numbers, room numbers, serial numbers."""
    pattern = pick(rng, ("AA-999", "A99", "AAA 999", "9999-9999", "AA99 AAA", "A9A9A9", "#99999", "No. 999", "aa9_99a"))
    if rng.random() < 0.3:
        pattern = "".join(pick(rng, "AAaa99") for _ in range(int(rng.integers(3, 12))))
    alphabets = {"A": string.ascii_uppercase, "a": string.ascii_lowercase, "9": string.digits}
    return "".join(pick(rng, alphabets[sign]) if sign in alphabets else sign for sign in pattern)


def invented(rng: np.random.Generator) -> str:
    """Words that do not exist but could."""
    count = int(rng.integers(1, 4))
    return cased(" ".join(_invented_word(rng) for _ in range(count)), rng)


def _invented_word(rng: np.random.Generator) -> str:
    syllables = int(rng.integers(1, 4))
    return "".join(pick(rng, _ONSETS) + pick(rng, _VOWELS) for _ in range(syllables)) + pick(rng, _ENDS)


def person(rng: np.random.Generator) -> str:
    """Somebody's name, in full or with initials."""
    first, last = pick(rng, FIRST_NAMES), pick(rng, LAST_NAMES)
    forms = (
        f"{first} {last}",
        f"{last}, {first}",
        f"{first[0]}. {last}",
        f"Dr. {last}",
        f"{first} {last}-{pick(rng, LAST_NAMES)}",
    )
    return pick(rng, forms)


def address(rng: np.random.Generator) -> str:
    """A street, a telephone number, an e-mail or web address."""
    first, last, word = pick(rng, FIRST_NAMES), pick(rng, LAST_NAMES), pick(rng, common_words())
    ending = pick(rng, ("com", "org", "net", "edu", "io"))
    digits = [str(digit) for digit in rng.integers(0, 10, 10)]
    return pick(
        rng,
        (
            f"{rng.integers(1, 400)} {last} {pick(rng, ('Street', 'St.', 'Road', 'Ave.', 'Lane'))}",
            f"{rng.integers(10000, 99999)} {pick(rng, PLACES)}",
            f"{''.join(digits[:3])}-{''.join(digits[3:6])}-{''.join(digits[6:])}",
            f"+{digits[0]} {''.join(digits[1:4])} {''.join(digits[4:10])}",
            f"{first.lower()}.{last.lower()}@{word}.{ending}",
            f"{word}@{last.lower()}.{ending}",
            f"www.{word}.{ending}",
            f"https://{word}.{ending}/{pick(rng, common_words())}",
            f"/{word}/{pick(rng, common_words())}.txt",
        ),
    )


def characters(rng: np.random.Generator) -> str:
    """Very little: a letter, a digit, or a few signs as they occur in forms and sums."""
    if rng.random() < 0.5:
        return pick(rng, string.ascii_letters + string.digits + "?!&%$#@")
    first, second = int(rng.integers(0, 100)), int(rng.integers(0, 100))
    return pick(
        rng,
        (
            f"{first} + {second} = {first + second}",
            f"{first} - {second}",
            f"{first} x {second}",
            f"{first} / {second}",
            f"({pick(rng, string.ascii_lowercase)})",
            f"[{first}]",
            f"{first}%",
            f"{pick(rng, string.ascii_uppercase)}. {pick(rng, common_words())}",
            f"{first}) {pick(rng, common_words())}",
            f"* {pick(rng, common_words())}",
            f"{pick(rng, string.ascii_lowercase)} = {first}",
            f"<{pick(rng, common_words())}>",
            pick(rng, ACCENTED),
        ),
    )


_FILLERS: dict[str, Callable[[np.random.Generator], str]] = {
    "adjective": lambda rng: pick(rng, _ADJECTIVES),
    "city": lambda rng: pick(rng, PLACES),
    "colour": lambda rng: pick(rng, COLOUR_NAMES),
    "count": lambda rng: pick(rng, _COUNTS) if rng.random() < 0.6 else str(rng.integers(2, 40)),
    "hour": clock_time,
    "name": lambda rng: pick(rng, FIRST_NAMES),
    "number": lambda rng: str(rng.integers(1, 1000)),
    "place": lambda rng: pick(rng, _PLACES_OF_THINGS),
    "thing": lambda rng: pick(rng, THING_NAMES),
    "things": lambda rng: THINGS[pick(rng, THING_NAMES)].plural,
    "unit": lambda rng: pick(rng, UNITS),
    "verb": lambda rng: pick(rng, _VERBS),
    "weekday": lambda rng: pick(rng, WEEKDAYS),
    "word": lambda rng: pick(rng, common_words()),
}


_MAKERS: tuple[tuple[float, Callable[[np.random.Generator], str]], ...] = (
    (0.26, words),
    (0.26, sentence),
    (0.06, thing),
    (0.06, number),
    (0.05, price),
    (0.06, date),
    (0.02, clock_time),
    (0.06, code),
    (0.06, invented),
    (0.04, person),
    (0.05, address),
    (0.02, characters),
)
_MAKER_EDGES = np.cumsum([share for share, _ in _MAKERS])[:-1]
