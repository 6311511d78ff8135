"""How likely the model thought what was sampled, and what else it might have been: before guidance and temperature,
among what the grammar let through.

M positions that were sampled, S slots, W width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sensorium.native.assistant import Assistant
from sensorium.native.copying import Pointed
from sensorium.native.engine.sampler import likeliest, logprob
from sensorium.native.engine.trace import Trace
from sensorium.native.inspection.grammar import Walked
from sensorium.native.inspection.positions import word_text
from sensorium.native.inspection.seeing import Sight
from sensorium.native.tokens.grammar import Cell, Frame, Word
from sensorium.native.tokens.vocabulary import WORDLIKE

NUM_OTHERS = 5


@dataclass(frozen=True, kw_only=True)
class Chance:
    """Probability of what stands at a position: of a cell or frame, of each code after those before it. others: the
    likeliest tokens in a word's place, itself among them.
    """

    probabilities: tuple[float, ...]
    others: tuple[tuple[str, float], ...] = ()


@torch.inference_mode()
def chances_of(assistant: Assistant, trace: Trace, sight: Sight, steps: Sequence[Walked | None]) -> list[Chance | None]:
    """One for each position; None where nothing was sampled."""
    backbone = assistant.model.backbone
    found: list[Chance | None] = [None] * len(steps)
    ids = np.concatenate([trace.prompt.ids, trace.reply.ids])
    sampled = {index: walked.step for index, walked in enumerate(steps) if walked is not None}
    odds = backbone.copying(sight.states)[:, 0].tolist()
    pointed = {index: sight.pointed(index - 1, ids, odds[index - 1]) for index in sampled}
    words = {index: step for index, step in sampled.items() if isinstance(step, Word)}
    if words:
        logits = backbone.word_logits(_before(sight.states, list(words))).double().numpy()
        for (index, step), row in zip(words.items(), logits, strict=True):
            mixed = pointed[index].mixed(row, 0, WORDLIKE)
            own = float(np.exp(logprob(mixed, int(ids[index, 0]), step.mask)))
            others = tuple(
                (word_text(assistant.words, token), float(np.exp(one)))
                for token, one in likeliest(mixed, NUM_OTHERS, step.mask)
            )
            found[index] = Chance(probabilities=(own,), others=others)
    for kind, head in ((Cell, backbone.picture_head), (Frame, backbone.sound_head)):
        places = [index for index, step in sampled.items() if isinstance(step, kind)]
        if places:
            chosen = torch.from_numpy(ids[places].astype(np.int64))
            told = (-head.missed(_before(sight.states, places), chosen)).exp()  # by the head alone
            for index, row in zip(places, told.tolist(), strict=True):
                found[index] = Chance(probabilities=_chosen(pointed[index], row, ids[index]))
    return found


def _before(states: Tensor, places: Sequence[int]) -> Tensor:
    """The states (M, W) that predict some positions."""
    return states[torch.tensor(places) - 1]


def _chosen(pointed: Pointed, told: Sequence[float], ids: NDArray[np.int32]) -> tuple[float, ...]:
    """The probability of each code that was chosen, copied or not."""
    copied = (pointed.share(slot, int(ids[slot])) for slot in range(len(told)))
    return tuple((1 - pointed.chance) * own + pointed.chance * share for own, share in zip(told, copied, strict=True))
