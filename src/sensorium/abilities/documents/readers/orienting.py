"""Which way up a page is, by what a reader makes of it. Knows no file, and nothing of how readers read.

Readers are not equal in this: to some, print on its side is noise, others turn it themselves and read it well. So what
counts is what was read in words that run from left to right. Figures do not count: on their head many are figures, too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.readers.ink import ink_of
from sensorium.abilities.documents.readers.reader import Reader
from sensorium.abilities.documents.tree import Word
from sensorium.content import Image

TELLING = 3  # letters of a word that tells how it runs, and more
LEGIBLE = 0.6  # of what was read, by confidence: a page that lies right, or is past help
FEWEST_LETTERS = 40  # a few may be read well on their head
SAMPLE_SHARE, SAMPLE_PX = 0.35, 400  # of the longer side of a page, and at least: what a reader is tried on


def read_well(words: Sequence[Word]) -> float:
    """Letters that were read from left to right, each by the confidence of its word, squared."""
    return sum(word.confidence**2 * _letters(word) for word in words if _telling(word) and _level(word))


def legible(words: Sequence[Word]) -> bool:
    """Whether most of what was read was read well: then the page lies right."""
    read = sum(_letters(word) for word in words if _telling(word))
    return read >= FEWEST_LETTERS and read_well(words) >= LEGIBLE * read


def best_way(picture: Image, reader: Reader, guess: int = 0, *, whole: bool = False) -> int:
    """How many quarter turns clockwise let a reader read a picture best, 0 to 3; `guess` where none does.

    whole: whether it is tried on all of the picture or on a part. Raises what the reader raises.
    """
    part, read = picture.pixels if whole else sample(picture), {guess: 0.0}
    for first in (guess % 2, 1 - guess % 2):
        right = False
        for quarters in (first, first + 2):
            words = reader.read(Image(np.ascontiguousarray(np.rot90(part, -quarters))))
            read[quarters], right = read_well(words), right or legible(words)
        if right:  # its lines are level; on its head a page may be legible, too
            break
    return max(read, key=lambda quarters: read[quarters])


def sample(picture: Image) -> NDArray[np.uint8]:
    """A part of a picture, nearly square, where most of its ink is: (height, width, 3)."""
    side = max(SAMPLE_PX, round(SAMPLE_SHARE * max(picture.width, picture.height)))
    ink = ink_of(picture)
    left = _fullest(ink.x * picture.width / ink.width, picture.width, side)
    top = _fullest(ink.y * picture.height / ink.height, picture.height, side)
    return picture.pixels[top : top + side, left : left + side]


def _fullest(places: NDArray[np.float64], length: int, side: int) -> int:
    """Where to begin, of 0 to `length` − `side`, so that most of the places lie within `side`."""
    begins = np.linspace(0, max(0, length - side), 9).astype(int)
    counts = [np.count_nonzero((places >= begin) & (places < begin + side)) for begin in begins]
    return int(begins[int(np.argmax(counts))])


def _letters(word: Word) -> int:
    return sum(letter.isalpha() for letter in word.text)


def _telling(word: Word) -> bool:
    return _letters(word) >= TELLING


def _level(word: Word) -> bool:
    return word.box.width > word.box.height
