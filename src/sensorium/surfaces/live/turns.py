"""Where speech begins and ends, from the probabilities that a detector gives for one window after another."""

from __future__ import annotations

from typing import Literal, TypeAlias

from sensorium.surfaces.live.settings import ServerVad

WINDOW_S = 0.032  # 512 samples at 16 kHz: what the detector judges at once
WINDOWS_TO_BEGIN = 3  # of speech in a row: a click is not a turn
HYSTERESIS = 0.15  # what began as speech stays speech down to so much below the threshold, as its makers advise
LEAST_THRESHOLD = 0.01

Turn: TypeAlias = Literal["began", "ended"]


class Turns:
    """Follows one microphone. Times are seconds of its sound, from the first sample of the session."""

    def __init__(self, vad: ServerVad, at_s: float = 0.0) -> None:
        self._vad, self.at_s = vad, at_s
        self._least_s = at_s  # nothing before it belongs to the next turn
        self._in_a_row = 0
        self._silent_s = 0.0
        self.speaking = False
        self.begin_s = at_s  # of the turn, with what is kept before its first sound
        self.end_s = at_s
        self.speech_s = (at_s, at_s)  # of the turn, the speech itself

    def follow(self, vad: ServerVad) -> None:
        """Judge as other settings say from now on; a turn that has begun goes on."""
        self._vad = vad

    @property
    def needed_s(self) -> float:
        """Sound before this can be forgotten: no turn will need it."""
        if self.speaking:
            return self.begin_s
        return self._padded(self.at_s - WINDOWS_TO_BEGIN * WINDOW_S)

    @property
    def silent_s(self) -> float:
        """How long it has been silent in the turn."""
        return self._silent_s

    def push(self, probability: float) -> Turn | None:
        """Judge the next window; what it begins or ends."""
        self.at_s += WINDOW_S
        return self._while_speaking(probability) if self.speaking else self._while_silent(probability)

    def end(self) -> None:
        """The turn is over, whatever is heard."""
        self.speaking, self._in_a_row, self._silent_s = False, 0, 0.0
        self.end_s = self._least_s = self.at_s

    def _while_silent(self, probability: float) -> Turn | None:
        self._in_a_row = self._in_a_row + 1 if probability >= self._vad.threshold else 0
        if self._in_a_row < WINDOWS_TO_BEGIN:
            return None
        self.speaking, self._silent_s = True, 0.0
        first_s = self.at_s - WINDOWS_TO_BEGIN * WINDOW_S
        self.begin_s, self.speech_s = self._padded(first_s), (first_s, self.at_s)
        return "began"

    def _while_speaking(self, probability: float) -> Turn | None:
        still = probability >= max(LEAST_THRESHOLD, self._vad.threshold - HYSTERESIS)
        self._silent_s = 0.0 if still else self._silent_s + WINDOW_S
        if still:
            self.speech_s = (self.speech_s[0], self.at_s)
        if self._silent_s < self._vad.silence_duration_ms / 1000:
            return None
        silent_s = self._silent_s
        self.end()
        self._silent_s = silent_s
        return "ended"

    def _padded(self, at_s: float) -> float:
        return max(self._least_s, at_s - self._vad.prefix_padding_ms / 1000)
