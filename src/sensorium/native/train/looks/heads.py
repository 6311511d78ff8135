"""The kinds of looks, the head that learns each, and what a head misses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import torch
from torch import Tensor

from sensorium.native.copying import POINTER_HEAD, pointer_layer
from sensorium.native.layers.attention import HEAD_DIM, Attend
from sensorium.native.train.taught import Looks

LOOK, OTHER = "look", "other"  # from a name to its thing or its print, to a second thing
POINT, TELL = "point", "tell"  # to the end of the value of what was found, to the print or the words that tell it
TALLY = "tally"  # to each of several things alike
SAME = "same"  # from a word of what is so to the same word of what was claimed
HEED, ACT = "heed", "act"  # from a cell to the words for its thing, to those for what this does
COPY = "copy"  # the pointer: from a cell of a clip to cells of earlier key frames that show the same
SAY = "say"  # the pointer: from an answer to its next word, where that was read or offered

NOWHERE = 0  # the start of the sequence, where attention rests that finds nothing


@dataclass(eq=False)
class Watch:
    """Queries and keys of the heads that are shown where to look, as they come by."""

    num_layers: int
    seen: dict[str, tuple[Tensor, Tensor]] = field(default_factory=dict)

    def over(self, attend: Attend) -> Attend:
        """The same attention, watched. A later layer reads words: it has to know first what the sentence says."""
        early, late = self.num_layers // 3, 2 * self.num_layers // 3
        pointer = (pointer_layer(self.num_layers), POINTER_HEAD)
        heads = {
            LOOK: (early, 0),
            OTHER: (early, 1),
            SAME: (early, 2),
            POINT: (late, 0),
            TELL: (late, 1),
            TALLY: (late, 2),
            ACT: (late, -2),
            HEED: (late, -1),
            COPY: pointer,
            SAY: pointer,
        }

        def watched(layer: int, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
            for kind, (where, head) in heads.items():
                if layer == where:
                    self.seen[kind] = q[0, head % q.shape[1]], k[0, head % q.shape[1]]
            return attend(layer, q, k, v)

        return watched

    def losses(self, looks: Mapping[str, Looks]) -> dict[str, Tensor]:
        """Nats by which each kind of look misses what it should see."""
        return {kind: missed(*self.seen[kind], wanted) for kind, wanted in looks.items()}


def missed(q: Tensor, k: Tensor, looks: Looks) -> Tensor:
    """Mean negative logarithm of the share of attention that falls where it should, by weight. q, k: (N, D)."""
    keys = k.index_select(0, looks.among.flatten()).unflatten(0, looks.among.shape)  # (M, C, D)
    queries = q.index_select(0, looks.at)
    scores = (keys @ queries[:, :, None])[..., 0].float() * HEAD_DIM**-0.5
    whole = scores.masked_fill(~looks.before, -torch.inf).logsumexp(1)
    missed: Tensor = whole - scores.masked_fill(~looks.wanted, -torch.inf).logsumexp(1)
    return (missed * looks.weights).sum() / looks.weights.sum()
