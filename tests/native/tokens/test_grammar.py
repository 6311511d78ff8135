"""The grammar of replies: whatever is sampled, every stream is well formed and ends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.errors import InvalidInput
from sensorium.native.codecs.score import ScoreCodec, ScoreGrammar
from sensorium.native.tokens.grammar import (
    CIRCLE_LENGTH,
    STARTS,
    Cell,
    Finished,
    Frame,
    Output,
    Plan,
    ReplyGrammar,
    Word,
)
from sensorium.native.tokens.phones import PHONES
from sensorium.native.tokens.stream import CELLS, Stream
from sensorium.native.tokens.vocabulary import ADVANCE, PICTURE, SCORE, SLOTS, SOUND, TEXT, Special

OUTPUTS: tuple[Output, ...] = ("text", "image", "speech", "sound", "music", "video")


def walk(plan: Plan, seed: int, limit: int = 4000) -> ReplyGrammar:
    """Sample uniformly among what is allowed, until the reply is finished."""
    rng = np.random.default_rng(seed)
    grammar = ReplyGrammar(Stream(), plan, ScoreGrammar, len(PHONES))
    grammar.start()
    for _ in range(limit):
        step = grammar.step()
        ids = np.zeros(SLOTS, np.int64)
        if isinstance(step, Finished):
            return grammar
        if isinstance(step, Word):
            assert step.mask.any()
            ids[0] = rng.choice(np.flatnonzero(step.mask))
        elif isinstance(step, Cell):
            ids[:4] = [r.start + rng.integers(r.size) for r in PICTURE]
        elif isinstance(step, Frame):
            assert step.least <= step.most
            ids[:4] = [r.start + rng.integers(r.size) for r in SOUND]
            ids[4] = ADVANCE.start + rng.integers(step.least, step.most + 1)
        grammar.push(ids)
    raise AssertionError("the reply did not end")


def starts(ids: Sequence[int]) -> list[Output]:
    """The segments of a stream, read from its structure alone."""
    of = {int(token): output for output, token in STARTS.items()}
    return [of[token] for token in ids if token in of]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(OUTPUTS), min_size=1, max_size=4), st.integers(0, 2**31))
def test_planned_outputs_come_in_order_and_end(outputs: list[Output], seed: int) -> None:
    grammar = walk(Plan(outputs=tuple(outputs), max_words=12, max_phones=12), seed)
    ids = grammar.stream.all().ids[:, 0].tolist()
    assert starts(ids) == outputs
    assert ids[-1] == Special.STOP
    assert ids.count(Special.END) == len(outputs)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**31))
def test_free_replies_end_after_at_least_one_segment(seed: int) -> None:
    grammar = walk(Plan(max_words=8, max_phones=8, max_segments=3), seed)
    ids = grammar.stream.all().ids[:, 0].tolist()
    assert 1 <= len(starts(ids)) <= 3
    assert ids[-1] == Special.STOP


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**31))
def test_a_sampled_score_decodes(seed: int) -> None:
    grammar = walk(Plan(outputs=("music",)), seed)
    ids = grammar.stream.all().ids[:, 0]
    score = [int(token) - SCORE.start for token in ids if int(token) in SCORE]
    assert ScoreCodec().decode(score).startswith("X:")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(OUTPUTS), max_size=3), st.integers(0, 400), st.integers(0, 2**31))
def test_a_reply_never_outgrows_its_room(outputs: list[Output], spare: int, seed: int) -> None:
    room = Plan(outputs=tuple(outputs) or None).least_reply + spare
    grammar = walk(Plan(outputs=tuple(outputs) or None, room=room), seed)
    assert grammar.stream.length <= room
    if outputs:
        assert grammar.segments == outputs


@pytest.mark.parametrize(("period", "ended"), [(1, True), (3, True), (4, True), (7, False)])
def test_a_text_that_goes_round_is_ended(period: int, ended: bool) -> None:
    """A table may have rows alike; the same few words over and over are no answer."""
    grammar = ReplyGrammar(Stream(), Plan(outputs=("text",), max_words=99), ScoreGrammar, len(PHONES))
    grammar.start()
    for place in range(CIRCLE_LENGTH):
        step = grammar.step()
        assert isinstance(step, Word)
        assert step.mask.sum() > 1
        grammar.push(np.array([TEXT.start + place % period, 0, 0, 0, 0]))
    step = grammar.step()
    assert isinstance(step, Word)
    assert bool(step.mask.sum() == 1) is ended
    assert step.mask[Special.END]


def test_a_clip_starts_from_the_given_picture() -> None:
    first = np.arange(CELLS * 4).reshape(CELLS, 4) % 512
    grammar = walk(Plan(outputs=("video",), first_frame=first), 0)
    assert (grammar.grid_codes[:CELLS] == first).all()
    assert len(grammar.grid_codes) == 4 * CELLS


def test_a_clip_continues_the_picture_drawn_before_it() -> None:
    grammar = walk(Plan(outputs=("image", "video")), 1)
    ids = grammar.stream.all().ids
    at = ids[:, 0].tolist().index(int(Special.PICTURE))
    clip = ids[:, 0].tolist().index(int(Special.VIDEO))
    assert (ids[at + 1 : at + 1 + CELLS] == ids[clip + 1 : clip + 1 + CELLS]).all()


def test_a_clip_needs_two_key_frames() -> None:
    with pytest.raises(InvalidInput, match="key frames"):
        Plan(num_keys=1)
