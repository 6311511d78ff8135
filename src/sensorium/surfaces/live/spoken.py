"""An answer that was said aloud: its sound as far as it was sent, and which of its words somebody has heard.

The voice says one utterance after another, so it is known where each begins and ends. Inside of one, letters are taken
to be said evenly; a word counts as heard when its last letter was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sensorium.surfaces.live.formats import AudioFormat
from sensorium.surfaces.live.playback import Sound

SLOW_LETTERS_PER_S = 8.0  # assumed while an utterance has no end: slower than a voice, so that no word is made up


@dataclass(eq=False)
class Utterance:
    """Some words, and where they are said: seconds of the answer. `end_s` is None while they are."""

    words: str
    begin_s: float
    end_s: float | None = None

    def heard(self, until_s: float) -> str:
        """The words that are over at a time."""
        if self.end_s is not None and until_s >= self.end_s:
            return self.words
        if until_s <= self.begin_s:
            return ""
        passed_s = until_s - self.begin_s
        rate = SLOW_LETTERS_PER_S if self.end_s is None else len(self.words) / (self.end_s - self.begin_s)
        ends = [found.end() for found in re.finditer(r"\S+", self.words) if found.end() <= passed_s * rate]
        return self.words[: ends[-1]] if ends else ""


class Spoken:
    """Grows while it is said; may be cut off."""

    def __init__(self, form: AudioFormat) -> None:
        self.format = form
        self.data = bytearray()  # what was sent, and is not cut off
        self.sent_s = 0.0  # what was sent
        self._utterances: list[Utterance] = []
        self._cut_s: float | None = None

    @property
    def duration_s(self) -> float:
        """Of what counts as heard."""
        return self.sent_s if self._cut_s is None else self._cut_s

    @property
    def words(self) -> str:
        """What counts as heard."""
        return " ".join(filter(None, (one.heard(self.duration_s) for one in self._utterances)))

    def push(self, sound: Sound) -> None:
        """A piece was sent; of an answer that is cut off already, nobody heard it."""
        if not self._utterances or self._utterances[-1].end_s is not None:
            self._utterances.append(Utterance(sound.words, self.sent_s))
        if self._cut_s is None:
            self.data += sound.data
        self.sent_s += sound.duration_s
        if sound.last:
            self._utterances[-1].words = sound.words
            self._utterances[-1].end_s = self.sent_s

    def cut(self, at_s: float) -> None:
        """Nobody heard more than this, nor more than before: what is cut off does not come back."""
        self._cut_s = min(at_s, self.duration_s)
        del self.data[round(self._cut_s * self.format.rate_hz) * self.format.sample_bytes :]
