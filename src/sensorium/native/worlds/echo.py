"""Words that are asked for again: to repeat a line, and to find the word that follows another in it.

What a reply needs often stands in the prompt already, read off a picture or typed. To copy it word by word is a skill
of its own (induction, Olsson et al. 2022), learnt soonest where nothing but the prompt tells what comes next; and it
costs a tenth of a picture.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sensorium.native.worlds import phrases
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.print.wording import TextSource, common_words, pick

FOLLOWS_SHARE = 0.35  # of examples; the others repeat
JUMBLED_SHARE = 0.6  # of lines to repeat that are words without order; the others are lines as they are printed
MOST_WORDS = 14


class Echo:
    """Examples of the tasks `repeat` and `follows`, in words alone."""

    def __init__(self) -> None:
        self._texts = TextSource()

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end."""
        while True:
            yield self._follows(rng, split) if rng.random() < FOLLOWS_SHARE else self._repeat(rng, split)

    def _repeat(self, rng: np.random.Generator, split: Split) -> Example:
        jumbled = rng.random() < JUMBLED_SHARE
        text = " ".join(_jumble(rng, int(rng.integers(1, MOST_WORDS + 1)))) if jumbled else self._texts.line(rng)
        request = phrases.ask("repeat", split, rng, text=text)
        return Example(task="repeat", prompt=(request,), reply=(text,), truth={"answer": text})

    def _follows(self, rng: np.random.Generator, split: Split) -> Example:
        words = _jumble(rng, int(rng.integers(3, MOST_WORDS + 1)))
        place = int(rng.integers(len(words) - 1))
        request = phrases.ask("follows", split, rng, word=words[place], text=" ".join(words))
        answer = words[place + 1]
        return Example(task="follows", prompt=(request,), reply=(answer,), truth={"answer": answer})


def _jumble(rng: np.random.Generator, count: int) -> list[str]:
    """Different words and numbers, in no order."""
    words = dict.fromkeys(
        str(rng.integers(1000)) if rng.random() < 0.15 else pick(rng, common_words()) for _ in range(count)
    )
    while len(words) < count:
        words[pick(rng, common_words())] = None
    return list(words)
