"""What comes back from a model's codec: the most that can be made with its codes."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from sensorium.content import Audio, Part, Video
from sensorium.errors import InvalidInput
from sensorium.native.omni import Omni


def through_codec(part: Audio | Video, model: Omni) -> Part:
    """Speech or a clip as codes and back. Raises `InvalidInput` for a sound without samples."""
    return _said_again(part, model) if isinstance(part, Audio) else _filmed_again(part, model)


def _said_again(audio: Audio, model: Omni) -> Audio:
    codec = model.sound_codec
    samples = torch.from_numpy(audio.mono().resampled(codec.sample_rate_hz).samples.copy())
    if not samples.numel():
        raise InvalidInput("a sound without samples has no codes", code="audio_too_short")
    with torch.inference_mode():
        decoded = codec.decode(codec.encode(samples))
    return Audio(decoded.reshape(1, -1).clamp(-1, 1).numpy(), codec.sample_rate_hz, audio.transcript)


def _filmed_again(video: Video, model: Omni) -> Video:
    """Key frames are coded; the codec makes the frames between, as it does for a clip that was generated."""
    codec = model.picture_codec
    frames = torch.from_numpy(video.frames.copy()).permute(0, 3, 1, 2).float() / 255
    decoded = codec.decode(codec.encode(frames[None]))[0]
    pixels: NDArray[np.uint8] = (decoded.clamp(0, 1).permute(0, 2, 3, 1) * 255).round().to(torch.uint8).numpy()
    times_s = np.arange(len(pixels), dtype=np.float64) * (video.duration_s / len(pixels))
    return Video(frames=pixels, times_s=times_s, duration_s=video.duration_s)
