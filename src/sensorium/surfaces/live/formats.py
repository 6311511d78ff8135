"""Sound as it crosses the wire: 16-bit PCM at 24 kHz, and G.711 (ITU-T, µ-law and A-law) at 8 kHz.

Samples are float32 in [-1, 1], shape = (time,).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Audio
from sensorium.errors import InvalidInput
from sensorium.media.samples import Resampling

Samples = NDArray[np.float32]
FULL_SCALE = np.float32(32_768)
LOUDEST = 32_767
ODD_BITS = 0x55  # that A-law turns over


@dataclass(frozen=True, eq=False)
class AudioFormat:
    """One way to write mono sound as bytes."""

    name: str  # as the API has it
    rate_hz: int
    sample_bytes: int
    read: Callable[[bytes], Samples]
    write: Callable[[Samples], bytes]

    @property
    def bytes_per_s(self) -> int:
        return self.rate_hz * self.sample_bytes

    def samples(self, data: bytes) -> Samples:
        """The samples in some bytes. Raises InvalidInput where they end in the middle of one."""
        if len(data) % self.sample_bytes:
            what = f"{self.name} has {self.sample_bytes} bytes a sample, and {len(data)} bytes end in the middle of one"
            raise InvalidInput(f"{what}: send whole samples", code="invalid_audio", param="audio")
        return self.read(data)

    def seconds(self, data: bytes | bytearray) -> float:
        """How long some bytes sound."""
        return len(data) / self.bytes_per_s


class SoundWriter:
    """Chunks of one sound → bytes of a format, as if the sound came in one piece."""

    def __init__(self, form: AudioFormat) -> None:
        self._form = form
        self._resampling: Resampling | None = None

    def push(self, audio: Audio) -> bytes:
        """What can be told so far."""
        if self._resampling is None:
            self._resampling = Resampling(audio.sample_rate_hz, self._form.rate_hz)
        return self._form.write(self._resampling.push(audio.mono().samples)[0])

    def finish(self) -> bytes:
        """The rest, after the last chunk."""
        if self._resampling is None:
            return b""
        return self._form.write(self._resampling.push(np.zeros((1, 0), np.float32), last=True)[0])


def _read_pcm(data: bytes) -> Samples:
    return np.frombuffer(data, "<i2").astype(np.float32) / FULL_SCALE


def _write_pcm(samples: Samples) -> bytes:
    return bytes((samples * LOUDEST).round().astype("<i2").tobytes())


def _ulaw_levels() -> NDArray[np.int64]:
    """The level of each of 256 codes: sign, three bits of exponent, four of mantissa, all turned over."""
    code = ~np.arange(256) & 0xFF
    size = (((code & 0x0F) << 3) + 0x84 << (code >> 4 & 0x07)) - 0x84
    return np.where(code & 0x80, -size, size)


def _alaw_levels() -> NDArray[np.int64]:
    """The level of each of 256 codes; every second bit is turned over, and exponent 0 is a straight line."""
    code = np.arange(256) ^ ODD_BITS
    exponent, mantissa = code >> 4 & 0x07, (code & 0x0F) << 4
    size = np.where(exponent == 0, mantissa + 0x08, (mantissa + 0x108) << np.maximum(exponent - 1, 0))
    return np.where(code & 0x80, size, -size)


def _companded(name: str, levels: Callable[[], NDArray[np.int64]]) -> AudioFormat:
    """A format of one byte a sample: each stands for one of 256 levels, and a sample is written as the nearest."""

    @lru_cache(maxsize=1)
    def tables() -> tuple[Samples, NDArray[np.uint8], Samples]:
        level: Samples = levels().astype(np.float32) / FULL_SCALE
        order = np.argsort(level, kind="stable").astype(np.uint8)
        ranked = level[order]
        return level, order, (ranked[1:] + ranked[:-1]) / np.float32(2)

    def read(data: bytes) -> Samples:
        return tables()[0][np.frombuffer(data, np.uint8)]

    def write(samples: Samples) -> bytes:
        _, order, between = tables()
        return bytes(order[np.searchsorted(between, samples)].tobytes())

    return AudioFormat(name, 8_000, 1, read, write)


PCM = AudioFormat("audio/pcm", 24_000, 2, _read_pcm, _write_pcm)
ULAW = _companded("audio/pcmu", _ulaw_levels)
ALAW = _companded("audio/pcma", _alaw_levels)
FORMATS = {form.name: form for form in (PCM, ULAW, ALAW)}
