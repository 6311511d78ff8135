"""Music as a score."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sensorium.content import saving, sound
from sensorium.content.sound import Audio
from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from sensorium.media.sources import Source

_FORMATS = {"abc": "abc", "mid": "mid", "midi": "mid", "svg": "svg"} | sound.FORMATS


@dataclass(frozen=True, eq=False)
class Music:
    """A score in ABC notation (one tune, standard 2.1). It is played by a synthesizer, not recorded."""

    abc: str

    @classmethod
    def open(cls, source: Source, *, limits: Limits = DEFAULT) -> Music:
        """Read a file in ABC notation. Raises `InvalidInput` (`invalid_score`), `TooLarge`."""
        from sensorium.media import formats, scores, sources

        abc = formats.decode_text(sources.load(source, limits).data)
        if not is_score(abc):
            message = "The file is no score: ABC notation has a line X: or T: and a line K:."
            raise InvalidInput(message, code="invalid_score")
        scores.read_tune(abc)
        return cls(abc)

    def audio(self, sample_rate_hz: int = 32_000) -> Audio:
        """The tune as it is played: stereo. Raises `InvalidInput` (`invalid_score`)."""
        from sensorium.media import scores

        return Audio(scores.synthesize(self.abc, sample_rate_hz=sample_rate_hz), sample_rate_hz)

    def encode(self, format: str = "abc") -> bytes:  # noqa: A002 - the field's word
        """The bytes of an `abc`, `mid` or `svg` file, or of a sound file as in `Audio.encode`."""
        name = saving.format_of(format, _FORMATS)
        if name in sound.FORMATS.values():
            return self.audio().encode(name)
        return saving.export(self, name, lambda music: _written(music.abc, name))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write .abc, .mid, .svg or a sound file. Raises `StorageFailed`, `InvalidInput`."""
        saving.write_file(path, self.encode(saving.extension_of(path, _FORMATS)))

    def _repr_html_(self) -> str:
        return f"<div>{self.encode('svg').decode()}{self.audio()._repr_html_()}</div>"


def is_score(text: str) -> bool:
    """Whether `text` is ABC notation: a reference number or title, and a key, each on a line of its own."""
    fields = {line[:2] for line in text.splitlines()}
    return "K:" in fields and not fields.isdisjoint({"X:", "T:"})


def _written(abc: str, name: str) -> bytes:
    from sensorium.media import scores

    if name == "mid":
        return scores.midi(abc)
    return scores.svg(abc).encode() if name == "svg" else abc.encode()
