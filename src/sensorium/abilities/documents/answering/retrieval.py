"""Which passages a question is about: BM25 (Robertson & Zaragoza 2009) over words without their endings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from sensorium.abilities.documents.answering.word_forms import BASES
from sensorium.abilities.documents.extraction.folding import pieces

SATURATION, LENGTH = 1.2, 0.75  # k1 and b
STEM = 5  # letters that endings leave at the least
CONTEXT = 0.3  # what a word of the heading counts, to one of the passage
BEFORE, REFERRED = 0.3, 0.75  # what a word of the text before counts; where a pronoun points back to it
_REFERS = re.compile(
    r"(?:it|its|he|she|they|this|these|that|es|er|sie|dies|diese|dieser|il|elle|ils|elles|ce|cette|ces|este|esta|ella|ellos|lo|"
    r"questo|questa|hij|zij|ze|het|dit|deze|ele|ela)\b",
    re.IGNORECASE,
)
_ENDINGS = ("lngs", "lng", "ed", "es", "en", "er", "s", "e", "n")  # "i" is folded to "l"


@dataclass(frozen=True, eq=False)
class Index:
    """Texts, ready to be searched. contexts: what stands over each, "" where nothing does."""

    texts: Sequence[str]
    contexts: Sequence[str]

    def ranked(self, words: Sequence[str]) -> list[tuple[float, int]]:
        """Scores and indices of all texts that share a word with these, the best first."""
        scored = [(self._score(words, number), number) for number in range(len(self.texts))]
        return sorted(((score, number) for score, number in scored if score > 0), key=lambda one: (-one[0], one[1]))

    def rarity(self, word: str) -> float:
        """How much a word tells: nothing beside it for one that every text has."""
        count = self._having.get(word, 0)
        return log(1 + (len(self.texts) - count + 0.5) / (count + 0.5))

    def covered(self, words: Sequence[str], number: int) -> float:
        """The share of a question's words, by what they tell, that stand in a text: 0 to 1.

        A word that stands in the text before, or over it, counts in part: what is spoken of need not be named again,
        the less so where the text begins with "it" or "they".
        """
        rarities = {word: self.rarity(word) for word in words}
        here, before = self._counts[number], self._counts[number - 1] if number else {}
        back = REFERRED if self.refers(number) else BEFORE
        there = sum(
            one * (1.0 if here.get(word, 0) >= 1 else back if here.get(word) or before.get(word) else 0.0)
            for word, one in rarities.items()
        )
        return there / max(sum(rarities.values()), 1e-9)

    def refers(self, number: int) -> bool:
        """Whether a text speaks of what the one before it named."""
        return number > 0 and bool(_REFERS.match(self.texts[number]))

    def _score(self, words: Sequence[str], number: int) -> float:
        counts, length = self._counts[number], self._lengths[number]
        norm = SATURATION * (1 - LENGTH + LENGTH * length / self._mean_length)
        there = [(self.rarity(word), counts[word]) for word in set(words) if word in counts]
        return sum(rarity * count * (SATURATION + 1) / (count + norm) for rarity, count in there)

    @cached_property
    def _counts(self) -> list[dict[str, float]]:
        found: list[dict[str, float]] = []
        for text, context in zip(self.texts, self.contexts, strict=True):
            counts: dict[str, float] = defaultdict(float, Counter(stems(text)))
            for word in stems(context):
                counts[word] += CONTEXT
            found.append(counts)
        return found

    @cached_property
    def _lengths(self) -> list[int]:
        return [len(stems(text)) for text in self.texts]

    @cached_property
    def _mean_length(self) -> float:
        return max(sum(self._lengths) / max(len(self._lengths), 1), 1.0)

    @cached_property
    def _having(self) -> Counter[str]:
        return Counter(word for counts in self._counts for word, count in counts.items() if count >= 1)


def stems(text: str) -> list[str]:
    """Words of a text, folded, without the endings that plural and cases add."""
    return [stem(piece.folded) for piece in pieces(text)]


def stem(word: str) -> str:
    """A word without its ending, of irregular ones the base; short ones stay."""
    if word in BASES:
        word = BASES[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM - 1 and word.isalpha():
            return word[: -len(ending)]
    return word
