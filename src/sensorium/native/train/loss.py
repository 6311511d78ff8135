"""The loss of a packed batch: next-position prediction, averaged per group, and a contrastive term.

N predicted positions of a group, D width. Groups keep one modality from drowning another: each is
averaged by itself, then weighted.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from sensorium.native.copying import choice_missed, nats_missed, shares_copied
from sensorium.native.omni import Omni
from sensorium.native.train.hints import CELLS, ENDS, LETTERS, NAMES, PLACES, WORDS, Hints
from sensorium.native.train.looks import ACT, COPY, HEED, LOOK, OTHER, POINT, SAME, SAY, TALLY, TELL, Watch
from sensorium.native.train.taught import Taught

CHOICE = "choice"  # whether to copy
WEIGHTS: Mapping[str, float] = {
    "text": 1.2,
    "phones": 0.5,  # words to say and their phones
    "score": 0.5,
    "picture": 1.5,
    "clip": 0.6,
    "speech": 0.6,  # frames
    "sound": 0.2,
    "pair": 0.4,
    LETTERS: 0.5,  # hints, of what is given
    WORDS: 0.3,
    NAMES: 0.9,
    CELLS: 0.4,
    ENDS: 0.5,
    PLACES: 1.0,
    LOOK: 0.3,
    OTHER: 0.3,
    SAME: 0.6,
    POINT: 0.3,
    TELL: 0.3,
    TALLY: 0.3,
    HEED: 0.3,
    ACT: 0.3,
    COPY: 0.3,
    SAY: 0.3,
    CHOICE: 0.3,
}
MAX_SCALE = 100.0  # of the contrastive logits (CLIP)


def losses(model: Omni, batch: Taught, hints: Hints | None = None) -> dict[str, Tensor]:
    """Mean loss of each group that the batch holds (nats a position; code slots are averaged), and of the hints."""
    features = model.features(batch.laid)
    watch = Watch(model.config.num_layers)
    states = model.states(batch.laid, features, watch.over)
    result = {} if hints is None else hints.losses(features, batch, model) | watch.losses(batch.looks)
    copied = _copied(watch, batch)
    choices = []
    for name, group in batch.groups.items():
        state = states.index_select(0, group.places)
        told = _told(model, name, state, group.ids)
        there = copied.index_select(0, group.places)[:, : told.shape[1]]
        odds = model.backbone.copying(state).float()
        weights = group.weights / group.weights.sum()
        result[name] = (nats_missed(told, there, odds).mean(1) * weights).sum()
        choices.append((choice_missed(told, there, odds) * weights).sum())
    if choices:
        result[CHOICE] = torch.stack(choices).mean()
    if len(batch.pairs) > 1:
        result["pair"] = _contrast(model, states, batch)
    return result


def total(parts: Mapping[str, Tensor]) -> Tensor:
    """The weighted sum that training minimises."""
    return torch.stack([WEIGHTS[name] * value for name, value in parts.items()]).sum()


def _copied(watch: Watch, batch: Taught) -> Tensor:
    """Share of the pointer's attention on what comes next, slot by slot: (N, SLOTS)."""
    held = batch.laid.inputs[0]
    wanted = torch.full_like(held, -1)
    for group in batch.groups.values():
        wanted = wanted.index_copy(0, group.places, group.ids.to(held.dtype))
    return shares_copied(*watch.seen[COPY], held, wanted, batch.laid.gathers)


def _told(model: Omni, name: str, states: Tensor, targets: Tensor) -> Tensor:
    """Nats that the heads alone miss each id by that came: (N, slots of the group)."""
    if name in ("picture", "clip"):
        return model.backbone.picture_head.missed(states, targets)
    if name in ("speech", "sound"):
        return model.backbone.sound_head.missed(states, targets)
    return model.backbone.words_missed(states, targets[:, 0])[:, None]


def _contrast(model: Omni, states: Tensor, batch: Taught) -> Tensor:
    """Symmetric cross-entropy over the pairs of a batch (CLIP, Radford et al. 2021); those of one meaning are not
    held against each other.
    """
    pairs, meanings = batch.pairs, batch.meanings
    left, right = (model.embeddings(states.index_select(0, pairs[:, side])) for side in (0, 1))
    scale = model.log_scale.exp().clamp(max=MAX_SCALE)
    same = (meanings[:, None] == meanings) & ~torch.eye(len(pairs), dtype=torch.bool, device=model.device)
    logits = (scale * left @ right.T).masked_fill(same, -torch.inf)
    truth = torch.arange(len(pairs), device=logits.device)
    return (F.cross_entropy(logits, truth) + F.cross_entropy(logits.T, truth)) / 2
