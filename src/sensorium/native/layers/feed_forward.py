"""Position-wise feed-forward layer with a squared ReLU (So et al. 2021, Primer)."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn

EXPANSION = 4


class FeedForward(nn.Module):
    """x: (…, W) → (…, W). The output projection starts at zero, so a new block changes nothing."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.up = nn.Linear(width, EXPANSION * width, bias=False)
        self.down = nn.Linear(EXPANSION * width, width, bias=False)
        nn.init.zeros_(self.down.weight)

    def forward(self, x: Tensor) -> Tensor:
        up = self.up(x)
        return self.down(F.relu(up) * up)  # type: ignore[no-any-return]
