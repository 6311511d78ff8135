"""Films: MP4, WebM, MKV, MOV, GIF and animated WebP bytes → frames uint8, shape = (frames, height, width, 3), sRGB.

`decode_video` runs in the decoding process; `read` is for the program. `video_writing.py` goes the other way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import containers, formats, pictures, sounds, worker
from sensorium.media.messages import Decoded
from sensorium.media.video_frames import TICK_TOLERANCE_S, FrameIndex, FrameReader, Geometry

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

_MAX_FRAME_SHARE = 3 / 8  # of the worker's memory, for the frames of an answer
_SYNC_TOLERANCE_S = 0.002  # Matroska times are whole milliseconds


@dataclass(frozen=True, eq=False, kw_only=True, slots=True)
class Film:
    """What was read. `times_s` ascends from 0; `samples` float32, shape = (channels, time), begin at time 0."""

    frames: NDArray[np.uint8]
    times_s: NDArray[np.float64]
    duration_s: float
    samples: NDArray[np.float32] | None = None
    sample_rate_hz: int = 0
    notes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Sampling:
    """Which frames are wanted: see `read`."""

    num_frames: int | None = None
    fps: float | None = None
    max_frames: int | None = None

    def steps(self, num_shown: int, duration_s: float) -> tuple[int, float | None]:
        """How many frames, and how many seconds apart; None for all `num_shown` at their own times."""
        count, step_s = num_shown, None
        if self.num_frames is not None:
            count, step_s = self.num_frames, duration_s / self.num_frames
        elif self.fps is not None:
            count = max(1, ceil(self.fps * (duration_s - TICK_TOLERANCE_S)))
            step_s = 1 / self.fps if count > 1 else 0.0
        if self.max_frames is not None and count > self.max_frames:
            return self.max_frames, duration_s / self.max_frames
        return count, step_s


def read(
    data: bytes,
    limits: Limits = DEFAULT,
    *,
    num_frames: int | None = None,
    fps: float | None = None,
    max_frames: int | None = None,
    max_side: int | None = None,
    sound: bool = True,
) -> Film:
    """Decode a film in the decoding process: all frames at their own times, or those shown at evenly spaced times.

    `num_frames`: at times `i * duration / num_frames`. `fps`: at times `i / fps`. `max_frames`: like `num_frames` where
    that would be more. `max_side`: shrink so that neither side is longer, in pixels. Rotation and pixel aspect ratio
    are applied.

    Raises `InvalidInput`: `unsupported_format`, `invalid_media`, `no_video`; `TooLarge`: `video_too_long`,
    `video_too_large` (the pixels of one frame, or of all that were asked for).
    """
    if num_frames is not None and fps is not None:
        raise InvalidInput("Give num_frames or fps, not both.", param="fps")
    sampling = Sampling(num_frames=num_frames, fps=fps, max_frames=max_frames)
    for name, value in (asdict(sampling) | {"max_side": max_side}).items():
        if value is not None and not 0 < value < float("inf"):
            raise InvalidInput(f"{name} must be positive.", param=name)
    if formats.detect(data) in formats.PICTURES:
        return _animation(data, limits, sampling, max_side)
    decoded = worker.decode("video", data, limits, sampling=asdict(sampling), max_side=max_side, sound=sound)
    with worker.judging_answer():
        return _film(decoded)


def _animation(data: bytes, limits: Limits, sampling: Sampling, max_side: int | None) -> Film:
    """An animated picture as a film."""
    if sampling == Sampling():
        every = pictures.frames(data, limits, max_side=max_side)
        return Film(frames=every.frames, times_s=every.times_s, duration_s=every.duration_s)
    begun_s, duration_s = pictures.timing(data, limits)
    count, step_s = sampling.steps(len(begun_s), duration_s)
    _judge_frames(count, Geometry(width=1, height=1), limits)  # before so many numbers are made
    times_s = begun_s if step_s is None else np.arange(count, dtype=np.float64) * step_s
    rows = np.searchsorted(begun_s, times_s + TICK_TOLERANCE_S, side="right") - 1
    kept, places = np.unique(rows, return_inverse=True)
    found = pictures.frames(data, limits, max_side=max_side, rows=kept.tolist())
    _judge_frames(count, Geometry(width=found.frames.shape[2], height=found.frames.shape[1]), limits)
    left_out = step_s is not None and sampling.max_frames == count
    notes = (looked_at(count, len(begun_s)),) if left_out else ()
    return Film(frames=found.frames[places], times_s=times_s, duration_s=duration_s, notes=notes)


def looked_at(count: int, num_frames: int) -> str:
    """The note on a film of which frames were left out."""
    return f"{count} of {num_frames} frames were looked at"


def _film(decoded: Decoded) -> Film:
    """Check what came out of the decoding process."""
    arrays, facts = decoded.arrays, decoded.facts
    frames, times_s = worker.pixels_of(decoded, "frames", num_dimensions=4), arrays["times_s"].astype(np.float64)
    if times_s.shape != frames.shape[:1]:
        raise InvalidInput("The film could not be decoded; give an intact file.", code="decode_failed")
    samples = sounds.samples_of(decoded) if "samples" in arrays else None
    return Film(
        frames=frames,
        times_s=times_s,
        duration_s=float(facts["duration_s"]),
        samples=samples,
        sample_rate_hz=int(facts["sample_rate_hz"]) if samples is not None else 0,
        notes=tuple(str(note) for note in facts["notes"]),
    )


def decode_video(
    data: bytes, limits: Limits, sampling: Mapping[str, Any], max_side: int | None = None, sound: bool = True
) -> Decoded:
    """Worker side of `read`."""
    with containers.opened(data, formats.detect(data), limits) as container:
        stream = _video_stream(container, limits)
        soundtrack, notes = _sound_stream(container, limits) if sound else (None, [])
        index, sound_packets = _demux(container, stream, soundtrack)
        _judge_duration(index.duration_s, limits)
        geometry = Geometry.of(stream, max_side)
        count, step_s = Sampling(**sampling).steps(len(index.pts), index.duration_s)
        _judge_frames(count, geometry, limits)
        if step_s is not None and sampling.get("max_frames") == count:
            notes.append(looked_at(count, len(index.pts)))
        times_s, frames = _decode_frames(stream, index, geometry, count, step_s)
        arrays: dict[str, NDArray[Any]] = {"frames": frames, "times_s": times_s}
        facts: dict[str, Any] = {"duration_s": max(index.duration_s, float(times_s[-1])), "notes": notes}
        if soundtrack is not None and sound_packets:
            declared_s = containers.declared_seconds(container, soundtrack)
            samples, rate_hz = _decode_sound(soundtrack, sound_packets, declared_s, stream, index, limits)
            arrays["samples"], facts["sample_rate_hz"] = samples, rate_hz
    return Decoded(arrays, facts)


def prepare() -> None:
    """Load what FFmpeg and PyAV load lazily."""
    from sensorium.media import video_writing

    frames, times_s = np.zeros((2, 16, 16, 3), np.uint8), np.array([0.0, 0.5])
    film = video_writing.write(frames, times_s, 1.0, "mp4", np.zeros((1, 16_000), np.float32), 16_000)
    decode_video(film, DEFAULT, {}, max_side=8)


def _video_stream(container: InputContainer, limits: Limits) -> VideoStream:
    """The film's first moving picture, judged by the header alone."""
    if not container.streams.video:
        raise InvalidInput("The file holds no moving picture; give a film.", code="no_video")
    stream = container.streams.video[0]
    name = containers.codec_name(stream)
    if name not in containers.VIDEO_CODECS:
        raise InvalidInput(f"The film's codec ({name or 'unknown'}) is not read; convert it to H.264, VP9 or AV1.",
                           code="unsupported_format")  # fmt: skip
    if stream.width < 1 or stream.height < 1:
        raise InvalidInput("The film does not tell its size; give an intact file.", code="invalid_media")
    _judge_pixels(stream.width * stream.height, limits)
    _judge_duration(containers.declared_seconds(container, stream) or 0.0, limits)
    stream.codec_context.options = {"max_pixels": str(limits.video_pixels)}
    stream.codec_context.thread_count = 1
    return stream


def _judge_pixels(pixels: int, limits: Limits) -> None:
    if pixels > limits.video_pixels:
        raise TooLarge("The film's frames are too large; shrink it", limit=limits.video_pixels, got=pixels,
                       unit="pixels", code="video_too_large")  # fmt: skip


def _judge_duration(duration_s: float, limits: Limits) -> None:
    if duration_s > limits.video_seconds:
        got_s = ceil(10 * duration_s) / 10
        raise TooLarge("The film is too long; cut it", limit=limits.video_seconds, got=got_s, unit="s",
                       code="video_too_long")  # fmt: skip


def _judge_frames(count: int, geometry: Geometry, limits: Limits) -> None:
    _judge_pixels(geometry.width * geometry.height, limits)
    limit_bytes, got_bytes = int(limits.worker_bytes * _MAX_FRAME_SHARE), 3 * count * geometry.width * geometry.height
    if got_bytes > limit_bytes:
        raise TooLarge("The frames asked for are too many or too large; give a lower num_frames, fps or max_side",
                       limit=limit_bytes, got=got_bytes, unit="bytes", code="video_too_large")  # fmt: skip


def _sound_stream(container: InputContainer, limits: Limits) -> tuple[AudioStream | None, list[str]]:
    """The film's sound; a codec that is not read leaves the film silent, with a note."""
    if not container.streams.audio:
        return None, []
    stream = container.streams.audio[0]
    name = containers.codec_name(stream)
    if name not in containers.AUDIO_CODECS:
        return None, [f"the sound was left out: its codec ({name or 'unknown'}) is not read"]
    sounds.judge_stream(container, stream, limits)
    return stream, []


def _demux(
    container: InputContainer, stream: VideoStream, soundtrack: AudioStream | None
) -> tuple[FrameIndex, list[Packet[Any]]]:
    """Take the file apart without decoding: the index of the moving picture, and the packets of the sound."""
    pictures: list[Packet[Any]] = []
    sound: list[Packet[Any]] = []
    for packet in containers.packets(container, [stream] if soundtrack is None else [stream, soundtrack]):
        (pictures if packet.stream_index == stream.index else sound).append(packet)
    return FrameIndex.of(stream, pictures, containers.declared_seconds(container, stream)), sound


def _decode_frames(
    stream: VideoStream, index: FrameIndex, geometry: Geometry, count: int, step_s: float | None
) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Times and pixels of `count` frames `step_s` apart, or of every frame when `step_s` is None."""
    wanted = index.pts if step_s is None else [index.shown_at(at * step_s) for at in range(count)]
    row_of = {pts: row for row, pts in enumerate(dict.fromkeys(wanted))}
    found: list[int] = []
    pixels = np.empty((0, 0, 0, 3), np.uint8)
    for row, frame in enumerate(FrameReader(stream, index, row_of)):
        upright = geometry.pixels(frame)
        if row == 0:
            pixels = np.empty((len(row_of), *upright.shape), np.uint8)
        pixels[row] = upright
        found.append(frame.pts or 0)
    if step_s is not None:
        rows = [row_of[pts] for pts in wanted]
        return np.arange(count, dtype=np.float64) * step_s, pixels if len(row_of) == count else pixels[rows]
    # Packets that show nothing of their own (VP8 has such) gave the frame before them once more.
    rows = [row for row, pts in enumerate(found) if row == 0 or pts > found[row - 1]]
    times_s = np.array([index.seconds(found[row]) for row in rows])
    return times_s - times_s[0], pixels if len(rows) == len(found) else pixels[rows]


def _decode_sound(
    soundtrack: AudioStream,
    packets: list[Packet[Any]],
    declared_s: float | None,
    stream: VideoStream,
    index: FrameIndex,
    limits: Limits,
) -> tuple[NDArray[np.float32], int]:
    """Samples that begin together with the first frame: cut, or filled up with silence, where the file's do not."""
    damaged: list[int] = []
    frames = sounds.decoded_frames(soundtrack, packets, damaged)
    first = next(frames, None)
    if first is None:
        raise InvalidInput("The film's sound cannot be decoded; give an intact file.", code="invalid_audio")
    samples, rate_hz = sounds.collect(chain([first], frames), limits)
    samples = sounds.without_padding(samples, rate_hz, declared_s)
    late_s = (first.time or 0.0) - float(index.pts[0] * (stream.time_base or 0))
    if abs(late_s) < _SYNC_TOLERANCE_S:
        return samples, rate_hz
    if late_s < 0:
        return samples[:, min(samples.shape[1] - 1, round(-late_s * rate_hz)) :], rate_hz
    silence = np.zeros((samples.shape[0], round(min(late_s, index.duration_s) * rate_hz)), np.float32)
    return np.concatenate([silence, samples], axis=1), rate_hz
