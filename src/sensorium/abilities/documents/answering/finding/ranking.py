"""Passages put in order by how well they fit a question: BM25 whose words are also met in another form or in a word
that means the same, and which counts a little of the passages around, for a text goes on speaking of one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Final

from sensorium.abilities.documents.answering.finding.retrieval import LENGTH, SATURATION, Index
from sensorium.abilities.documents.answering.wording.meeting import SHARED, met
from sensorium.abilities.documents.answering.wording.same_words import MEANING

AROUND: Final = 0.3  # of what the passage before and the one behind score


@dataclass(frozen=True, eq=False)
class Ranking:
    """An index whose texts can be put in order."""

    index: Index

    def ranked(self, words: Sequence[str], around: float = AROUND) -> list[tuple[float, int]]:
        """Scores and indices of the texts that have something of these words, the best first.

        around: what the scores of a text's neighbours count, to one of its own (0 to 1).
        """
        own = self._scores(words)
        scores = {
            number: score + around * (own.get(number - 1, 0.0) + own.get(number + 1, 0.0))
            for number, score in own.items()
        }
        return sorted(((score, number) for number, score in scores.items()), key=lambda one: (-one[0], one[1]))

    def rarity(self, word: str) -> float:
        """How much a word tells in this document, its family counted with it."""
        having = {number for other in self.met(word) for number, count in self._places[other] if count >= 1}
        return log(1 + (len(self.index.texts) - len(having) + 0.5) / (len(having) + 0.5))

    def met(self, word: str) -> Mapping[str, float]:
        """The words of the document that a word is met in, and how far each stands for it (0 to 1)."""
        near = {*self._families.get(word[:SHARED], ()), *self._meanings.get(MEANING.get(word, ""), ())}
        found = {other: met(word, other) for other in near}
        if word in self._places:
            found[word] = 1.0
        return {other: how for other, how in found.items() if how}

    def _scores(self, words: Sequence[str]) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        for word in dict.fromkeys(words):
            best: dict[int, float] = {}
            for other, how in self.met(word).items():
                for number, count in self._places[other]:
                    best[number] = max(best.get(number, 0.0), how * count)
            rarity = self.rarity(word)
            for number, count in best.items():
                scores[number] += rarity * count * (SATURATION + 1) / (count + self._norms[number])
        return scores

    @cached_property
    def _norms(self) -> list[float]:
        mean = self.index.mean_length
        return [SATURATION * (1 - LENGTH + LENGTH * length / mean) for length in self.index.lengths]

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, float]]]:
        """Each word with the texts that have it, and how often."""
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, counts in enumerate(self.index.counts):
            for word, count in counts.items():
                if count:
                    found[word].append((number, count))
        return dict(found)

    @cached_property
    def _families(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._places:
            if len(word) >= SHARED:
                found[word[:SHARED]].append(word)
        return dict(found)

    @cached_property
    def _meanings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._places:
            if word in MEANING:
                found[MEANING[word]].append(word)
        return dict(found)
