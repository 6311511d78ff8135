"""Values → the JSON of answers: pictures, sounds, clips and scores as base64, tokens by modality."""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Mapping
from typing import Any

import numpy as np

from sensorium.content import Audio, Image, Usage, Video

AUDIO_FORMATS = ("wav", "mp3", "flac", "opus", "aac", "pcm16")
PCM_RATE_HZ = 24_000  # of raw samples, as the API has it
KEPT_S = 3_600  # how long the id of a sound is said to be good for


def new_id(kind: str) -> str:
    """'chatcmpl-…': not guessable."""
    return f"{kind}-{secrets.token_hex(12)}"


def now() -> int:
    """Seconds since 1970."""
    return int(time.time())


def base64_of(data: bytes) -> str:
    """Standard base64, no line breaks."""
    return base64.b64encode(data).decode("ascii")


def data_url(media_type: str, data: bytes) -> str:
    """A file as an address that holds it."""
    return f"data:{media_type};base64,{base64_of(data)}"


def picture(image: Image) -> dict[str, Any]:
    """A picture as OpenRouter's `message.images` has it."""
    return {"type": "image_url", "image_url": {"url": data_url("image/png", image.encode("png"))}}


def film(video: Video) -> dict[str, Any]:
    """A clip as a part with `video_url`."""
    return {"type": "video_url", "video_url": {"url": data_url("video/mp4", video.encode("mp4"))}}


def sound_bytes(audio: Audio, form: str) -> bytes:
    """A file of one of `AUDIO_FORMATS`; `pcm16` is raw little-endian 16-bit mono at 24 kHz."""
    if form in ("pcm", "pcm16"):
        return pcm16(audio)
    return audio.encode("m4a" if form == "aac" else form)


def pcm16(audio: Audio) -> bytes:
    """Raw little-endian 16-bit mono at 24 kHz."""
    samples = audio.mono().resampled(PCM_RATE_HZ).samples[0]
    return bytes((samples * 32_767).round().astype("<i2").tobytes())


def usage_json(usage: Usage) -> dict[str, Any]:
    """Tokens by modality, in the names of chat completions."""
    return {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "total_tokens": usage.total_tokens,
        "prompt_tokens_details": {**_details(usage.prompt), "cached_tokens": 0},
        "completion_tokens_details": {**_details(usage.completion), "reasoning_tokens": 0},
    }


def _details(counts: Mapping[str, int]) -> dict[str, int]:
    return {f"{modality}_tokens": count for modality, count in counts.items()}


def plain(value: object) -> object:
    """A setting as JSON can hold it."""
    return value.item() if isinstance(value, np.generic) else value
