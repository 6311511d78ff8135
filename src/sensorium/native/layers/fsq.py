"""Finite scalar quantisation: each number is rounded to one of a few levels, and a group of numbers is one code.

Letters: … any leading axes, D numbers of one code.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from sensorium.errors import InvalidInput

_MARGIN = 1e-3  # the outermost levels stay reachable by a finite number


class FSQ(nn.Module):
    """Finite scalar quantisation (Mentzer et al. 2023): no codebook to learn, none to collapse."""

    reach: Tensor
    offset: Tensor
    basis: Tensor

    def __init__(self, levels: Sequence[int]) -> None:
        """`levels` per number, each ≥ 2. Raises `ValueError` otherwise."""
        super().__init__()
        if not levels or min(levels) < 2:
            raise ValueError(f"FSQ needs at least two levels for each number, not {tuple(levels)}")
        self.levels = tuple(levels)
        self.num_codes = math.prod(levels)
        sizes = torch.tensor(levels)
        self.register_buffer("reach", (sizes - 1).float() * (1 + _MARGIN) / 2, persistent=False)
        self.register_buffer("offset", torch.where(sizes % 2 == 0, 0.5, 0.0), persistent=False)
        basis = [math.prod(levels[:i]) for i in range(len(levels))]
        self.register_buffer("basis", torch.tensor(basis), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """(…, D) unbounded → (…, D) quantised values in [-1, 1]; the gradient passes the rounding unchanged."""
        bounded = self._bound(x)
        rounded = bounded + (bounded.round() - bounded).detach()
        return rounded / self._width()

    def encode(self, x: Tensor) -> Tensor:
        """(…, D) unbounded → (…) int64 codes in 0 … num_codes - 1."""
        digits = self._bound(x).round() + self._width()
        return (digits.long() * self.basis).sum(-1)

    def decode(self, codes: Tensor) -> Tensor:
        """(…) int64 codes → (…, D) float32 values in [-1, 1]. Raises `InvalidInput` for a code out of range."""
        if codes.numel() and not 0 <= int(codes.min()) <= int(codes.max()) < self.num_codes:
            raise InvalidInput(f"a code is outside 0 … {self.num_codes - 1}", code="invalid_code", param="codes")
        sizes = torch.tensor(self.levels, device=codes.device)
        digits = codes.unsqueeze(-1) // self.basis % sizes
        return digits / self._width() - 1

    def _width(self) -> Tensor:
        """Half the number of levels, rounded down: level 0 lies at -1."""
        return (self.reach + self.offset).round()

    def _bound(self, x: Tensor) -> Tensor:
        """Squash each number between its outermost levels; an even number of levels is centred between two."""
        x = x.float()
        shift = torch.atanh(self.offset / self.reach)
        return torch.tanh(x + shift) * self.reach - self.offset
