"""Rotary positions over three axes: time, row, column (Su et al. 2021; interleaved axes after Qwen2.5-VL).

B batch, T positions, H heads, D head width. Text has three equal coordinates, so it reduces to one axis.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.autograd.function import FunctionCtx

BASE = 10_000.0
NUM_AXES = 3


def angles(positions: Tensor, head_dim: int) -> tuple[Tensor, Tensor]:
    """Cosines and sines of the rotation at each position.

    positions: (B, T, 3) integer coordinates. Returns two float32 tensors (B, 1, T, head_dim / 2). Frequency `i`
    turns with axis `i mod 3`, so every axis sees fast and slow frequencies.
    """
    half = head_dim // 2
    frequency = BASE ** (-torch.arange(half, device=positions.device, dtype=torch.float32) / half)
    axis = torch.arange(half, device=positions.device) % NUM_AXES
    turn = positions.to(torch.float32)[..., axis] * frequency
    return turn.cos().unsqueeze(1), turn.sin().unsqueeze(1)


def rotate(x: Tensor, rotary: tuple[Tensor, Tensor]) -> Tensor:
    """Turn pairs of channels. x: (B, H, T, D); returns the same shape and dtype."""
    cos, sin = (part.to(x.dtype) for part in rotary)
    return _Rotated.apply(x, cos, sin)  # type: ignore[no-any-return, no-untyped-call]


class _Rotated(torch.autograd.Function):
    """Turned in four passes over half of it; the way back is the same turn the other way round."""

    @staticmethod
    def forward(ctx: FunctionCtx, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        ctx.save_for_backward(cos, sin)
        return _turned(x, cos, sin, 1)

    @staticmethod
    def backward(ctx: FunctionCtx, *gradients: Tensor) -> tuple[Tensor, None, None]:
        cos, sin = ctx.saved_tensors  # type: ignore[attr-defined]
        return _turned(gradients[0], cos, sin, -1), None, None


def _turned(x: Tensor, cos: Tensor, sin: Tensor, way: int) -> Tensor:
    turned = torch.empty_like(x)
    half = x.shape[-1] // 2
    first, second = x[..., :half], x[..., half:]
    torch.mul(first, cos, out=turned[..., :half]).addcmul_(second, sin, value=-way)
    torch.mul(second, cos, out=turned[..., half:]).addcmul_(first, sin, value=way)
    return turned
