"""ConvNeXt blocks over time, with a known and uneven reach into past and future.

Letters: B batch, T positions in time, D width.
"""

from __future__ import annotations

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

_EXPANSION = 3


class ConvNeXtBlock(nn.Module):
    """Depthwise convolution, norm, feed-forward, scaled residual (Liu et al. 2022; over time as in Siuzdak 2023).

    `past` and `future` are how many positions on either side one output sees.
    """

    def __init__(self, dim: int, past: int = 3, future: int = 3) -> None:
        super().__init__()
        self.past, self.future = past, future
        self.depthwise = nn.Parameter(torch.randn(dim, 1, 1, past + 1 + future) / (past + 1 + future) ** 0.5)
        self.norm = nn.LayerNorm(dim)
        self.widen = nn.Linear(dim, _EXPANSION * dim)
        self.narrow = nn.Linear(_EXPANSION * dim, dim)
        self.scale = nn.Parameter(torch.full((dim,), 0.2))

    def forward(self, x: Tensor) -> Tensor:
        """(B, T, D) → (B, T, D)."""
        padded = F.pad(x, (0, 0, self.past, self.future))
        # A strided picture of height 1 runs several times faster on a CPU than conv1d, forward and backward.
        mixed = F.conv2d(padded.transpose(1, 2).unsqueeze(2), self.depthwise, groups=x.size(2))
        hidden = self.norm(mixed.squeeze(2).transpose(1, 2))
        return x + self.scale * cast(Tensor, self.narrow(F.gelu(self.widen(hidden))))


class TimeConvolution(nn.Module):
    """A full convolution over time as one matrix product on stacked neighbours."""

    def __init__(self, in_dim: int, out_dim: int, past: int = 3, future: int = 3) -> None:
        super().__init__()
        self.past, self.future = past, future
        self.linear = nn.Linear(in_dim * (past + 1 + future), out_dim)

    def forward(self, x: Tensor) -> Tensor:
        """(B, T, in_dim) → (B, T, out_dim)."""
        padded = F.pad(x, (0, 0, self.past, self.future))
        stacked = padded.unfold(1, self.past + 1 + self.future, 1).flatten(2)
        return cast(Tensor, self.linear(stacked))
