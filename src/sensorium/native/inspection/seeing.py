"""The one pass over an exchange in which attention is watched: queries and keys are kept as they come by.

L layers, H heads, N positions, D head width, W width of the backbone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sensorium.errors import InvalidInput
from sensorium.native.copying import POINTER_HEAD, Pointed, pointer_layer
from sensorium.native.engine.trace import Trace
from sensorium.native.laid import lay, moved
from sensorium.native.layers.attention import HEAD_DIM, Attend
from sensorium.native.omni import Omni
from sensorium.native.tokens.packing import Packable, pack
from sensorium.native.tokens.stream import join


@dataclass(frozen=True, eq=False, kw_only=True)
class Sight:
    """What every position looked at. states: (N, W), each predicts the position after it; queries and keys: of each
    layer, (H, N, D).
    """

    states: Tensor
    queries: Sequence[Tensor]
    keys: Sequence[Tensor]

    @property
    def num_layers(self) -> int:
        return len(self.queries)

    @property
    def num_heads(self) -> int:
        return len(self.queries[0])

    def attention(self, position: int, layer: int | None = None, head: int | None = None) -> NDArray[np.float32]:
        """Shares of attention that a position gives to itself and those before it: (position + 1,), their sum is 1.

        layer, head: None for the mean over all. Raises `InvalidInput` for what is not there.
        """
        _check("position", position, len(self.states))
        _check("layer", layer, self.num_layers)
        _check("head", head, self.num_heads)
        layers = range(self.num_layers) if layer is None else [layer]
        heads = slice(None) if head is None else slice(head, head + 1)
        shares = [self._shares(one, heads, position) for one in layers]
        mean: NDArray[np.float32] = torch.stack(shares).mean((0, 1)).numpy()
        return mean

    def pointed(self, position: int, ids: NDArray[np.int32], odds: float) -> Pointed:
        """What the pointer looked at from a position. ids: (N, S) of the stream; odds: log-odds of copying there."""
        layer, until = pointer_layer(self.num_layers), position + 1
        query, keys = self.queries[layer][POINTER_HEAD, position], self.keys[layer][POINTER_HEAD, :until]
        return Pointed.of(ids[:until], query, keys, odds)

    def _shares(self, layer: int, heads: slice, position: int) -> Tensor:
        """(H, position + 1) of one layer."""
        keys = self.keys[layer][heads, : position + 1]
        scores = keys @ self.queries[layer][heads, position, :, None]
        shares: Tensor = (scores[..., 0].float() * HEAD_DIM**-0.5).softmax(-1)
        return shares


@torch.inference_mode()
def seen_again(model: Omni, trace: Trace) -> Sight:
    """Read prompt and reply in one piece. It gives the states that decoding went through (cached = uncached)."""
    batch = pack([Packable(join([trace.prompt, trace.reply]), trace.features)])
    queries: list[Tensor] = []
    keys: list[Tensor] = []

    def watch(attend: Attend) -> Attend:
        def watched(layer: int, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
            queries.append(q[0])
            keys.append(k[0])
            return attend(layer, q, k, v)

        return watched

    states = model.states(moved(lay(batch), lambda part: part.to(model.device)), watch=watch)
    return Sight(states=states, queries=queries, keys=keys)


def _check(name: str, number: int | None, count: int) -> None:
    if number is not None and not 0 <= number < count:
        raise InvalidInput(f"{name} must be 0 to {count - 1}, got {number}", param=name)
