"""Sounds: WAV, FLAC, MP3, Ogg (Opus, Vorbis), AAC, M4A bytes ↔ float32 samples, shape = (channels, time), in [-1, 1].

`decode_sound` runs in the decoding process, `read` is for the program. `sound_writing.py` goes the other way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import containers, formats, worker
from sensorium.media.messages import Decoded
from sensorium.media.samples import Samples

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.packet import Packet

RATES_HZ = (1_000, 768_000)  # lowest and highest sample rate that is believed
# FFmpeg's sample kinds: how they lie in memory, and the number that stands for 1.0.
_SAMPLE_KINDS: dict[str, tuple[str, int | None]] = {
    "u8": ("u1", 1 << 7), "s16": ("i2", 1 << 15), "s32": ("i4", 1 << 31), "flt": ("f4", None), "dbl": ("f8", None),
}  # fmt: skip
_AAC_FRAME = 2048  # most samples by which the last frame can pass the length in an M4A header
_TIMED = frozenset({"mp3", "mp3float", "aac", "opus", "flac"})  # codecs whose packets say how long they are
_LONGEST_PACKET_S = 1.0  # by which packets may pass the sound that they hold
_MAX_DAMAGED = 0.5  # of all packets; players skip a few damaged ones in silence, we count them


@dataclass(frozen=True, eq=False, kw_only=True, slots=True)
class Sound:
    """What was read: `samples` float32, shape = (channels, time), in [-1, 1]; `notes` say what was odd."""

    samples: Samples
    sample_rate_hz: int
    notes: tuple[str, ...] = ()


def read(data: bytes, limits: Limits = DEFAULT) -> Sound:
    """Decode a sound file, or the sound of a film, in the decoding process.

    Raises `InvalidInput`: `unsupported_format`, `invalid_audio` (NaN, infinite, damaged), `audio_too_short` (no
    samples), `no_sound`; `TooLarge`: `audio_too_long`, `too_many_channels`.
    """
    decoded = worker.decode("sound", data, limits)
    with worker.judging_answer():
        notes = tuple(str(note) for note in decoded.facts["notes"])
        return Sound(samples=samples_of(decoded), sample_rate_hz=int(decoded.facts["sample_rate_hz"]), notes=notes)


def samples_of(decoded: Decoded) -> Samples:
    """The samples of a decoding process's answer, which must be what `read` promises."""
    samples = decoded.arrays["samples"]
    if samples.ndim != 2 or samples.dtype != np.float32 or not samples.size or not np.isfinite(samples).all():
        raise InvalidInput("The sound could not be decoded; give an intact file.", code="decode_failed")
    return samples


def decode_sound(data: bytes, limits: Limits) -> Decoded:
    """Worker side of `read`."""
    with containers.opened(data, formats.detect(data), limits) as container:
        if not container.streams.audio:
            raise InvalidInput("The file holds no sound; give one that does.", code="no_sound")
        stream = container.streams.audio[0]
        judge_stream(container, stream, limits)
        packets, damaged = _judged_packets(container, stream, limits), list[int]()
        samples, rate_hz = collect(decoded_frames(stream, packets, damaged), limits)
        declared_s = containers.declared_seconds(container, stream)
    samples = without_padding(samples, rate_hz, declared_s)
    notes = [f"{len(damaged)} damaged packets were skipped"] if damaged else []
    return Decoded({"samples": samples}, {"sample_rate_hz": rate_hz, "notes": notes})


def prepare() -> None:
    """Load what FFmpeg and PyAV load lazily."""
    from sensorium.media import sound_writing

    decode_sound(sound_writing.write(np.zeros((1, 1_000), np.float32), 16_000, "flac"), DEFAULT)


def judge_stream(container: InputContainer, stream: AudioStream, limits: Limits) -> None:
    """Refuse by the header alone: codec, channels, rate, declared length."""
    name = containers.codec_name(stream)
    if name not in containers.AUDIO_CODECS:
        message = f"The sound's codec ({name or 'unknown'}) is not read; convert it to FLAC, MP3, Opus or AAC."
        raise InvalidInput(message, code="unsupported_format")
    declared_s = containers.declared_seconds(container, stream) or 0.0
    _judge_size(round(declared_s * stream.rate), stream.rate, stream.channels, limits)


def _judge_size(num_samples: int, rate_hz: int, channels: int, limits: Limits) -> None:
    if channels > limits.audio_channels:
        raise TooLarge("The sound has too many channels; mix it down", limit=limits.audio_channels, got=channels,
                       code="too_many_channels")  # fmt: skip
    if num_samples > limits.audio_seconds * rate_hz:
        got_s = ceil(10 * num_samples / rate_hz) / 10
        raise TooLarge("The sound is too long; cut it", limit=limits.audio_seconds, got=got_s, unit="s",
                       code="audio_too_long")  # fmt: skip
    limit_bytes, got_bytes = limits.worker_bytes // 4, 4 * num_samples * channels
    if got_bytes > limit_bytes:
        raise TooLarge("The sound is too long for its rate and channels; cut it or lower its sample rate",
                       limit=limit_bytes, got=got_bytes, unit="bytes", code="audio_too_long")  # fmt: skip


def _judged_packets(container: InputContainer, stream: AudioStream, limits: Limits) -> list[Packet[Any]]:
    """All packets, refused by how long they are before one is decoded: a header may lie, or say nothing."""
    found, duration_s, timed = [], 0.0, containers.codec_name(stream) in _TIMED
    for packet in containers.packets(container, [stream]):
        duration_s += float((packet.duration or 0) * (packet.time_base or 0)) if timed else 0.0
        if duration_s > limits.audio_seconds + _LONGEST_PACKET_S:
            _judge_size(round(duration_s * stream.rate), stream.rate, stream.channels, limits)
        found.append(packet)
    return found


def decoded_frames(stream: AudioStream, packets: Iterable[Packet[Any]], damaged: list[int]) -> Iterator[AudioFrame]:
    """Frames of `stream`. The positions of packets that cannot be decoded are appended to `damaged`.

    Raises `InvalidInput(code="invalid_audio")` when most cannot.
    """
    import av

    context, count = stream.codec_context, 0
    context.thread_count = 1
    for packet in packets:
        try:
            yield from context.decode(packet)
        except av.error.InvalidDataError:
            damaged.append(count)
        count += 1
    if len(damaged) > _MAX_DAMAGED * count:
        raise InvalidInput("Most of the sound cannot be decoded; give an intact file.", code="invalid_audio")
    yield from context.decode(None)


def collect(frames: Iterable[AudioFrame], limits: Limits) -> tuple[Samples, int]:
    """Join frames to samples, shape = (channels, time), counting while they come. Also returns the rate in Hz."""
    chunks: list[Samples] = []
    count = rate_hz = channels = 0
    for frame in frames:
        if not chunks:
            rate_hz, channels = frame.sample_rate, frame.layout.nb_channels
        if (frame.sample_rate, frame.layout.nb_channels) != (rate_hz, channels):
            raise InvalidInput("The sound changes its rate or channels half way; re-encode it.", code="invalid_audio")
        count += frame.samples
        _judge_size(count, rate_hz, channels, limits)
        chunks.append(_as_float(frame))
    if not count:
        raise InvalidInput("The sound has no samples; give one that does.", code="audio_too_short")
    if not RATES_HZ[0] <= rate_hz <= RATES_HZ[1]:
        lowest, highest = RATES_HZ
        raise InvalidInput(f"The sample rate ({rate_hz} Hz) must be {lowest} to {highest} Hz.", code="invalid_audio")
    samples = np.concatenate(chunks, axis=1)
    if not np.isfinite(samples).all():
        raise InvalidInput("The sound holds NaN or infinite samples; re-export it.", code="invalid_audio")
    return np.clip(samples, -1.0, 1.0, out=samples), rate_hz


def _as_float(frame: AudioFrame) -> Samples:
    """Samples of one frame, shape = (channels, time), whole numbers scaled to [-1, 1).

    Not by `frame.to_ndarray`: with eight planar channels PyAV 18 takes the pointers for longer than they are.
    """
    channels, kind = frame.layout.nb_channels, frame.format.name.removesuffix("p")
    dtype, full_scale = _SAMPLE_KINDS[kind]
    planes: tuple[Any, ...] = frame.planes[:channels]
    if frame.format.is_planar:
        values = np.stack([np.frombuffer(plane, dtype, count=frame.samples) for plane in planes])
    else:
        values = np.frombuffer(planes[0], dtype, count=frame.samples * channels).reshape(-1, channels).T
    if full_scale is None:
        return values.astype(np.float32)
    zero = full_scale if kind == "u8" else 0
    return (values.astype(np.float32) - np.float32(zero)) * np.float32(1 / full_scale)


def without_padding(samples: Samples, rate_hz: int, declared_s: float | None) -> Samples:
    """AAC fills its last frame with silence that is not part of the sound; an M4A header says where the sound ends."""
    if declared_s is None:
        return samples
    declared = round(declared_s * rate_hz)
    return samples[:, :declared] if 0 < samples.shape[1] - declared < _AAC_FRAME and declared > 0 else samples
