"""Position-wise feed-forward layer with a squared ReLU (So et al. 2021, Primer)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.autograd.function import FunctionCtx

EXPANSION = 4


class FeedForward(nn.Module):
    """x: (…, W) → (…, W). The output projection starts at zero, so a new block changes nothing."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.up = nn.Linear(width, EXPANSION * width, bias=False)
        self.down = nn.Linear(EXPANSION * width, width, bias=False)
        nn.init.zeros_(self.down.weight)

    def forward(self, x: Tensor) -> Tensor:
        return self.down(_SquaredReLU.apply(self.up(x)))  # type: ignore[no-any-return, no-untyped-call]


class _SquaredReLU(torch.autograd.Function):
    """max(x, 0)², with one tensor kept for the way back instead of three."""

    @staticmethod
    def forward(ctx: FunctionCtx, x: Tensor) -> Tensor:
        positive = x.clamp_min(0)
        ctx.save_for_backward(positive)
        return positive * positive

    @staticmethod
    def backward(ctx: FunctionCtx, *gradients: Tensor) -> Tensor:
        (positive,) = ctx.saved_tensors  # type: ignore[attr-defined]
        slope: Tensor = (gradients[0] * positive).mul_(2)
        return slope
