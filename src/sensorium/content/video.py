"""Moving pictures, with or without sound."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sensorium.content import saving
from sensorium.content.arrays import finite, frozen
from sensorium.content.sound import Audio
from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from sensorium.media.sources import Source

_FORMATS = {"mp4": "mp4", "webm": "webm", "gif": "gif", "mov": "mov", "mkv": "mkv"}
_FADE_S = 0.25
_FADE_SHARE = 0.1  # of the clip, at most


@dataclass(frozen=True, eq=False)
class Video:
    """Frames uint8, shape = (frames, height, width, 3), shown at `times_s` (ascending, starts at 0)."""

    frames: NDArray[np.uint8]
    times_s: NDArray[np.float64]
    duration_s: float
    soundtrack: Audio | None = None

    def __post_init__(self) -> None:
        frozen(self, self.frames, "frames", np.uint8, (None, None, None, 3))
        if not self.frames.size:
            raise InvalidInput("A video needs at least one frame.", code="invalid_array", param="frames")
        frozen(self, self.times_s, "times_s", np.float64, (len(self.frames),))
        finite(self, self.times_s, "times_s")
        if self.times_s[0] != 0 or (np.diff(self.times_s) <= 0).any():
            raise InvalidInput("Frame times must start at 0 and ascend.", code="invalid_array", param="times_s")
        if not self.times_s[-1] <= self.duration_s < float("inf"):
            message = f"The video ends at {self.duration_s:g} s, before its last frame at {self.times_s[-1]:g} s."
            raise InvalidInput(message, code="invalid_video", param="duration_s")

    @classmethod
    def open(
        cls,
        source: Source,
        *,
        num_frames: int | None = None,
        fps: float | None = None,
        max_frames: int | None = None,
        max_side: int | None = None,
        sound: bool = True,
        limits: Limits = DEFAULT,
    ) -> Video:
        """Read MP4, WebM, MKV, MOV or GIF: every frame at its own time, or those on screen at even steps.

        `num_frames`: at times `i * duration_s / num_frames`. `fps`: at times `i / fps`. `max_frames`: like `num_frames`
        where the film has more than that. `max_side`: shrink so that neither side is longer, in pixels.
        Raises `InvalidInput`, `TooLarge`.
        """
        from sensorium.media import sources, videos

        data = sources.load(source, limits).data
        film = videos.read(
            data, limits, num_frames=num_frames, fps=fps, max_frames=max_frames, max_side=max_side, sound=sound
        )
        soundtrack = None if film.samples is None else Audio(film.samples, film.sample_rate_hz)
        return cls(film.frames, film.times_s, film.duration_s, soundtrack)

    @property
    def width(self) -> int:
        return int(self.frames.shape[2])

    @property
    def height(self) -> int:
        return int(self.frames.shape[1])

    @property
    def fps(self) -> float:
        """Frames per second on average; 0 for a video without duration."""
        return len(self.frames) / self.duration_s if self.duration_s else 0.0

    def with_soundtrack(self, audio: Audio | None) -> Video:
        """The same frames with `audio`: cut to the video's length with a short fade, or followed by silence."""
        if audio is None:
            return replace(self, soundtrack=None)
        length = round(self.duration_s * audio.sample_rate_hz)
        samples = audio.samples[:, :length]
        if audio.samples.shape[1] > length:
            samples = _faded(samples, round(min(_FADE_S, self.duration_s * _FADE_SHARE) * audio.sample_rate_hz))
        filled = np.pad(samples, ((0, 0), (0, length - samples.shape[1])))
        return replace(self, soundtrack=replace(audio, samples=filled))

    def encode(self, format: str = "mp4") -> bytes:  # noqa: A002 - the field's word
        """The bytes of an `mp4`, `webm`, `gif` (silent), `mov` or `mkv` file."""
        name = saving.format_of(format, _FORMATS)
        return saving.export(self, name, lambda video: _written(video, name))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write .mp4, .webm, .gif, .mov or .mkv. Raises `StorageFailed`, `InvalidInput`."""
        saving.write_file(path, self.encode(saving.extension_of(path, _FORMATS)))

    def _repr_html_(self) -> str:
        return f'<video controls loop src="{saving.data_url("video/mp4", self.encode("mp4"))}"></video>'

    def __repr__(self) -> str:
        sound = ", sound" if self.soundtrack else ""
        return f"Video({len(self.frames)} frames, {self.width}×{self.height}, {self.duration_s:.2f} s{sound})"


def _faded(samples: NDArray[np.float32], length: int) -> NDArray[np.float32]:
    """The last `length` samples fade to silence, linearly."""
    gain = np.ones(samples.shape[1], np.float32)
    gain[len(gain) - length :] = np.linspace(1, 0, length, dtype=np.float32)
    return samples * gain


def _written(video: Video, name: str) -> bytes:
    from sensorium.media import video_writing

    sound = video.soundtrack if video.soundtrack is not None and video.soundtrack.samples.size else None
    return video_writing.write(
        video.frames,
        video.times_s,
        video.duration_s,
        name,
        None if sound is None else sound.samples,
        0 if sound is None else sound.sample_rate_hz,
    )
