"""Values → the JSON of answers: pictures, sounds, clips and scores as base64, tokens by modality."""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Audio, Image, Token, Usage, Video, saving
from sensorium.errors import InvalidInput, NotFound
from sensorium.media.samples import Resampling
from sensorium.models import lossless
from sensorium.surfaces.server.tracing import spans

PCM_RATE_HZ = 24_000  # of raw samples, as the API has it


def new_id(kind: str) -> str:
    """'chatcmpl-…': not guessable."""
    return f"{kind}-{secrets.token_hex(12)}"


def now() -> int:
    """Seconds since 1970."""
    return int(time.time())


def listed(cards: list[dict[str, Any]], *, limit: int, newest_first: bool, after: str | None) -> dict[str, Any]:
    """A page of cards that come newest first: at most `limit` of those that follow the one with the id `after`.

    Raises `InvalidInput` for a limit under 1, `NotFound` where nothing has that id.
    """
    if limit < 1:
        raise InvalidInput(f"limit must be at least 1, got {limit}", param="limit")
    cards = cards if newest_first else cards[::-1]
    known = [card["id"] for card in cards]
    if after is not None and after not in known:
        raise NotFound(f"nothing with the id {after[:60]!r} is kept here", code="not_found", param="after")
    cards = cards if after is None else cards[known.index(after) + 1 :]
    page = cards[:limit]
    ends = {"first_id": page[0]["id"], "last_id": page[-1]["id"]} if page else {"first_id": None, "last_id": None}
    return {"object": "list", "data": page, "has_more": len(cards) > limit, **ends}


def base64_of(data: bytes) -> str:
    """Standard base64, no line breaks."""
    return base64.b64encode(data).decode("ascii")


@spans.encoding()
def png(image: Image) -> bytes:
    """A picture as a file."""
    return image.encode("png")


def picture(image: Image) -> dict[str, Any]:
    """A picture as OpenRouter's `message.images` has it."""
    return {"type": "image_url", "image_url": {"url": saving.data_url("image/png", png(image))}}


@spans.encoding()
def film(video: Video) -> dict[str, Any]:
    """A clip as a part with `video_url`."""
    return {"type": "video_url", "video_url": {"url": saving.data_url("video/mp4", video.encode("mp4"))}}


@spans.encoding()
def strip(video: Video) -> dict[str, Any]:
    """A clip without loss, as a part `clip`."""
    return lossless.clip_json(video)


def tokens(told: Sequence[Token]) -> list[dict[str, Any]]:
    """Tokens of words as `logprobs.content` has them."""
    return [
        {**_token(one.data, one.logprob), "top_logprobs": [_token(*other) for other in one.likeliest]} for one in told
    ]


def _token(data: bytes, logprob: float) -> dict[str, Any]:
    return {"token": data.decode(errors="replace"), "bytes": list(data), "logprob": logprob}


@spans.encoding()
def sound_bytes(audio: Audio, form: str) -> bytes:
    """A file in a format of the API; `pcm16` is raw little-endian 16-bit mono at 24 kHz."""
    if form in ("pcm", "pcm16"):
        return pcm16(audio)
    return audio.encode("m4a" if form == "aac" else form)


def pcm16(audio: Audio) -> bytes:
    """Raw little-endian 16-bit mono at 24 kHz."""
    return _raw(audio.mono().resampled(PCM_RATE_HZ).samples)


class PcmStream:
    """Chunks of one sound → raw 16-bit mono at 24 kHz, as if the sound came in one piece."""

    def __init__(self) -> None:
        self._resampling: Resampling | None = None

    @spans.encoding()
    def push(self, audio: Audio) -> bytes:
        """What can be sent so far."""
        if self._resampling is None:
            self._resampling = Resampling(audio.sample_rate_hz, PCM_RATE_HZ)
        return _raw(self._resampling.push(audio.mono().samples))

    def finish(self) -> bytes:
        """The rest, after the last chunk."""
        if self._resampling is None:
            return b""
        return _raw(self._resampling.push(np.zeros((1, 0), np.float32), last=True))


def _raw(samples: NDArray[np.float32]) -> bytes:
    """Samples, shape = (1, time), as little-endian 16-bit integers."""
    return bytes((samples[0] * 32_767).round().astype("<i2").tobytes())


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
