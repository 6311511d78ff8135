"""The loss of a packed batch: next-position prediction, averaged per group, and a contrastive term.

N predicted positions of a group, D width. Groups keep one modality from drowning another: each is
averaged by itself, then weighted.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from sensorium.native.backbone import DepthHead
from sensorium.native.omni import Omni
from sensorium.native.tokens.packing import Batch
from sensorium.native.tokens.stream import Modality
from sensorium.native.tokens.vocabulary import PICTURE, SOUND, WORDLIKE
from sensorium.native.train.hints import CELLS, LETTERS, NAMES, WORDS, Hints

WEIGHTS: Mapping[str, float] = {
    "text": 1.0,
    "phones": 0.5,  # words to say and their phones
    "score": 0.5,
    "picture": 1.0,
    "clip": 0.6,
    "speech": 0.6,  # frames
    "sound": 0.2,
    "pair": 0.4,
    LETTERS: 0.5,  # hints, of what is given
    WORDS: 0.3,
    NAMES: 0.9,
    CELLS: 0.4,
}
WORD_GROUPS = {Modality.TEXT: "text", Modality.SPEECH: "phones", Modality.MUSIC: "score"}
MAX_SCALE = 100.0  # of the contrastive logits (CLIP)


def losses(model: Omni, batch: Batch, hints: Hints | None = None) -> dict[str, Tensor]:
    """Mean loss of each group that the batch holds (nats a position; code slots are averaged), and of the hints."""
    features = model.features(batch)
    states = model.states(batch, features)
    result = {} if hints is None else hints.losses(features, batch, model)
    for name, places in target_groups(batch).items():
        targets = torch.from_numpy(batch.chunk.ids[places + 1]).long().to(model.device)
        weights = torch.from_numpy(batch.chunk.weights[places + 1]).to(model.device)
        picked = states[torch.from_numpy(places).to(model.device)]
        result[name] = (_group_loss(model, name, picked, targets) * weights).sum() / weights.sum()
    if len(batch.pairs) > 1:
        result["pair"] = _contrast(model, states, batch)
    return result


def total(parts: Mapping[str, Tensor]) -> Tensor:
    """The weighted sum that training minimises."""
    return torch.stack([WEIGHTS[name] * value for name, value in parts.items()]).sum()


def target_groups(batch: Batch) -> dict[str, NDArray[np.int64]]:
    """Places whose *next* position is predicted, by group. The first position of a sequence has weight 0."""
    first, modality = batch.chunk.ids[1:, 0], batch.chunk.modality[1:]
    wanted = batch.chunk.weights[1:] > 0
    word = first < WORDLIKE.stop
    picture = (first >= PICTURE[0].start) & (first < PICTURE[0].stop)
    sound = (first >= SOUND[0].start) & (first < SOUND[0].stop)
    masks = {
        "picture": picture & (modality == Modality.IMAGE),
        "clip": picture & (modality == Modality.VIDEO),
        "speech": sound & (modality == Modality.SPEECH),
        "sound": sound & (modality == Modality.SOUND),
        "phones": word & (modality == Modality.SPEECH),
        "score": word & (modality == Modality.MUSIC),
    }
    masks["text"] = word & ~masks["phones"] & ~masks["score"]
    groups = {name: np.flatnonzero(mask & wanted) for name, mask in masks.items()}
    return {name: places for name, places in groups.items() if len(places)}


def _group_loss(model: Omni, name: str, states: Tensor, targets: Tensor) -> Tensor:
    """Loss of each position: (N,)."""
    if name in ("picture", "clip"):
        return _chain_loss(model.backbone.picture_head, states, targets)
    if name in ("speech", "sound"):
        return _chain_loss(model.backbone.sound_head, states, targets)
    return F.cross_entropy(model.backbone.word_logits(states), targets[:, 0], reduction="none")


def _chain_loss(head: DepthHead, states: Tensor, targets: Tensor) -> Tensor:
    logits = head(states, targets)
    each = [
        F.cross_entropy(scores, targets[:, slot] - head.ranges[slot].start, reduction="none")
        for slot, scores in enumerate(logits)
    ]
    return torch.stack(each).mean(0)


def _contrast(model: Omni, states: Tensor, batch: Batch) -> Tensor:
    """Symmetric cross-entropy over the pairs of a batch (CLIP, Radford et al. 2021); those of one meaning are not
    held against each other.
    """
    pairs, meanings = batch.pairs, torch.from_numpy(batch.meanings).to(model.device)
    left, right = (model.embeddings(states[torch.from_numpy(pairs[:, side]).to(model.device)]) for side in (0, 1))
    scale = model.log_scale.exp().clamp(max=MAX_SCALE)
    same = (meanings[:, None] == meanings) & ~torch.eye(len(pairs), dtype=torch.bool, device=model.device)
    logits = (scale * left @ right.T).masked_fill(same, -torch.inf)
    truth = torch.arange(len(pairs), device=logits.device)
    return (F.cross_entropy(logits, truth) + F.cross_entropy(logits.T, truth)) / 2
