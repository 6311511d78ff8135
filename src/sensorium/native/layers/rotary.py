"""Rotary positions over three axes: time, row, column (Su et al. 2021; interleaved axes after Qwen2.5-VL).

B batch, T positions, H heads, D head width. Text has three equal coordinates, so it reduces to one axis.
"""

from __future__ import annotations

import torch
from torch import Tensor

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
    first, second = x.chunk(2, dim=-1)
    return torch.cat((first * cos - second * sin, first * sin + second * cos), dim=-1)
