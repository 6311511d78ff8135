"""Sound: speech, music, noises."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sensorium.content import saving
from sensorium.content.arrays import finite, frozen
from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from sensorium.media.sources import Source

FORMATS = {"wav": "wav", "flac": "flac", "mp3": "mp3", "opus": "opus", "ogg": "opus", "m4a": "m4a"}
WRITTEN = FORMATS | {"wav32": "wav32"}
"""What sound is encoded as; `wav32`, samples as they are, is a format and no extension."""
_LOUDEST = np.float32(1.0)


@dataclass(frozen=True, eq=False)
class Audio:
    """Sound: `samples` float32 in [-1, 1], shape = (channels, time), at `sample_rate_hz`.

    Louder samples are cut off at ±1. `transcript` holds the words when the maker knows them (synthesised speech),
    else None.
    """

    samples: NDArray[np.float32]
    sample_rate_hz: int
    transcript: str | None = None

    def __post_init__(self) -> None:
        frozen(self, self.samples, "samples", np.float32, (None, None))
        finite(self, self.samples, "samples")
        if not self.samples.shape[0]:
            raise InvalidInput("A sound needs at least one channel.", code="invalid_array", param="samples")
        if self.sample_rate_hz <= 0:
            raise InvalidInput("The sample rate must be positive.", code="invalid_audio", param="sample_rate_hz")
        if self.samples.size and max(self.samples.max(), -self.samples.min()) > _LOUDEST:
            frozen(self, self.samples.clip(-_LOUDEST, _LOUDEST), "samples", np.float32, (None, None))

    @classmethod
    def open(cls, source: Source, *, limits: Limits = DEFAULT) -> Audio:
        """Read WAV, FLAC, MP3, Ogg, AAC or M4A, or the sound of a film, at its own rate and channels.

        Raises `InvalidInput`, `TooLarge`.
        """
        from sensorium.media import sounds, sources

        found = sounds.read(sources.load(source, limits).data, limits)
        return cls(found.samples, found.sample_rate_hz)

    @property
    def duration_s(self) -> float:
        return float(self.samples.shape[1] / self.sample_rate_hz)

    def mono(self) -> Audio:
        """One channel, the mean of all."""
        from sensorium.media.samples import to_mono

        return self if self.samples.shape[0] == 1 else replace(self, samples=to_mono(self.samples))

    def resampled(self, sample_rate_hz: int) -> Audio:
        """The same sound at another rate (soxr, high quality)."""
        from sensorium.media.samples import resample

        if sample_rate_hz == self.sample_rate_hz:
            return self
        samples = resample(self.samples, self.sample_rate_hz, sample_rate_hz)
        return replace(self, samples=samples, sample_rate_hz=sample_rate_hz)

    def encode(self, format: str = "wav") -> bytes:  # noqa: A002 - the field's word
        """The bytes of a `wav`, `flac`, `mp3`, `opus` or `m4a` file; of `wav32`, a WAV file of 32-bit floats."""
        from sensorium.media import sound_writing

        name = saving.format_of(format, WRITTEN)
        write = sound_writing.write
        return saving.export(self, name, lambda audio: write(audio.samples, audio.sample_rate_hz, name))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write .wav, .flac, .mp3, .opus, .ogg or .m4a. Raises `StorageFailed`, `InvalidInput`."""
        saving.write_file(path, self.encode(saving.extension_of(path, FORMATS)))

    def _repr_html_(self) -> str:
        return f'<audio controls src="{saving.data_url("audio/flac", self.encode("flac"))}"></audio>'

    def __repr__(self) -> str:
        return f"Audio({self.duration_s:.2f} s, {self.sample_rate_hz} Hz, {self.samples.shape[0]} ch)"
