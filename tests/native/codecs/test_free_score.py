"""Scores without rules: everything is let through until the end, and what comes of chance is no tune."""

from __future__ import annotations

import numpy as np
import pytest

from sensorium.native.codecs.score import NUM_TOKENS, FreeScore, ScoreCodec
from sensorium.native.codecs.score.table import END, PITCHES, TOKENS
from sensorium.native.worlds.tunes import composed, judge_tune


def written(rng: np.random.Generator, length: int) -> list[int]:
    score, tokens = FreeScore(), []
    while not score.finished:
        token = score.closing() if len(tokens) == length else int(rng.choice(np.flatnonzero(score.allowed())))
        score.advance(token)
        tokens.append(token)
    return tokens


def test_everything_may_come_until_the_end_and_nothing_after() -> None:
    score = FreeScore()
    assert score.allowed().sum() == NUM_TOKENS
    score.advance(NUM_TOKENS - 1)
    score.advance(END)
    assert score.finished
    assert not score.allowed().any()
    with pytest.raises(ValueError, match="may not come"):
        score.advance(END)


def test_tokens_at_random_are_written_and_judged_to_be_no_tune() -> None:
    pytest.importorskip("symusic")
    rng = np.random.default_rng(1)
    verdicts = [judge_tune(ScoreCodec().decode(written(rng, 120))) for _ in range(40)]
    assert not any(verdict.bars_add_up for verdict in verdicts)


def test_a_note_too_many_is_found_by_the_judge() -> None:
    pytest.importorskip("symusic")
    piece = composed(np.random.default_rng(0), "train")
    first_bar = next(place for place, token in enumerate(piece.tokens) if TOKENS[token] == "bar 2")
    longer = [*piece.tokens[:first_bar], PITCHES.start + 7, *piece.tokens[first_bar:]]
    assert judge_tune(ScoreCodec().decode(piece.tokens)).bars_add_up
    assert not judge_tune(ScoreCodec().decode(longer)).bars_add_up
