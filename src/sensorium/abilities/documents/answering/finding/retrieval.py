"""Texts counted word by word, without endings, for BM25 (Robertson & Zaragoza 2009); how much of a question one has."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from sensorium.abilities.documents.answering.wording.stems import stems

SATURATION, LENGTH = 1.2, 0.75  # k1 and b
CONTEXT = 0.3  # what a word of the heading counts, to one of the passage
BEFORE, REFERRED = 0.3, 0.75  # what a word of the text before counts; where a pronoun points back to it
_REFERS = re.compile(
    r"(?:it|its|he|she|they|this|these|that|es|er|sie|dies|diese|dieser|il|elle|ils|elles|ce|cette|ces|este|esta|ella|ellos|lo|"
    r"questo|questa|hij|zij|ze|het|dit|deze|ele|ela)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Index:
    """Texts, ready to be searched. contexts: what stands over each, "" where nothing does."""

    texts: Sequence[str]
    contexts: Sequence[str]

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
        here, before = self.counts[number], self.counts[number - 1] if number else {}
        back = REFERRED if self.refers(number) else BEFORE
        there = sum(
            one * (1.0 if here.get(word, 0) >= 1 else back if here.get(word) or before.get(word) else 0.0)
            for word, one in rarities.items()
        )
        return there / max(sum(rarities.values()), 1e-9)

    def refers(self, number: int) -> bool:
        """Whether a text speaks of what the one before it named."""
        return number > 0 and bool(_REFERS.match(self.texts[number]))

    @cached_property
    def counts(self) -> list[dict[str, float]]:
        """How often each word stands in each text; words over it count in part."""
        found: list[dict[str, float]] = []
        for text, context in zip(self.texts, self.contexts, strict=True):
            counts: dict[str, float] = defaultdict(float, Counter(stems(text)))
            for word in stems(context):
                counts[word] += CONTEXT
            found.append(counts)
        return found

    @cached_property
    def lengths(self) -> list[int]:
        """Words of each text."""
        return [len(stems(text)) for text in self.texts]

    @cached_property
    def mean_length(self) -> float:
        """Words of a text, 1 at the least."""
        return max(sum(self.lengths) / max(len(self.lengths), 1), 1.0)

    @cached_property
    def _having(self) -> Counter[str]:
        return Counter(word for counts in self.counts for word, count in counts.items() if count >= 1)
