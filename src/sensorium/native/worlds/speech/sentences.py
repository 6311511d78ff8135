"""A grammar of short sentences to be said and to be heard, sampled with a seed and exported as JSGF.

The rules are data: a line of a rule is words and `<references>`. The same rules write sentences and the grammar file
that an outside recogniser can be given. A sentence belongs to the test split by its hash, whoever draws it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

import numpy as np

from sensorium.native.worlds.art import COLOURS, THINGS
from sensorium.native.worlds.example import Split

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TEST_SHARE = 10  # one sentence in so many is held out


def number_words(number: int) -> str:
    """0 … 9999 in words: 4207 → "four thousand two hundred seven"."""
    if not 0 <= number <= 9999:
        raise ValueError(f"number_words takes 0 to 9999, not {number}")
    words = []
    for size, name in ((1000, "thousand"), (100, "hundred")):
        if number >= size:
            words += [DIGITS[number // size], name]
            number %= size
    if number >= 20:
        words.append(_TENS[number // 10 - 2])
        number %= 10
    if number >= 10:
        words.append(_TEENS[number - 10])
    elif number or not words:
        words.append(DIGITS[number])
    return " ".join(words)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


RULES: Mapping[str, tuple[str, ...]] = {
    "thing": tuple(THINGS),
    "things": tuple(thing.plural for thing in THINGS.values()),
    "colour": tuple(COLOURS),
    "size": _words("small large small large big tiny"),
    "count": _words("two three four five six seven eight nine ten"),
    "relation": (
        *("left of", "right of", "above", "below", "left of", "right of", "above", "below"),
        *("next to", "behind", "in front of", "on top of", "inside"),
    ),
    "place of picture": (
        *("on the left", "on the right", "at the top", "at the bottom", "in the center", "in the middle"),
        *("at the top left", "at the top right", "at the bottom left", "at the bottom right", "in the corner"),
    ),
    "does": (
        *("moves left", "moves right", "moves up", "moves down", "stays still", "grows", "shrinks", "spins"),
        *("jumps", "blinks", "turns around", "falls down", "flies away", "rolls to the left", "slides to the right"),
    ),
    "sound": (
        *("a bell", "a siren", "a dog", "a drum roll", "an alarm", "rain", "the sea", "a clock", "a baby", "a rooster"),
        *("a beep", "the wind", "a telephone", "a knock", "a buzzer", "fire", "a helicopter", "a sneeze", "clicks"),
        *("a rising tone", "a falling tone", "white noise", "a chainsaw"),
    ),
    "dance": _words("jig reel waltz march polka hornpipe"),
    "key": ("C major", "D major", "G major", "A major", "E minor", "A minor", "D minor", "F major"),
    "digit": DIGITS,
    "nonzero": DIGITS[1:],
    "teen": _TEENS,
    "tens": _TENS,
    "below hundred": ("<nonzero>", "<teen>", "<tens>", "<tens> <nonzero>"),
    "number": (
        *("<digit>", "<teen>", "<tens>", "<tens> <nonzero>", "<nonzero> hundred", "<nonzero> hundred <below hundred>"),
        *("<nonzero> thousand", "<nonzero> thousand <below hundred>"),
        *("<nonzero> thousand <nonzero> hundred", "<nonzero> thousand <nonzero> hundred <below hundred>"),
    ),
    "day": _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "month": _words("January February March April May June July August September October November December"),
    "letter": _words("A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"),
    "weather": _words("sunny cold warm windy rainy cloudy hot foggy wet dry"),
    "food": _words("bread soup rice fish cheese salad cake fruit butter honey sugar salt pasta chocolate"),
    "drink": _words("tea coffee water milk juice lemonade"),
    "person": _words("mother father sister brother friend teacher doctor neighbour uncle cousin baby daughter son"),
    "place": _words(
        "kitchen garden school station market hospital library museum office park beach village city hotel"
    ),
    "feeling": _words("happy tired hungry thirsty ready late early sorry busy quiet afraid lucky"),
    "quality": _words("good old new nice quick slow heavy light strange simple beautiful broken clean empty full loud"),
    "do": (
        *("open", "close", "find", "bring", "clean", "move", "watch", "hold", "take", "check", "paint", "carry"),
        *("draw", "describe", "count", "show me", "look at", "point to", "choose", "remember"),
    ),
    "when": ("today", "tomorrow", "tonight", "now", "in the morning", "after lunch", "next week", "on <day>", "soon"),
    "thing phrase": ("a <thing>", "a <colour> <thing>", "a <size> <thing>", "a <size> <colour> <thing>"),
    "description": (
        *("<thing phrase>", "<count> <things>", "<count> <colour> <things>", "<count> <size> <things>"),
        *("<thing phrase> <relation> <thing phrase>", "<thing phrase> <relation> <thing phrase>"),
        *("<thing phrase> and <thing phrase>", "<thing phrase>, <thing phrase> and <thing phrase>"),
        *(
            "<count> <things> and <count> <things>",
            "<thing phrase> <place of picture>",
            "<count> <colour> <things> <place of picture>",
        ),
    ),
    "scene": _lines(
        """
        <description>
        <description>
        <description> on a <colour> ground.
        <thing phrase> <place of picture> of a <colour> ground.
        a <size> <colour> <thing> <relation> a <size> <colour> <thing> on a <colour> ground.
        There is <description>.
        There are <count> <things>.
        There are <count> <colour> <things>.
        I see <description>.
        This is <description>.
        It is <thing phrase>.
        The picture shows <description>.
        The <thing> is <colour>.
        The <thing> is <size> and <colour>.
        The <thing> is <relation> the <thing>.
        The <colour> <thing> is <relation> the <colour> <thing>.
        The <things> are <place of picture>.
        There are no <things> here.
        """
    ),
    "clip": _lines(
        """
        a <colour> <thing> <does>.
        The <thing> <does>.
        It <does>.
        The <size> <thing> <does> and then stops.
        The <thing> <does> and the <thing> <does>.
        a <thing> <does> while a <thing> <does>.
        """
    ),
    "sounds": _lines(
        """
        I hear <sound>.
        This is the sound of <sound>.
        First <sound>, then <sound>.
        Here is a <dance> in <key>.
        This <dance> is in <key>.
        """
    ),
    "numbers": _lines(
        """
        <number>
        The number is <number>.
        The answer is <number>.
        The total is <number>.
        It costs <number> dollars.
        <number> plus <number> makes <number>.
        Page <number>.
        The value for <month> is <number>.
        The highest bar is <number>.
        Room <number> is on floor <digit>.
        I counted <number> <things>.
        """
    ),
    "digits": _lines(
        """
        <digit>
        <digit> <digit>
        <digit> <digit> <digit>
        <digit> <digit> <digit> <digit>
        <digit> <digit> <digit> <digit> <digit>
        <digit> <digit> <digit> <digit> <digit> <digit>
        My code is <digit> <digit> <digit> <digit>.
        Call <digit> <digit> <digit>, <digit> <digit> <digit>.
        """
    ),
    "calendar": _lines(
        """
        <day>
        <month>
        Today is <day>.
        See you on <day>.
        We meet on <day>, <month> <below hundred>.
        <month> comes after <month>.
        The letter <letter>.
        <letter>, <letter>, <letter>.
        <letter> is for <thing>.
        """
    ),
    "answer": _lines(
        """
        Yes.
        No.
        I do not know.
        I cannot see that.
        I am not sure.
        There is nothing there.
        Yes, there is a <thing>.
        No, there is no <thing>.
        Yes, the <thing> is <colour>.
        No, it is a <thing>, not a <thing>.
        The text says <thing> and <thing>.
        The word is <thing>.
        It is <colour>.
        It is <place of picture>.
        I made a picture of <thing phrase>.
        Here is a film with music.
        """
    ),
    "everyday": _lines(
        """
        Hello.
        Good morning.
        Good night, my <person>.
        Thank you very much.
        How are you <when>?
        What time is it?
        Where is the <thing>?
        Where is my <person>?
        Please <do> the <thing>.
        Please <do> the <colour> <thing> <when>.
        Can you <do> the <thing> for my <person>?
        I will <do> the <thing> <when>.
        We should <do> the <quality> <thing>.
        My <person> has a <quality> <thing>.
        My <person> is <feeling> <when>.
        I am <feeling> and my <person> is <feeling>.
        The <thing> is in the <place>.
        The <place> is <quality> and <quality>.
        The weather is <weather> <when>.
        It will be <weather> <when>.
        I would like <food> and <drink>.
        a cup of <drink>, please.
        My <person> likes <food> with <food>.
        We go to the <place> <when>.
        Is the <place> open <when>?
        She put the <thing> on the <thing>.
        He saw a <quality> <thing> in the <place>.
        They sold every <thing> at the <place>.
        Once there was a <quality> <thing> that lived in a <place>.
        Turn the <thing> on.
        Do you want a <thing> or a <thing>?
        """
    ),
}
KINDS: Mapping[str, float] = {  # the share of each kind of sentence
    "scene": 0.34,
    "clip": 0.07,
    "sounds": 0.05,
    "numbers": 0.12,
    "digits": 0.09,
    "calendar": 0.06,
    "answer": 0.07,
    "everyday": 0.20,
}
_REFERENCE = re.compile(r"<([^>]+)>")
_FIGURES = re.compile(r"<number>")


def sentences(rng: np.random.Generator, split: Split, kind: str | None = None) -> Iterator[str]:
    """Endless sentences of a split: of one kind (a key of `KINDS`), or of all in their shares."""
    while True:
        text = sentence(rng, kind)
        if split_of(text) == split:
            yield text


def sentence(rng: np.random.Generator, kind: str | None = None) -> str:
    """One sentence of either split, capitalised, with a full stop."""
    chosen = kind or str(rng.choice(list(KINDS), p=np.array(list(KINDS.values()))))
    text = _articles(_expand(f"<{chosen}>", rng))
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".?" else f"{text}."


def split_of(text: str) -> Split:
    """The split a sentence belongs to, by its words alone: capitals and punctuation do not matter."""
    digest = hashlib.sha256(" ".join(spoken_words(text)).encode()).digest()
    return "test" if digest[0] * 256 + digest[1] < 65536 // TEST_SHARE else "train"


def spoken_words(text: str) -> list[str]:
    """Lower-case words as they are said: figures become words, punctuation goes."""
    text = re.sub(r"\d+", lambda figures: number_words(int(figures[0])), text.lower())
    return re.findall(r"[a-z']+", text)


def _expand(line: str, rng: np.random.Generator) -> str:
    """Replace references until none is left; one number in four is written in figures."""
    line = _FIGURES.sub(lambda _: _number(rng), line)
    while match := _REFERENCE.search(line):
        choices = RULES[match[1]]
        chosen = _FIGURES.sub(lambda _: _number(rng), choices[rng.integers(len(choices))])
        line = line[: match.start()] + chosen + line[match.end() :]
    return line


def _number(rng: np.random.Generator) -> str:
    number = int(rng.integers(0, 10 ** rng.integers(1, 5)))
    return str(number) if number < 1000 and rng.random() < 0.25 else number_words(number)


def _articles(text: str) -> str:
    """Write "an" where a vowel follows: "a apple" → "an apple"."""
    return re.sub(r"\ba (?=[aeio]|u(?!ni))", "an ", text)
