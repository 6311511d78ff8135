"""Log-mel spectrograms, fast on a CPU and differentiable.

Letters: B batch, N samples, F frames, M mel bands, K frequency bins.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

FLOOR_POWER = 1e-9  # a full-scale sine has power 0.25: this is 84 dB below
_MEAN = -7.0  # of log10 power in speech, about
_SPREAD = 1.5
_BEND_HZ = 1000.0  # the mel scale is linear below and logarithmic above
_LINEAR_HZ = 200 / 3  # one mel below the bend
_STEP = math.log(6.4) / 27  # one mel above it


class LogMel(nn.Module):
    """Power in mel bands, logarithmic, shifted by constants to about zero mean and unit range.

    Frame `t` is centred on the samples `t × hop … (t + 1) × hop`, so frames line up with time whatever the window;
    outside the sound there is silence. Bands are triangles on the mel scale of Slaney's Auditory Toolbox (1998).
    """

    taper: Tensor
    bands: Tensor

    def __init__(
        self, sample_rate_hz: int = 16_000, num_mels: int = 80, window: int = 400, hop: int = 160, num_bins: int = 0
    ) -> None:
        """`window` and `hop` in samples; `num_bins` is the length of the transform (0: the window's)."""
        super().__init__()
        self.window, self.hop = window, hop
        self.transform = max(num_bins, window)
        self.register_buffer("taper", tapered(window), persistent=False)
        self.register_buffer("bands", mel_bands(sample_rate_hz, num_mels, self.transform), persistent=False)

    def forward(self, samples: Tensor) -> Tensor:
        """(B, N) float32 in [-1, 1] → (B, M, N // hop) float32; silence is (log10 FLOOR_POWER - mean) / spread."""
        power = self.power(samples)
        mel = (power @ self.bands).clamp_min(FLOOR_POWER).log10()
        return ((mel - _MEAN) / _SPREAD).transpose(1, 2)

    def power(self, samples: Tensor) -> Tensor:
        """(B, N) → (B, F, K) power of each bin; a full-scale sine in the middle of a bin has 0.25."""
        frames = framed(samples.float(), self.window, self.hop) * self.taper
        spectrum = torch.view_as_real(torch.fft.rfft(frames, n=self.transform))
        return spectrum.square().sum(-1)


def framed(samples: Tensor, window: int, hop: int) -> Tensor:
    """(B, N) → (B, N // hop, window): overlapping pieces centred on their hop, silence outside."""
    num_frames = samples.size(1) // hop
    before = (window - hop) // 2
    after = max(0, (num_frames - 1) * hop + window - before - samples.size(1))
    return F.pad(samples, (before, after)).unfold(1, window, hop)[:, :num_frames]


def tapered(window: int) -> Tensor:
    """A Hann window that sums to one, shape = (window,)."""
    taper = torch.hann_window(window, dtype=torch.float64)
    return (taper / taper.sum()).float()


def mel_bands(sample_rate_hz: int, num_mels: int, transform: int) -> Tensor:
    """(K, M) triangles of height one, equally wide in mel from 0 Hz to half the rate."""
    top = _mel(torch.tensor(sample_rate_hz / 2, dtype=torch.float64))
    edges = _hertz(torch.linspace(0, float(top), num_mels + 2, dtype=torch.float64))
    hertz = torch.arange(transform // 2 + 1, dtype=torch.float64) * sample_rate_hz / transform
    rising = (hertz[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - hertz[:, None]) / (edges[2:] - edges[1:-1])
    bands = torch.minimum(rising, falling).clamp_min(0)
    return (bands / bands.sum(0).clamp_min(1.0)).float()


def _mel(hertz: Tensor) -> Tensor:
    octaves = torch.log(hertz.clamp_min(_BEND_HZ) / _BEND_HZ) / _STEP
    return hertz.clamp_max(_BEND_HZ) / _LINEAR_HZ + octaves


def _hertz(mel: Tensor) -> Tensor:
    bend = _BEND_HZ / _LINEAR_HZ
    return mel.clamp_max(bend) * _LINEAR_HZ * torch.exp((mel - bend).clamp_min(0) * _STEP)
