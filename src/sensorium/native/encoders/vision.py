"""The vision encoder: pixels → continuous features at backbone width, to understand pictures.

N pictures, H × W pixels, C channels, E encoder width, D backbone width. One convolutional stem (÷8) and one
bidirectional transformer serve all views; only the way patches are merged differs. The frames of a clip are attended to
together, so that a feature knows what came before and after it. Features of a line also spell its letters, those of a
detailed view tell whether a value of a chart ends there, where exactly, and how large a slice is.
"""

from __future__ import annotations

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sensorium.native.encoders.letters import LetterHead
from sensorium.native.encoders.views import NUM_FRAMES
from sensorium.native.layers.attention import attend_with
from sensorium.native.layers.block import Stack
from sensorium.native.layers.norm import rms_norm
from sensorium.native.tokens.stream import FeatureKind

STEM = (32, 64, 128)  # channels after each halving
LINE_ROWS = 4  # rows of a line of text after the stem
NO_END = -4.0  # log-odds that a value ends at a feature, at first: in a chart one in twenty does
PLACED = 3  # how far an end lies right of the feature's middle and below it, and the share of a slice
MERGE = 2  # detailed views merge MERGE × MERGE encoder positions into one feature


class FromZero(nn.Linear):
    """A linear map that says nothing at first."""

    def reset_parameters(self) -> None:
        """Zeros, for which no random number is drawn."""
        nn.init.zeros_(self.weight)
        nn.init.zeros_(self.bias)


class VisionEncoder(nn.Module):
    """Pictures, details, lines and frames share the weights below."""

    def __init__(self, *, width: int, num_layers: int, out_width: int) -> None:
        super().__init__()
        channels = (3, *STEM)
        self.stem = nn.ModuleList(
            nn.Conv2d(before, after, 3, stride=2, padding=1) for before, after in pairwise(channels)
        )
        self.patch = nn.Conv2d(STEM[-1], width, 2, stride=2)
        self.column = nn.Linear(LINE_ROWS * STEM[-1], width)
        self.stack = Stack(width, num_layers)
        self.out = nn.Linear(width, out_width, bias=False)
        self.out_merged = nn.Linear(MERGE * MERGE * width, out_width, bias=False)
        self.letters = LetterHead(out_width)
        self.ends = FromZero(out_width, 1)
        nn.init.constant_(self.ends.bias, NO_END)
        self.placed = FromZero(out_width, PLACED)

    def forward(self, kind: FeatureKind, pixels: Tensor, columns: Tensor | None = None) -> Tensor:
        """Features of a batch of one kind of view.

        pixels: (N, 3, H, W) float in [-1, 1]; for kind "frames", NUM_FRAMES in a row are one clip. columns: (N,) number
        of valid columns of each line, for kind "line" only. Returns (N, positions, D), row by row.
        """
        x = pixels
        for convolution in self.stem:
            x = F.gelu(convolution(x))
            x = rms_norm(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        if kind == "line":
            return self._line(x, columns)
        grid = self.patch(x).permute(0, 2, 3, 1)
        times = NUM_FRAMES if kind == "frames" else 1
        rows, across = grid.shape[1:3]
        patches = grid.reshape(len(x) // times, times * rows * across, -1)
        features = self.stack(patches, _places(times, rows, across, grid.device), attend_with(None))
        if kind != "detail":
            return self.out(features).view(len(x), rows * across, -1)  # type: ignore[no-any-return]
        merged = features.view(len(x), rows // MERGE, MERGE, across // MERGE, MERGE, -1).transpose(2, 3)
        return self.out_merged(merged.flatten(3).flatten(1, 2))  # type: ignore[no-any-return]

    def _line(self, x: Tensor, columns: Tensor | None) -> Tensor:
        patches = self.column(x.permute(0, 3, 2, 1).flatten(2))
        across = patches.shape[1]
        mask = None
        if columns is not None:
            mask = (torch.arange(across, device=x.device) < columns[:, None])[:, None, None, :]
        features = self.stack(patches, _places(1, 1, across, x.device), attend_with(mask))
        return self.out(features)  # type: ignore[no-any-return]


def scaled(pixels: Tensor) -> Tensor:
    """What the encoder takes: uint8 (N, H, W, 3) → float (N, 3, H, W) in [-1, 1]."""
    return pixels.permute(0, 3, 1, 2).float() / 127.5 - 1.0


def _places(times: int, rows: int, columns: int, device: torch.device) -> Tensor:
    """Coordinates (1, times × rows × columns, 3) of a grid, time by time and row by row."""
    axes = [torch.arange(size, device=device) for size in (times, rows, columns)]
    return torch.stack(torch.meshgrid(*axes, indexing="ij"), dim=-1).view(1, -1, 3)
