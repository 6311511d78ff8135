"""Sounds and films for the tests, made with PyAV directly: also codecs and oddities that Sensorium never writes."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput

TICKS_PER_SECOND = 90_000


def sweep(rate_hz: int, duration_s: float = 0.5, channels: int = 1) -> NDArray[np.float32]:
    """Rising tones, another for each channel, float32, shape = (channels, time)."""
    time_s = np.arange(round(rate_hz * duration_s)) / rate_hz
    tones = [0.4 * np.sin(2 * np.pi * (200 * (at + 1) * time_s + 300 * time_s**2)) for at in range(channels)]
    return np.array(tones, np.float32)


def encoded_sound(
    samples: NDArray[Any], rate_hz: int, container: str, codec: str, sample_format: str, layout: str
) -> bytes:
    """`samples` shape = (channels, time), cast to the encoder's sample format without scaling."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as output:
        stream = output.add_stream(codec, rate=rate_hz, options={"strict": "-2", "aac_coder": "fast"})
        stream.layout, stream.format = layout, sample_format
        kinds = {"u8": np.uint8, "s16": np.int16, "s32": np.int32, "flt": np.float32, "dbl": np.float64}
        typed = samples.astype(kinds[sample_format.removesuffix("p")])
        values = typed if sample_format.endswith("p") else typed.T.reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(values), format=sample_format, layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = rate_hz, 0, Fraction(1, rate_hz)
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return file.getvalue()


def clip(num_frames: int = 12, height: int = 48, width: int = 64) -> NDArray[np.uint8]:
    """A disc crosses a yellow ground; the corner at the top left is red, and no two frames are alike."""
    rows, columns = np.mgrid[:height, :width]
    frames = np.empty((num_frames, height, width, 3), np.uint8)
    frames[:] = (210, 190, 60)
    frames[:, : height // 4, : width // 4] = (220, 20, 20)
    for at in range(num_frames):
        centre = width * (at + 1) / (num_frames + 1)
        frames[at][(rows - height * 0.6) ** 2 + (columns - centre) ** 2 < (height * 0.2) ** 2] = (30, 60, 200)
    return frames


def encoded_film(
    frames: NDArray[np.uint8],
    pts: list[int],
    container: str = "mp4",
    codec: str = "libx264",
    *,
    options: dict[str, str] | None = None,
    prepare: Callable[[Any], None] = lambda stream: None,
    sound: tuple[str, NDArray[np.float32], int, float] | None = None,
) -> bytes:
    """`pts` in ticks of 1/90000 s; `sound`: codec, samples (1, time), rate in Hz, start in seconds."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as output:
        stream = output.add_stream(codec, rate=25, options={"strict": "-2", "threads": "1"} | (options or {}))
        stream.height, stream.width = frames.shape[1:3]
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.codec_context.time_base = Fraction(1, TICKS_PER_SECOND)
        prepare(stream)
        if sound is not None:
            voice = output.add_stream(sound[0], rate=sound[2])
            voice.layout = "mono"
            tone = av.AudioFrame.from_ndarray(sound[1], format="fltp", layout="mono")
            tone.sample_rate, tone.pts, tone.time_base = sound[2], round(sound[3] * sound[2]), Fraction(1, sound[2])
        for picture, at in zip(frames, pts, strict=True):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = at, Fraction(1, TICKS_PER_SECOND)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
        if sound is not None:
            output.mux(voice.encode(tone))
            output.mux(voice.encode(None))
    return file.getvalue()


def with_display_matrix(mp4: bytes, a: int, b: int, c: int, d: int) -> bytes:
    """A film whose pictures are shown at x' = a·x + c·y, y' = b·x + d·y."""
    start = mp4.index(b"tkhd") + 44
    one = 1 << 16
    matrix = struct.pack(">9i", a * one, b * one, 0, c * one, d * one, 0, 0, 0, 1 << 30)
    return mp4[:start] + matrix + mp4[start + len(matrix) :]


def even_pts(num_frames: int, fps: int = 25) -> list[int]:
    return [at * TICKS_PER_SECOND // fps for at in range(num_frames)]


def broken(data: bytes, rng: np.random.Generator) -> bytes:
    """Cut off, or with some bytes changed, or with a piece left out."""
    kind, cut = rng.integers(3), int(rng.integers(1, len(data)))
    if kind == 0:
        return data[:cut]
    if kind == 1:
        changed = bytearray(data)
        for at in rng.integers(len(data), size=int(rng.integers(1, 20))):
            changed[at] = rng.integers(256)
        return bytes(changed)
    return data[:cut] + data[cut + int(rng.integers(1, 200)) :]


def outcome(read: Callable[[], object]) -> str:
    """`"read"`, or the code of the `InvalidInput`; any other error is the test's failure."""
    try:
        read()
    except InvalidInput as error:
        return error.code
    return "read"
