"""Writes samples float32, shape = (channels, time), in [-1, 1], as WAV, FLAC, MP3, Opus (Ogg) or M4A bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput
from sensorium.media.samples import Samples, resample

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import OutputContainer

_LAYOUTS = ("mono", "stereo", "3.0", "quad", "5.0", "5.1", "6.1", "7.1")  # index: channels - 1
_FULL_SCALE = 1 << 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Encoding:
    """How one written format is made: names as FFmpeg has them; `rates_hz` empty where every rate is allowed."""

    container: str
    codec: str
    sample_format: str
    max_channels: int
    rates_hz: tuple[int, ...] = ()
    bit_rate_per_channel: int | None = None
    options: tuple[tuple[str, str], ...] = ()


_OPUS_RATES_HZ = (8_000, 12_000, 16_000, 24_000, 48_000)
_MP3_RATES_HZ = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
_AAC_RATES_HZ = (*_MP3_RATES_HZ, 64_000, 88_200, 96_000)
ENCODINGS = {
    "wav": Encoding(container="wav", codec="pcm_s16le", sample_format="s16", max_channels=8),
    "wav32": Encoding(container="wav", codec="pcm_f32le", sample_format="flt", max_channels=8),
    "flac": Encoding(container="flac", codec="flac", sample_format="s16", max_channels=8),
    "mp3": Encoding(container="mp3", codec="libmp3lame", sample_format="fltp", max_channels=2, rates_hz=_MP3_RATES_HZ,
                    options=(("flags", "+qscale"), ("global_quality", "0"))),  # LAME's best variable rate
    "opus": Encoding(container="ogg", codec="libopus", sample_format="flt", max_channels=2,
                     rates_hz=_OPUS_RATES_HZ, bit_rate_per_channel=64_000),
    "m4a": Encoding(container="ipod", codec="aac", sample_format="fltp", max_channels=2,
                    rates_hz=_AAC_RATES_HZ, bit_rate_per_channel=96_000,
                    options=(("aac_coder", "fast"),)),  # the default coder smears tones: 20 dB worse on a sweep
}  # fmt: skip


def write(samples: Samples, rate_hz: int, extension: str) -> bytes:
    """Encode samples float32, shape = (channels, time), in [-1, 1], as one of `ENCODINGS`; equal input, equal bytes.

    MP3, Opus and AAC know certain rates only: the sound is brought to the next higher one.
    Raises `InvalidInput`: `unsupported_format`, `too_many_channels`, `audio_too_short`.
    """
    import av

    if extension not in ENCODINGS:
        allowed = ", ".join(ENCODINGS)
        raise InvalidInput(f"Sound is written as {allowed}, not as {extension!r}.", code="unsupported_format")
    if samples.shape[1] == 0:
        raise InvalidInput("The sound has no samples; give one that does.", code="audio_too_short")
    encoding = ENCODINGS[extension]
    file = io.BytesIO()
    options = {"fflags": "+bitexact"}
    if encoding.container == "ipod":  # the unit in which the header tells the length; milliseconds by default
        options["movie_timescale"] = str(_allowed_rate(rate_hz, encoding.rates_hz))
    with av.open(file, "w", format=encoding.container, container_options=options) as container:
        track = SoundTrack(container, encoding, samples, rate_hz)
        track.write_until(None)
    return file.getvalue()


class SoundTrack:
    """A sound being written into an open container, by and by, so that film and sound lie side by side in the file."""

    def __init__(self, container: OutputContainer, encoding: Encoding, samples: Samples, rate_hz: int) -> None:
        channels = samples.shape[0]
        if channels > encoding.max_channels:
            raise InvalidInput(f"{encoding.codec} is written with at most {encoding.max_channels} channels, this sound "
                               f"has {channels}; mix it down with .mono().", code="too_many_channels")  # fmt: skip
        self._rate_hz = _allowed_rate(rate_hz, encoding.rates_hz)
        self._samples = _quantised(resample(samples, rate_hz, self._rate_hz), encoding.sample_format)
        self._container, self._encoding, self._layout = container, encoding, _LAYOUTS[channels - 1]
        self._stream = self._add_stream()
        self._written = 0

    def _add_stream(self) -> AudioStream:
        from av.audio.stream import AudioStream
        from av.codec.context import Flags

        options = dict(self._encoding.options)
        stream = self._container.add_stream(self._encoding.codec, rate=self._rate_hz, options=options)
        assert isinstance(stream, AudioStream)
        stream.layout, stream.format = self._layout, self._encoding.sample_format
        context = stream.codec_context
        context.flags |= Flags.bitexact
        if self._encoding.bit_rate_per_channel is not None:
            context.bit_rate = self._encoding.bit_rate_per_channel * self._samples.shape[0]
        return stream

    def write_until(self, time_s: float | None) -> None:
        """Write what comes before `time_s`; None writes the rest and ends the track."""
        total = self._samples.shape[1]
        end = total if time_s is None else min(total, round(time_s * self._rate_hz))
        if end > self._written:
            self._container.mux(self._stream.encode(self._frame(self._written, end)))
            self._written = end
        if time_s is None:
            self._container.mux(self._stream.encode(None))

    def _frame(self, start: int, end: int) -> AudioFrame:
        from av import AudioFrame

        part, sample_format = self._samples[:, start:end], self._encoding.sample_format
        values = part if sample_format.endswith("p") else part.T.reshape(1, -1)
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(values), format=sample_format, layout=self._layout)
        frame.sample_rate, frame.pts, frame.time_base = self._rate_hz, start, Fraction(1, self._rate_hz)
        return frame


def _allowed_rate(rate_hz: int, allowed_hz: tuple[int, ...]) -> int:
    if not allowed_hz or rate_hz in allowed_hz:
        return rate_hz
    return min((rate for rate in allowed_hz if rate > rate_hz), default=allowed_hz[-1])


def _quantised(samples: Samples, sample_format: str) -> NDArray[Any]:
    """float32 in [-1, 1] → what the encoder takes. Whole numbers: the inverse of reading, without dither."""
    if sample_format != "s16":
        return np.asarray(samples, np.float32)
    scaled: Samples = np.clip(np.rint(samples * np.float32(_FULL_SCALE)), -_FULL_SCALE, _FULL_SCALE - 1)
    return scaled.astype(np.int16)
