"""Log-mel spectrogram → samples: the network says a short-time spectrum, an inverse Fourier transform makes sound.

Letters: B batch, F frames, M mel bands, D width, K frequency bins, N samples.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sensorium.native.layers.convnext import ConvNeXtBlock, TimeConvolution

_LOUDEST = 6.0  # of the natural log of a magnitude: a full-scale sine has 5.5 under a window of 1,024


@dataclass(frozen=True, kw_only=True)
class VocoderConfig:
    """Sizes; `past` and `future` are the reach of one layer in frames."""

    num_mels: int = 80
    dim: int = 192
    num_blocks: int = 5
    window: int = 1024
    hop: int = 256
    past: int = 5
    future: int = 1

    def __post_init__(self) -> None:
        if self.window % self.hop or self.window < 2 * self.hop:
            raise ValueError(f"a window of {self.window} samples must be a multiple, at least twice, of {self.hop}")


class Vocoder(nn.Module):
    """ConvNeXt blocks at the frame rate and an inverse STFT (Vocos: Siuzdak 2023).

    No layer looks at all of time, so a sound can be made piece by piece.
    """

    taper: Tensor

    def __init__(self, config: VocoderConfig) -> None:
        super().__init__()
        self.config = config
        self.stem = TimeConvolution(config.num_mels, config.dim, config.past, config.future)
        self.stem_norm = nn.LayerNorm(config.dim)
        self.blocks = nn.Sequential(
            *(ConvNeXtBlock(config.dim, config.past, config.future) for _ in range(config.num_blocks))
        )
        self.norm = nn.LayerNorm(config.dim)
        self.head = nn.Linear(config.dim, config.window + 2)
        self.register_buffer("taper", torch.hann_window(config.window), persistent=False)

    @property
    def past(self) -> int:
        """Frames before it that one hop of samples depends on."""
        return self.config.past * (1 + self.config.num_blocks) + self.config.window // self.config.hop

    @property
    def future(self) -> int:
        """Frames after it that one hop of samples depends on."""
        return self.config.future * (1 + self.config.num_blocks) + self.config.window // self.config.hop

    def forward(self, mel: Tensor) -> Tensor:
        """(B, M, F) as `LogMel` gives it → (B, F × hop) float32, about in [-1, 1]."""
        hidden = self.norm(self.blocks(self.stem_norm(self.stem(mel.transpose(1, 2)))))
        with torch.autocast(hidden.device.type, enabled=False):  # bf16 here would be heard as noise
            spectrum = self._spectrum(hidden.float())
            return self._overlap_add(spectrum)

    def _spectrum(self, hidden: Tensor) -> Tensor:
        """(B, F, D) → complex (B, F, K): log magnitude and a phase angle whose winding does not matter."""
        log_magnitude, phase = cast(Tensor, self.head(hidden)).chunk(2, dim=-1)
        magnitude = log_magnitude.clamp_max(_LOUDEST).exp()
        return torch.complex(magnitude * phase.cos(), magnitude * phase.sin())

    def _overlap_add(self, spectrum: Tensor) -> Tensor:
        """Inverse STFT whose frames are centred on their hop: exactly F × hop samples, no lost edges."""
        window, hop = self.config.window, self.config.hop
        pieces = torch.fft.irfft(spectrum, n=window) * self.taper
        samples = _overlapped(pieces, hop)
        weight = _overlapped(self.taper.square().expand(1, pieces.size(1), window), hop)
        edge = (window - hop) // 2
        return (samples / weight.clamp_min(1e-3))[:, edge : edge + pieces.size(1) * hop]


def _overlapped(pieces: Tensor, hop: int) -> Tensor:
    """(B, F, W) pieces → (B, (F - 1) × hop + W): each added at its place. W is a multiple of hop."""
    batch, num_pieces, window = pieces.shape
    shares = pieces.view(batch, num_pieces, window // hop, hop)
    total = pieces.new_zeros(batch, num_pieces + window // hop - 1, hop)
    for share in range(window // hop):
        total = total + F.pad(shares[:, :, share], (0, 0, share, window // hop - 1 - share))
    return total.flatten(1)
