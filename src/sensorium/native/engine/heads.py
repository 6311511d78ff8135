"""Samples the next position of several rows from their states, each by its own head, settings and generator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sensorium.native.backbone import DepthHead
from sensorium.native.copying import Pointed
from sensorium.native.engine.decoder import NUM_ROWS, Decoder
from sensorium.native.engine.sampler import Settled, choose, guide, likeliest, logprob
from sensorium.native.engine.threads import threads_for
from sensorium.native.tokens.grammar import Cell, Frame, Word
from sensorium.native.tokens.vocabulary import ADVANCE, NUM_SOUND_SLOTS, SLOTS, WORDLIKE


@dataclass(frozen=True, eq=False)
class Wish:
    """One position to be sampled: the row whose state predicts it, its unguided twin's row if any, and how."""

    row: int
    twin_row: int | None
    step: Word | Cell | Frame
    settled: Settled
    rng: np.random.Generator
    top_logprobs: int | None = None


@dataclass(eq=False)
class Sampled:
    """A position: ids (SLOTS,) of the map, and for a word the natural logarithm of its probability among those that
    the grammar allows, before temperature; where they were asked for, the likeliest ids with theirs.
    """

    ids: NDArray[np.int32]
    logprob: float = 0.0
    likeliest: tuple[tuple[int, float], ...] = ()


@torch.inference_mode()
@threads_for(NUM_ROWS)
def sample(decoder: Decoder, wishes: Sequence[Wish]) -> list[Sampled]:
    """A position for each wish. Heads run on all rows at once, whichever of them are wanted."""
    backbone, states = decoder.model.backbone, decoder.states
    pointed = {wish.row: decoder.pointed(wish.row) for wish in wishes}
    chosen = [Sampled(np.zeros(SLOTS, np.int32)) for _ in wishes]
    pairs = list(zip(wishes, (one.ids for one in chosen), strict=True))
    words = [(wish, one) for wish, one in zip(wishes, chosen, strict=True) if isinstance(wish.step, Word)]
    if words:
        logits = backbone.word_logits(states).double().numpy()
        for wish, one in words:
            assert isinstance(wish.step, Word)
            mixed = pointed[wish.row].mixed(logits[wish.row], 0, WORDLIKE)
            one.ids[0] = choose(mixed, wish.settled, wish.rng, wish.step.mask)
            one.logprob = logprob(mixed, int(one.ids[0]), wish.step.mask)
            if wish.top_logprobs:
                one.likeliest = likeliest(mixed, wish.top_logprobs, wish.step.mask)
    cells, frames = ([p for p in pairs if isinstance(p[0].step, kind)] for kind in (Cell, Frame))
    _sample_chain(backbone.picture_head, states, pointed, cells, _no_mask)
    _sample_chain(backbone.sound_head, states, pointed, frames, _advance_mask)
    return chosen


def _sample_chain(
    head: DepthHead,
    states: Tensor,
    pointed: Mapping[int, Pointed],
    pairs: Sequence[tuple[Wish, NDArray[np.int32]]],
    mask_of: Callable[[Wish, int], NDArray[np.bool_] | None],
) -> None:
    """Sample the slots of a position one after another, for all wishes together."""
    if not pairs:
        return
    chain = head.enter(states)
    for slot, bounds in enumerate(head.ranges):
        logits = head.logits(chain, slot).double().numpy()
        codes = np.zeros(len(states), np.int64)
        for wish, ids in pairs:
            mixed = pointed[wish.row].mixed(_guided(logits, wish), slot, bounds)
            code = choose(mixed, wish.settled, wish.rng, mask_of(wish, slot))
            ids[slot] = bounds.start + code
            codes[[wish.row] if wish.twin_row is None else [wish.row, wish.twin_row]] = code
        chain = head.extend(chain, slot, torch.from_numpy(codes))


def _guided(logits: NDArray[np.float64], wish: Wish) -> NDArray[np.float64]:
    given: NDArray[np.float64] = logits[wish.row]
    if wish.twin_row is None:
        return given
    return guide(given, logits[wish.twin_row], wish.settled.guidance)


def _no_mask(_wish: Wish, _slot: int) -> None:
    return None


def _advance_mask(wish: Wish, slot: int) -> NDArray[np.bool_] | None:
    """Only the advance is restricted: the pointer may not pass the last phone, nor stand too long."""
    if slot != NUM_SOUND_SLOTS:
        return None
    assert isinstance(wish.step, Frame)
    steps = np.arange(ADVANCE.size)
    allowed: NDArray[np.bool_] = (steps >= wish.step.least) & (steps <= wish.step.most)
    return allowed
