"""A tune with what is known of it, and which pairs of kind and key are never trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from sensorium.native.codecs.score import KINDS, TOKENS, ScoreCodec, ScoreGrammar
from sensorium.native.codecs.score.table import MODES, TONICS

HELD_OUT_SHARE = 8  # one pair of kind and key in so many is for tests only
KIND_STRIDE, MODE_STRIDE = 5, 3  # share no factor with it
COMMON_KEYS = ("D major", "G major")
CLOSINGS = frozenset((":|", "||"))


@dataclass(frozen=True, eq=False)
class Piece:
    """Score tokens that the grammar accepts; `title` is '' for a composed tune."""

    tokens: tuple[int, ...]
    title: str = ""

    @cached_property
    def heading(self) -> Mapping[str, str]:
        """kind, tempo, metre, tonic, mode and unit."""
        return MappingProxyType(self._walked.heading)

    @property
    def kind(self) -> str:
        return self.heading["kind"]

    @property
    def metre(self) -> str:
        return self.heading["metre"]

    @property
    def key(self) -> str:
        """Tonic and mode, such as `D major`."""
        return f"{self.heading['tonic']} {self.heading['mode']}"

    @property
    def num_bars(self) -> int:
        """Written bars, pickups left out."""
        return self._walked.num_bars

    @property
    def abc(self) -> str:
        return ScoreCodec().decode(self.tokens)

    @property
    def is_held_out(self) -> bool:
        """Is its pair of kind and key for tests only?"""
        return pair_is_held_out(self.kind, self.key)

    def first_parts(self, count: int) -> Piece:
        """The tune cut after `count` parts."""
        ends = [place + 1 for place, token in enumerate(self.tokens) if TOKENS[token] in CLOSINGS]
        return Piece((*self.tokens[: ends[min(count, len(ends)) - 1]], self.tokens[-1]), self.title)

    @property
    def num_parts(self) -> int:
        return sum(TOKENS[token] in CLOSINGS for token in self.tokens)

    @cached_property
    def _walked(self) -> ScoreGrammar:
        grammar = ScoreGrammar()
        for token in self.tokens:
            grammar.advance(token)
        return grammar


def piece_of(tokens: Sequence[int], title: str = "") -> Piece:
    """A piece of tokens. Raises ValueError when the grammar does not accept them."""
    piece = Piece(tuple(tokens), title)
    assert piece.num_bars > 0
    return piece


def pair_is_held_out(kind: str, key: str) -> bool:
    """Whether a kind in a key (`D major`) is never trained on: places spread evenly over the table of kinds and keys.

    Plain tunes, and the two keys that most tunes are in, are never held out.
    """
    if kind == "tune" or key in COMMON_KEYS:
        return False
    tonic, mode = key.split()
    place = KIND_STRIDE * KINDS.index(kind) + MODE_STRIDE * MODES.index(mode) + TONICS.index(tonic)
    return place % HELD_OUT_SHARE == 0
