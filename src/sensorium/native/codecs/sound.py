"""Sound ↔ discrete codes: 80 ms of speech or noise is one frame of four codes.

Letters: B batch, N samples, F spectrogram frames, M mel bands, T code frames, C codebooks, L numbers of one code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sensorium.errors import InvalidInput
from sensorium.native.codecs.vocoder import Vocoder, VocoderConfig
from sensorium.native.layers.convnext import ConvNeXtBlock, TimeConvolution
from sensorium.native.layers.fsq import FSQ
from sensorium.native.layers.spectrogram import LogMel


@dataclass(frozen=True, kw_only=True)
class SoundCodecConfig:
    """Sizes of all parts. One code frame covers `stride` frames of the vocoder's spectrogram."""

    sample_rate_hz: int = 16_000
    stride: int = 5
    num_codebooks: int = 4
    levels: tuple[int, ...] = (8, 5, 5, 5)
    encoder_dim: int = 128
    encoder_blocks: int = 3
    code_dim: int = 208
    code_blocks: int = 2
    mel_dim: int = 160
    mel_blocks: int = 3
    vocoder: VocoderConfig = field(default_factory=VocoderConfig)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> SoundCodecConfig:
        """The sizes as `dataclasses.asdict` wrote them, also after a journey through JSON."""
        nested = {"levels": tuple(values["levels"]), "vocoder": VocoderConfig(**values["vocoder"])}
        return cls(**{**values, **nested})


class SoundCodec(nn.Module):
    """Log-mel → 12.5 Hz × 4 finite-scalar codes → log-mel → samples.

    Code frame `t` stands for the samples `t × samples_per_frame …`; decoding looks a few frames ahead (`future`).
    """

    def __init__(self, config: SoundCodecConfig) -> None:
        super().__init__()
        self.config = config
        vocoder = config.vocoder
        self.log_mel = LogMel(config.sample_rate_hz, vocoder.num_mels, vocoder.window, vocoder.hop)
        self.fsq = FSQ(config.levels)
        self.encoder = MelEncoder(config)
        self.decoder = MelDecoder(config)
        self.vocoder = Vocoder(vocoder)

    @property
    def sample_rate_hz(self) -> int:
        return self.config.sample_rate_hz

    @property
    def samples_per_frame(self) -> int:
        return self.config.stride * self.config.vocoder.hop

    @property
    def frame_rate_hz(self) -> float:
        return self.sample_rate_hz / self.samples_per_frame

    @property
    def num_codebooks(self) -> int:
        return self.config.num_codebooks

    @property
    def codebook_size(self) -> int:
        return self.fsq.num_codes

    @property
    def past(self) -> int:
        """Code frames before it that a decoded frame depends on."""
        return self.decoder.code_past + _frames(self.vocoder.past + self.decoder.mel_past, self.config.stride)

    @property
    def future(self) -> int:
        """Code frames after it that a decoded frame depends on: the delay of streaming."""
        return self.decoder.code_future + _frames(self.vocoder.future + self.decoder.mel_future, self.config.stride)

    def encode(self, samples: Tensor) -> Tensor:
        """(B, N) float32 in [-1, 1] → (B, T, C) int64 in 0 … codebook_size - 1, T = ⌈N / samples_per_frame⌉.

        The end is padded with silence. Raises `InvalidInput` for an empty sound or a wrong shape.
        """
        if samples.ndim != 2 or samples.size(1) == 0:
            raise InvalidInput(
                f"sound must have the shape (batch, samples), not {tuple(samples.shape)}", code="audio_too_short"
            )
        padding = -samples.size(1) % self.samples_per_frame
        return self.encode_mel(self.log_mel(F.pad(samples, (0, padding))))

    def encode_mel(self, mel: Tensor) -> Tensor:
        """(B, M, F) of the codec's own `log_mel`, F a multiple of the stride → (B, T, C) int64."""
        return self.fsq.encode(self.encoder(mel))

    def decode(self, codes: Tensor) -> Tensor:
        """(B, T, C) int64 → (B, T × samples_per_frame) float32. Raises `InvalidInput` for codes out of range."""
        return cast(Tensor, self.vocoder(self.decode_mel(codes)))

    def decode_mel(self, codes: Tensor) -> Tensor:
        """(B, T, C) int64 → (B, M, F)."""
        if codes.ndim != 3 or codes.size(2) != self.num_codebooks:
            raise InvalidInput(
                f"codes must have the shape (batch, frames, {self.num_codebooks}), not {tuple(codes.shape)}",
                code="invalid_code",
            )
        return cast(Tensor, self.decoder(self.fsq.decode(codes)))

    def reconstruct_mel(self, mel: Tensor) -> Tensor:
        """(B, M, F) → (B, M, F) through the codes, differentiable: what training compares."""
        return cast(Tensor, self.decoder(self.fsq(self.encoder(mel))))


class MelEncoder(nn.Module):
    """(B, M, F) → (B, T, C, L) unbounded numbers, `stride` times fewer frames."""

    def __init__(self, config: SoundCodecConfig) -> None:
        super().__init__()
        self.stride, self.num_codebooks = config.stride, config.num_codebooks
        dim, code_dim = config.encoder_dim, config.code_dim
        self.stem = TimeConvolution(config.vocoder.num_mels, dim, 2, 2)
        self.fine = nn.Sequential(*(ConvNeXtBlock(dim) for _ in range(config.encoder_blocks)))
        self.reduce = nn.Linear(dim * config.stride, code_dim)
        self.coarse = ConvNeXtBlock(code_dim, 2, 2)
        self.norm = nn.LayerNorm(code_dim)
        self.head = nn.Linear(code_dim, config.num_codebooks * len(config.levels))

    def forward(self, mel: Tensor) -> Tensor:
        hidden = self.fine(self.stem(mel.transpose(1, 2)))
        hidden = self.coarse(self.reduce(hidden.unflatten(1, (-1, self.stride)).flatten(2)))
        return cast(Tensor, self.head(self.norm(hidden)).unflatten(2, (self.num_codebooks, -1)))


class MelDecoder(nn.Module):
    """(B, T, C, L) quantised values → (B, M, F)."""

    def __init__(self, config: SoundCodecConfig) -> None:
        super().__init__()
        self.config = config
        code_dim, dim, vocoder = config.code_dim, config.mel_dim, config.vocoder
        self.stem = TimeConvolution(config.num_codebooks * len(config.levels), code_dim, 2, 1)
        self.coarse = nn.Sequential(*(ConvNeXtBlock(code_dim, 2, 0) for _ in range(config.code_blocks)))
        self.expand = nn.Linear(code_dim, dim * config.stride)
        self.fine = nn.Sequential(*(ConvNeXtBlock(dim, vocoder.past, vocoder.future) for _ in range(config.mel_blocks)))
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, vocoder.num_mels)

    code_future = 1

    @property
    def code_past(self) -> int:
        return 2 * (1 + self.config.code_blocks)

    @property
    def mel_past(self) -> int:
        return self.config.vocoder.past * self.config.mel_blocks

    @property
    def mel_future(self) -> int:
        return self.config.vocoder.future * self.config.mel_blocks

    def forward(self, values: Tensor) -> Tensor:
        hidden = self.coarse(self.stem(values.flatten(2)))
        hidden = self.fine(self.expand(hidden).unflatten(2, (self.config.stride, -1)).flatten(1, 2))
        return cast(Tensor, self.head(self.norm(hidden)).transpose(1, 2))


@dataclass(kw_only=True)
class SoundStream:
    """Decodes codes as they arrive: the pieces joined are what `SoundCodec.decode` makes of the whole.

    Push frames; what can no longer change comes back at once, the last `codec.future` frames with `finish`.
    """

    codec: SoundCodec
    codes: Tensor = field(default_factory=lambda: torch.zeros(0, 0, dtype=torch.int64))  # kept for context
    num_kept: int = 0  # frames at the head of `codes` that have been sounded

    def push(self, codes: Tensor) -> Tensor:
        """(frames, C) int64 → (samples,) float32, maybe empty."""
        self.codes = torch.cat([self.codes.view(-1, self.codec.num_codebooks), codes])
        return self._sound(self.codes.size(0) - self.codec.future)

    def finish(self) -> Tensor:
        """The rest: (samples,) float32. The stream is then empty and can take another sound."""
        samples = self._sound(self.codes.size(0))
        self.codes, self.num_kept = self.codes[:0], 0
        return samples

    def _sound(self, stop: int) -> Tensor:
        """Samples of the frames up to `stop` that have not been sounded."""
        if stop <= self.num_kept:
            return torch.zeros(0)
        with torch.no_grad():
            decoded = self.codec.decode(self.codes[None])[0]
        frame = self.codec.samples_per_frame
        samples = decoded[self.num_kept * frame : stop * frame]
        dropped = max(0, stop - self.codec.past)
        self.codes, self.num_kept = self.codes[dropped:], stop - dropped
        return samples


def _frames(spectrogram_frames: int, stride: int) -> int:
    return -(-spectrogram_frames // stride)
