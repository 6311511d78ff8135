"""Writes frames uint8, shape = (frames, height, width, 3), sRGB, and sound as MP4, MOV, MKV, WebM or GIF bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput
from sensorium.media.sound_writing import ENCODINGS as SOUND_ENCODINGS
from sensorium.media.sound_writing import SoundTrack

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream


@dataclass(frozen=True, kw_only=True, slots=True)
class Encoding:
    """How one written format is made: names as FFmpeg has them. `sound`: a key of `sounds.ENCODINGS`."""

    container: str
    codec: str
    sound: str
    even_sides: bool
    options: tuple[tuple[str, str], ...]


# Macroblock-tree rate control makes x264 write other bytes now and then for the same frames. With B-frames MP4 cannot
# say how long the last frame stays; in films as short as ours they save nothing.
_H264 = (("crf", "18"), ("preset", "veryfast"), ("mbtree", "0"), ("bf", "0"))
_VP9 = (("crf", "24"), ("deadline", "good"), ("cpu-used", "4"), ("row-mt", "0"))
ENCODINGS = {
    "mp4": Encoding(container="mp4", codec="libx264", sound="m4a", even_sides=True, options=_H264),
    "mov": Encoding(container="mov", codec="libx264", sound="m4a", even_sides=True, options=_H264),
    "mkv": Encoding(container="matroska", codec="libx264", sound="m4a", even_sides=True, options=_H264),
    "webm": Encoding(container="webm", codec="libvpx-vp9", sound="opus", even_sides=False, options=_VP9),
}
FORMATS = (*ENCODINGS, "gif")
_TICKS_PER_SECOND = 90_000  # a multiple of every usual frame rate
_GIF_TICKS_PER_SECOND = 100
_SHORTEST_GIF_TICKS = 2  # one that says less is shown for ten by browsers, and by `pictures`
_BT_709 = 1


def write(
    frames: NDArray[np.uint8],
    times_s: NDArray[np.float64],
    duration_s: float,
    extension: str,
    samples: NDArray[np.float32] | None = None,
    sample_rate_hz: int = 0,
) -> bytes:
    """Encode a film as one of `FORMATS`; equal input, equal bytes.

    Frame `i` is shown from `times_s[i]` on, the last one until `duration_s`. `samples` float32, shape = (channels,
    time); GIF has no sound, and at most 50 frames a second. H.264 knows even sides only: an odd side grows by one
    repeated pixel.
    Raises `InvalidInput(code="unsupported_format")`.
    """
    if extension == "gif":
        return _write_gif(frames, times_s, duration_s)
    if extension not in ENCODINGS:
        allowed = ", ".join(FORMATS)
        raise InvalidInput(f"A film is written as {allowed}, not as {extension!r}.", code="unsupported_format")
    import av

    encoding, file = ENCODINGS[extension], io.BytesIO()
    options = {"fflags": "+bitexact"}
    if encoding.sound == "m4a" and encoding.container != "matroska":
        options["movie_timescale"] = str(_TICKS_PER_SECOND)  # the unit in which the header tells the length
    with av.open(file, "w", format=encoding.container, container_options=options) as container:
        film = _FilmTrack(container, encoding, times_s, duration_s, _even(frames) if encoding.even_sides else frames)
        sound_encoding = SOUND_ENCODINGS[encoding.sound]
        sound = None if samples is None else SoundTrack(container, sound_encoding, samples, sample_rate_hz)
        for at, time_s in enumerate(times_s):
            film.write_frame(at)
            if sound is not None:
                sound.write_until(float(time_s))
        film.end()
        if sound is not None:
            sound.write_until(None)
    return file.getvalue()


def _even(frames: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Repeat the last row or column where a side is odd."""
    height, width = frames.shape[1:3]
    return np.pad(frames, ((0, 0), (0, height % 2), (0, width % 2), (0, 0)), mode="edge")


class _FilmTrack:
    """The moving picture of an open container."""

    def __init__(
        self,
        container: OutputContainer,
        encoding: Encoding,
        times_s: NDArray[np.float64],
        duration_s: float,
        frames: NDArray[np.uint8],
    ) -> None:
        self._container, self._frames = container, frames
        ticks = np.rint(np.append(times_s, max(duration_s, times_s[-1])) * _TICKS_PER_SECOND).astype(int)
        self._pts = [int(tick) for tick in ticks[:-1]]
        self._duration_of = dict(zip(self._pts, (int(length) for length in np.diff(ticks)), strict=True))
        rate = Fraction(len(frames) / max(duration_s, 1 / _TICKS_PER_SECOND)).limit_denominator(1001)
        self._stream = self._add_stream(encoding, max(rate, Fraction(1, 1001)))

    def _add_stream(self, encoding: Encoding, rate: Fraction) -> VideoStream:
        from av.codec.context import Flags
        from av.video.stream import VideoStream

        stream = self._container.add_stream(encoding.codec, rate=rate, options=dict(encoding.options))
        assert isinstance(stream, VideoStream)
        stream.height, stream.width = self._frames.shape[1:3]
        stream.pix_fmt = "yuv420p"
        context = stream.codec_context
        context.time_base = Fraction(1, _TICKS_PER_SECOND)
        context.flags |= Flags.bitexact
        context.thread_count = 1
        context.color_range, context.colorspace = 1, _BT_709  # limited range
        context.color_primaries, context.color_trc = _BT_709, _BT_709
        return stream

    def write_frame(self, at: int) -> None:
        """Encode frame `at` and write what the encoder has ready."""
        self._mux(self._video_frame(at))

    def end(self) -> None:
        """Write what the encoder still holds back."""
        self._mux(None)

    def _video_frame(self, at: int) -> VideoFrame:
        from av import VideoFrame
        from av.video.reformatter import ColorRange, Colorspace

        rgb = VideoFrame.from_ndarray(np.ascontiguousarray(self._frames[at]), format="rgb24")
        frame = rgb.reformat(
            format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG, threads=1
        )
        frame.pts, frame.time_base = self._pts[at], Fraction(1, _TICKS_PER_SECOND)
        return frame

    def _mux(self, frame: VideoFrame | None) -> None:
        packets: list[Any] = self._stream.encode(frame)
        for packet in packets:
            packet.duration = self._duration_of[packet.pts]
            self._container.mux(packet)


def _write_gif(frames: NDArray[np.uint8], times_s: NDArray[np.float64], duration_s: float) -> bytes:
    """GIF counts hundredths of a second; each frame has its own palette. Frames that nobody would see are left out."""
    from PIL import Image

    starts = [round(time_s * _GIF_TICKS_PER_SECOND) for time_s in times_s]
    shown = [0]
    for at, start in enumerate(starts):
        if start >= starts[shown[-1]] + _SHORTEST_GIF_TICKS:
            shown.append(at)
    ends = [*(starts[at] for at in shown[1:]), round(duration_s * _GIF_TICKS_PER_SECOND)]
    lengths = (max(_SHORTEST_GIF_TICKS, end - starts[at]) for at, end in zip(shown, ends, strict=True))
    durations_ms = [length * 1_000 // _GIF_TICKS_PER_SECOND for length in lengths]
    first, *others = (Image.fromarray(frames[at]) for at in shown)
    file = io.BytesIO()
    first.save(file, "GIF", save_all=True, append_images=others, duration=durations_ms, loop=0, optimize=False)
    return file.getvalue()
