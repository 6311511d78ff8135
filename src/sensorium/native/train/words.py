"""Trains the tokenizer on what the worlds ask and answer, and on prose where real sets are present."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sensorium.native.tokens.calls import offer_text
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.train.course import Source
from sensorium.native.worlds.example import Example, Utterance

SENTENCES_PER_WORLD = 600
PROSE_CHARACTERS = 3_000_000


def train_words(sources: Mapping[str, Source], prose: Iterator[str], seed: int = 0) -> WordTokenizer:
    """A byte-level BPE of the whole TEXT range."""
    return WordTokenizer.train(_texts(sources, prose, seed))


def _texts(sources: Mapping[str, Source], prose: Iterator[str], seed: int) -> Iterator[str]:
    rng = np.random.default_rng(seed)
    for draw in sources.values():
        for _ in range(SENTENCES_PER_WORLD):
            yield from texts_of(draw(rng))
    left = PROSE_CHARACTERS
    for text in prose:
        if left <= 0:
            return
        yield text[:left]
        left -= len(text)


def texts_of(example: Example | str) -> Iterator[str]:
    """The words of an example."""
    if isinstance(example, str):
        yield example
        return
    if example.tools:
        yield offer_text(example.tools)
    for part in (*example.prompt, *example.reply):
        if isinstance(part, str | Utterance):
            yield part if isinstance(part, str) else part.text
