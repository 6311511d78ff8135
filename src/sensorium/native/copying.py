"""Saying again what stands earlier in the stream: one head of attention of the backbone is at the same time a pointer.

What comes next is told by a head from the state alone, or it is what the pointer looks at; a gate weighs the two
(pointer networks, Vinyals et al. 2015; pointer-generator networks, See et al. 2017). So what moves in a clip keeps its
look, and what was read on a page is said as it stands there. A head of 64 numbers cannot carry the codes themselves.

N positions, S slots, D head width, V ids that a head tells.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from sensorium.native.layers.attention import HEAD_DIM, Gathers
from sensorium.native.tokens.vocabulary import Range

POINTER_HEAD = 0
SELDOM, NEVER = -4.0, -30.0  # log-odds of copying, of fresh weights and of those from before there was a pointer
LEAST = 1e-9  # share of attention below which nothing counts as looked at


def pointer_layer(num_layers: int) -> int:
    """The layer whose head POINTER_HEAD points: late, since what is asked for has to be understood before."""
    return min(2 * num_layers // 3 + 1, num_layers - 1)


def shares_copied(q: Tensor, k: Tensor, held: Tensor, wanted: Tensor, gathers: Gathers) -> Tensor:
    """How much of each position's attention falls on earlier positions, or itself, that hold what comes next, slot by
    slot: (N, S) float32.

    q, k: (N, D) of the pointer; held: (N, S) ids that positions hold; wanted: (N, S) ids that come after them.
    """
    shares = []
    for queries, keys, there, after in gathers.grouped(q, k, held, wanted):
        width = queries.shape[1]
        later = torch.ones(width, width, dtype=torch.bool, device=q.device).triu(1)
        scores = (queries @ keys.transpose(1, 2)).float() * HEAD_DIM**-0.5
        attention = scores.masked_fill(later, -torch.inf).softmax(-1)
        slots = zip(after.unbind(2), there.unbind(2), strict=True)
        fell = [attention.masked_fill(ids[:, :, None] != others[:, None], 0.0).sum(2) for ids, others in slots]
        shares.append(torch.stack(fell, 2))
    return gathers.joined(shares)


def nats_missed(told: Tensor, copied: Tensor, odds: Tensor) -> Tensor:
    """Negative logarithm of the probability of what came, slot by slot: (N, S). told: the same by the head alone;
    copied: the share of the pointer's attention on it; odds: (N, 1) log-odds of copying.
    """
    return -torch.logaddexp(F.logsigmoid(-odds) - told, F.logsigmoid(odds) + copied.clamp(min=LEAST).log())


def choice_missed(told: Tensor, copied: Tensor, odds: Tensor) -> Tensor:
    """How far the odds of copying are from those that tell what came, the head or the pointer: (N,) nats, slots
    together. Needed beside `nats_missed`: a gate that is all but closed hardly learns from it where to open.
    """
    copying_tells = (copied.clamp(min=LEAST).log() + told).mean(1).sigmoid().detach()
    return F.binary_cross_entropy_with_logits(odds[:, 0], copying_tells, reduction="none")


@dataclass(frozen=True, eq=False)
class Pointed:
    """What the pointer looked at when a position was predicted. ids: (n, S) of the positions up to the one before it;
    shares: (n,) of attention; chance: of copying.
    """

    ids: NDArray[np.int32]
    shares: NDArray[np.float64]
    chance: float

    @classmethod
    def of(cls, ids: NDArray[np.int32], query: Tensor, keys: Tensor, odds: float) -> Pointed:
        """query: (D,) of the position that predicts; keys: (n, D) of it and those before; odds: log-odds of copying."""
        shares = ((keys @ query).double() * HEAD_DIM**-0.5).softmax(0).numpy()
        return cls(ids, shares, 1 / (1 + np.exp(-np.clip(odds, NEVER, -NEVER))))

    def share(self, slot: int, index: int) -> float:
        """How much of the attention falls on positions that hold an id in a slot."""
        return float(self.shares[self.ids[:, slot] == index].sum())

    def mixed(self, logits: NDArray[np.float64], slot: int, bounds: Range) -> NDArray[np.float64]:
        """Logarithms of the probabilities (V,) of the ids in `bounds` for a slot, from the head's own logits."""
        held = self.ids[:, slot].astype(np.int64) - bounds.start
        inside = (held >= 0) & (held < bounds.size)
        copied = np.bincount(held[inside], self.shares[inside], bounds.size)
        told = np.exp(logits - logits.max())
        mixed: NDArray[np.float64] = np.log((1 - self.chance) * told / told.sum() + self.chance * copied)
        return mixed
