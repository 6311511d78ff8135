"""What fills the slots: lists, invented names and titles, numbers. Every word belongs to one split, in all lists alike.

No pictures here, and no frames.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from zlib import crc32

import numpy as np

from sensorium.native.worlds.art import THINGS
from sensorium.native.worlds.art.thing import plural_of, with_article
from sensorium.native.worlds.example import Split
from sensorium.native.worlds.print.word_lists import FIRST_NAMES, MONTHS, PLACES, WEEKDAYS
from sensorium.native.worlds.print.wording import common_words, pick

KEPT_OF = 5  # one word in so many is kept for tests
SALT = "elsewhere 1197 "  # with it, the shortest lists have some words on either side
UNCOUNTED = frozenset({"corn", "bread", "milk", "honey", "broccoli"})
NAMED_SHARE = 0.4  # of invented people that have a usual first name
SLOT = re.compile(r"\{(a_)?([a-z]+)(\d?)\}")
_ONSETS = tuple("b br c d dr f g gr h j k kl l m n p pr r s st t th tr v w z".split())
_VOWELS = tuple("a e i o u ai ea ia oo au".split())
_GIVEN_ENDS = tuple("n ra l na s th lo mi rd".split())
_FAMILY_ENDS = tuple(
    "berg cott den field gren ham ini kov land low man mond novic rson sen shaw son strom ton wick".split()
)


def is_kept(word: str) -> bool:
    """Whether a word is kept for tests."""
    return crc32(f"{SALT}{word.lower()}".encode()) % KEPT_OF == 0


def filled(frame: str, split: Split, rng: np.random.Generator) -> str:
    """The frame with its slots filled by words of `split`, beginning with a capital where it began with a slot.

    Raises KeyError for a slot that nothing fills.
    """
    words: dict[str, str] = {}

    def fill(slot: re.Match[str]) -> str:
        article, name, number = slot.groups()
        base, plural = _base(name)
        word = words.get(base + number)
        while word is None or word in (other for key, other in words.items() if key != base + number):
            word = words[base + number] = word_for(base, split, rng)
        if article:
            return with_article(word)
        return _plural(word) if plural else word

    text = SLOT.sub(fill, frame)
    return text[:1].upper() + text[1:] if frame.startswith("{") else text


def word_for(name: str, split: Split, rng: np.random.Generator) -> str:
    """A word of `split` for a slot, singular and without article."""
    if name in LISTS:
        return pick(rng, _side(name, split))
    while is_kept(word := MADE[name](split, rng)) != (split == "test"):
        pass
    return word


def _base(name: str) -> tuple[str, bool]:
    """The name of the list, and whether its plural is wanted."""
    if name in LISTS or name in MADE:
        return name, False
    return name.removesuffix("s"), True


def _plural(word: str) -> str:
    return THINGS[word].plural if word in THINGS else plural_of(word)


@cache
def _side(name: str, split: Split) -> tuple[str, ...]:
    return tuple(word for word in LISTS[name] if is_kept(word) == (split == "test"))


def _lists() -> dict[str, tuple[str, ...]]:
    lines = files(__package__).joinpath("fillers.txt").read_text("utf-8").splitlines()
    read = {name: tuple(words.split(", ")) for name, words in (line.split(": ", maxsplit=1) for line in lines)}
    return read | {
        "city": read["city"] + PLACES,
        "thing": tuple(name for name in THINGS if name not in UNCOUNTED),
        "word": tuple(word for word in common_words() if len(word) > 1),
        "first": FIRST_NAMES,
        "month": MONTHS,
        "weekday": WEEKDAYS,
    }


def _person(split: Split, rng: np.random.Generator) -> str:
    usual = rng.random() < NAMED_SHARE
    given = pick(rng, _side("first", split)) if usual else _syllables(rng) + pick(rng, _GIVEN_ENDS)
    return f"{given} {_syllables(rng)}{pick(rng, _FAMILY_ENDS)}"


def _syllables(rng: np.random.Generator) -> str:
    count = int(rng.integers(1, 3))
    return "".join(pick(rng, _ONSETS) + pick(rng, _VOWELS) for _ in range(count)).capitalize()


def _title(split: Split, rng: np.random.Generator) -> str:
    one, other = (word_for("word", split, rng).capitalize() for _ in range(2))
    return pick(rng, ("The {0} {1}", "The {0} of {1}", "{0} and {1}", "{0}", "My {0}, my {1}", "No {0}")).format(
        one, other
    )


def _number(split: Split, rng: np.random.Generator) -> str:
    return str(rng.integers(2, 10 ** int(rng.integers(1, 5)) + 3))


LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(_lists())
MADE: Mapping[str, Callable[[Split, np.random.Generator], str]] = MappingProxyType(
    {
        "person": _person,
        "title": _title,
        "number": _number,
        "year": lambda split, rng: str(rng.integers(1000, 2031)),
        "day": lambda split, rng: str(rng.integers(1, 29)),
    }
)
