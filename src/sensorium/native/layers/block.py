"""One transformer block, and a stack of them: the encoders and the backbone are made of the same ones."""

from __future__ import annotations

from torch import Tensor, nn

from sensorium.native.layers.attention import HEAD_DIM, Attend, Attention
from sensorium.native.layers.feed_forward import FeedForward
from sensorium.native.layers.norm import rms_norm
from sensorium.native.layers.rotary import angles


class Block(nn.Module):
    """Attention, then feed-forward, each on normalised input and added back (pre-norm residual)."""

    def __init__(self, width: int, layer: int) -> None:
        super().__init__()
        self.attention = Attention(width, layer)
        self.feed_forward = FeedForward(width)

    def forward(self, x: Tensor, rotary: tuple[Tensor, Tensor], attend: Attend) -> Tensor:
        x = x + self.attention(rms_norm(x), rotary, attend)
        return x + self.feed_forward(rms_norm(x))  # type: ignore[no-any-return]


class Stack(nn.Module):
    """`num_layers` blocks. x: (B, T, W), positions: (B, T, 3) → (B, T, W), normalised."""

    def __init__(self, width: int, num_layers: int) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(Block(width, layer) for layer in range(num_layers))

    def forward(self, x: Tensor, positions: Tensor, attend: Attend) -> Tensor:
        rotary = angles(positions, HEAD_DIM)
        for block in self.blocks:
            x = block(x, rotary, attend)
        return rms_norm(x)
