"""The audio encoder: log-mel spectrogram → continuous features at backbone width, 12.5 a second.

N sounds, T frames, E encoder width, D backbone width.
"""

from __future__ import annotations

from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sensorium.native.layers.attention import attend_with
from sensorium.native.layers.block import Stack
from sensorium.native.layers.norm import rms_norm
from sensorium.native.layers.spectrogram import LogMel

SAMPLE_RATE_HZ = 16_000
HOP = 160  # 10 ms
WINDOW = 400  # 25 ms
NUM_MELS = 80
STRIDE = 8  # mel frames in one feature
SAMPLES_PER_FEATURE = HOP * STRIDE  # 80 ms


def num_features(num_samples: int) -> int:
    """Features of a sound of `num_samples` at SAMPLE_RATE_HZ (at least one)."""
    return max(1, -(-num_samples // SAMPLES_PER_FEATURE))


class AudioEncoder(nn.Module):
    """Three strided convolutions (÷8 in time) and a bidirectional transformer."""

    def __init__(self, *, width: int, num_layers: int, out_width: int) -> None:
        super().__init__()
        self.mel = LogMel(sample_rate_hz=SAMPLE_RATE_HZ, num_mels=NUM_MELS, window=WINDOW, hop=HOP)
        channels = (NUM_MELS, width // 2, width, width)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(before, after, 3, stride=2, padding=1) for before, after in pairwise(channels)
        )
        self.stack = Stack(width, num_layers)
        self.out = nn.Linear(width, out_width, bias=False)

    def forward(self, samples: Tensor, lengths: Tensor) -> Tensor:
        """samples: (N, S) float32 in [-1, 1], zero-padded to whole features; lengths: (N,) features of each sound.

        Returns (N, S / SAMPLES_PER_FEATURE, D); features past a sound's length are meaningless.
        """
        count = samples.shape[1] // SAMPLES_PER_FEATURE
        x = self.mel(samples)[..., : count * STRIDE].to(self.out.weight.dtype)
        for convolution in self.convolutions:
            x = F.gelu(convolution(x))
            x = rms_norm(x.transpose(1, 2)).transpose(1, 2)
        time = torch.arange(count, device=samples.device)
        mask = (time < lengths[:, None])[:, None, None, :]
        features = self.stack(x.transpose(1, 2), time[None, :, None].expand(1, -1, 3), attend_with(mask))
        return self.out(features)  # type: ignore[no-any-return]
