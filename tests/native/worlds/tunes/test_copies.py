"""How near a tune is to a corpus: copies are found in any key and in any part, new tunes are not."""

from __future__ import annotations

import numpy as np
import pytest

from sensorium.native.codecs.score import transpose
from sensorium.native.codecs.score.table import PITCHES
from sensorium.native.worlds.tunes import KnownRuns, Piece, TuneIndex, composed, copy_distance, steps_of


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


def test_steps_are_read_from_a_tune_as_it_is_written(corpus: list[Piece]) -> None:
    assert steps_of("X:1\nT:Gigue\nK:Dmajor\n|:^C,/2z(3cC'd''>B|\n_a :|") == [-7, 7, 7, 22, 6, 12]
    for piece in corpus[:10]:
        tokens = [token for token in piece.tokens if PITCHES.start <= token < PITCHES.stop]
        assert np.diff(steps_of(piece.abc)).tolist() == np.diff(tokens).tolist()


def test_the_longest_run_in_common_is_found_in_any_key(corpus: list[Piece]) -> None:
    known = KnownRuns(steps_of(piece.abc) for piece in corpus)
    steps = steps_of(corpus[5].abc)
    assert known.longest(steps) == len(steps)
    assert known.longest([step + 3 for step in steps]) == len(steps)
    assert known.longest([*steps[:20], 90, *steps[30:40]]) == 20
    assert known.longest([0, 50, 3, 70]) == 0
    assert KnownRuns([]).longest(steps) == 0


def test_a_run_does_not_go_on_from_one_tune_to_the_next() -> None:
    assert KnownRuns([[0, 1, 3], [6, 10]]).longest([0, 1, 3, 6, 10]) == 3
