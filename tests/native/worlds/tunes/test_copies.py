"""How near a tune is to a corpus: copies are found in any key and in any part, new tunes are not."""

from __future__ import annotations

import numpy as np
import pytest

from sensorium.native.codecs.score import transpose
from sensorium.native.codecs.score.table import PITCHES
from sensorium.native.worlds.tunes import Piece, TuneIndex, composed, copy_distance


@pytest.fixture(scope="module")
def corpus() -> list[Piece]:
    rng = np.random.default_rng(0)
    return [composed(rng, "train") for _ in range(40)]


@pytest.fixture(scope="module")
def index(corpus: list[Piece]) -> TuneIndex:
    return TuneIndex([piece.tokens for piece in corpus])


def test_a_copy_is_at_no_distance_in_any_key(corpus: list[Piece], index: TuneIndex) -> None:
    for place, piece in enumerate(corpus[:10]):
        moved = transpose(piece.tokens, "A") or transpose(piece.tokens, "E") or piece.tokens
        nearest = index.nearest(moved)
        assert (nearest.place, nearest.distance) == (place, 0.0)


def test_a_copied_part_is_a_copy(corpus: list[Piece], index: TuneIndex) -> None:
    piece = next(piece for piece in corpus if piece.num_parts == 2)
    assert index.nearest(piece.first_parts(1).tokens).distance == 0.0


def test_a_changed_copy_is_near_and_a_new_tune_is_not(corpus: list[Piece], index: TuneIndex) -> None:
    rng = np.random.default_rng(1)
    tokens = list(corpus[3].tokens)
    places = [place for place, token in enumerate(tokens) if PITCHES.start <= token < PITCHES.stop]
    tokens[places[len(places) // 2]] = PITCHES.start + 3
    assert 0 < copy_distance(tokens, index) < 0.15
    assert copy_distance(composed(rng, "test").tokens, index) > 0.25


def test_nothing_is_near_an_empty_corpus(corpus: list[Piece]) -> None:
    assert copy_distance(corpus[0].tokens, []) == 1.0
    assert TuneIndex([]).nearest([]).place == -1
