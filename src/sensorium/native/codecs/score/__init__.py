"""Tunes as tokens: a fixed table, a grammar whose bars always add up, and the way to and from ABC text."""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.media.scores.reading import read_tune
from sensorium.native.codecs.score.canonical import tokens_of
from sensorium.native.codecs.score.free import FreeScore
from sensorium.native.codecs.score.grammar import MAX_BARS, ScoreGrammar
from sensorium.native.codecs.score.table import KINDS, METRES_OF_KIND, NUM_TOKENS, TOKENS
from sensorium.native.codecs.score.transposing import transpose
from sensorium.native.codecs.score.writing import write_abc


class ScoreCodec:
    """ABC text ↔ score tokens 0 … NUM_TOKENS - 1, after the representation of folk-rnn (Sturm et al. 2016)."""

    num_tokens = NUM_TOKENS

    def encode(self, abc: str, max_bars: int = MAX_BARS) -> list[int]:
        """The melody of the first parts of a tune, at most `max_bars` bars, as tokens that the grammar accepts.

        Raises InvalidInput(`invalid_score`): no tune, bars that do not add up, a metre or key out of the table.
        """
        return tokens_of(read_tune(abc), max_bars)

    def decode(self, tokens: Sequence[int]) -> str:
        """ABC text with the fields X, T, R, M, L, Q and K. Raises ValueError for a number outside of the table."""
        return write_abc(tokens)


__all__ = [
    "KINDS",
    "MAX_BARS",
    "METRES_OF_KIND",
    "NUM_TOKENS",
    "TOKENS",
    "FreeScore",
    "ScoreCodec",
    "ScoreGrammar",
    "transpose",
]
