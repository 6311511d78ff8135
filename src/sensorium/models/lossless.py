"""Clips, pages and sounds between our client and our server, without loss: pictures as PNG, samples as 32-bit floats.

A clip is a strip: one picture with its frames below one another, so that it is judged and decoded like any picture.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np

from sensorium.content import Audio, Document, Image, Video, saving
from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT

Json = dict[str, Any]


def fits_a_strip(video: Video) -> bool:
    """Whether a clip is small enough to be one picture, as a server limits pictures."""
    return len(video.frames) * video.width * video.height <= DEFAULT.image_pixels


def clip_json(video: Video) -> Json:
    """A clip as a part `clip`."""
    strip = Image(video.frames.reshape(-1, video.width, 3))
    sound = None if video.soundtrack is None else sound_url(video.soundtrack)
    told = {"strip": _png(strip), "times_s": video.times_s.tolist(), "duration_s": video.duration_s, "sound": sound}
    return {"type": "clip", "clip": told}


def clip_of(strip: Image, times_s: Sequence[float], duration_s: float, sound: Audio | None) -> Video:
    """The clip whose frames stand below one another in `strip`, one for each of `times_s`. Raises `InvalidInput`."""
    if not times_s or strip.height % len(times_s):
        what = f"a strip {strip.height} pixels high does not hold {len(times_s)} frames of one height"
        raise InvalidInput(what, param="times_s")
    frames = strip.pixels.reshape(len(times_s), -1, strip.width, 3)
    return Video(frames, np.array(times_s, np.float64), duration_s, sound)


def pages_json(document: Document) -> Json:
    """A document as a part `pages`."""
    pages = [
        {"text": page.text, "picture": _png(page.picture), "width_pt": page.width_pt, "height_pt": page.height_pt}
        for page in document.pages
    ]
    return {"type": "pages", "pages": pages, "title": document.title}


def sound_url(audio: Audio) -> str:
    """A sound as a data URL."""
    return saving.data_url("audio/wav", audio.encode("wav32"))


def sound_json(audio: Audio) -> Json:
    """A sound as a part `input_audio`."""
    data = base64.b64encode(audio.encode("wav32")).decode()
    return {"type": "input_audio", "input_audio": {"data": data, "format": "wav"}}


def _png(image: Image) -> str:
    return saving.data_url("image/png", image.encode("png"))
