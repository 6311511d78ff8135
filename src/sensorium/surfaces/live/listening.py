"""What is being heard: sound that belongs to no item yet, and where turns begin and end in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sensorium.errors import InvalidInput
from sensorium.surfaces.live.buffer import InputBuffer
from sensorium.surfaces.live.formats import AudioFormat, Samples
from sensorium.surfaces.live.hearing import Heard
from sensorium.surfaces.live.settings import Settings
from sensorium.surfaces.live.turns import Turns

LEAST_TURN_S = 0.1  # that can be committed
LONGEST_TURN_S = 60.0  # after which a turn is over though somebody still speaks
LONGEST_BUFFER_S = 300.0  # that a client may append before it commits


@dataclass(frozen=True)
class Began:
    """Somebody speaks, from here on. Seconds from the start of the session."""

    at_s: float


@dataclass(frozen=True, eq=False)
class Turn:
    """Somebody has spoken. speech_s: where in it the speech is, as far as that was judged, in seconds of the turn;
    silent_s: how long was waited to be sure that it is over.
    """

    samples: Samples
    format: AudioFormat
    begin_s: float
    end_s: float
    speech_s: tuple[float, float] | None = None
    silent_s: float = 0.0


class Listening:
    """One microphone's sound on its way to items."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._buffer = InputBuffer(settings.input_format.rate_hz)
        self._turns = Turns(settings.turns) if settings.turns else None

    @property
    def waiting_s(self) -> float:
        """How much is kept that is no turn yet."""
        return self._buffer.duration_s

    def change(self, settings: Settings) -> None:
        """Listen as other settings say. Raises InvalidInput in the middle of a turn of another format."""
        other = settings.input_format is not self._settings.input_format
        if other:
            if self._turns is not None and self._turns.speaking:
                what = "the format of what is heard cannot change in the middle of a turn"
                raise InvalidInput(f"{what}: commit or clear it first", param="session.audio.input.format")
            self._buffer = InputBuffer(settings.input_format.rate_hz, self._buffer.end_s)
        if settings.turns is None:
            self._turns = None
        elif self._turns is None or other:
            self._turns = Turns(settings.turns, self._buffer.end_s)
        else:
            self._turns.follow(settings.turns)
        self._settings = settings

    def hear(self, heard: Heard) -> Iterator[Began | Turn]:
        """Take what was heard next; what begins and ends in it. Raises InvalidInput where too much is kept."""
        if self._turns is None:
            self._check_room(len(heard.samples) / self._buffer.rate_hz)
            self._buffer.push(heard.samples)
            return
        self._buffer.push(heard.samples)
        for probability in heard.windows:
            match self._turns.push(probability):
                case "began":
                    yield Began(self._turns.begin_s)
                case "ended":
                    yield self._ended(self._turns)
            if self._turns.speaking and self._turns.at_s - self._turns.begin_s >= LONGEST_TURN_S:
                self._turns.end()
                yield self._ended(self._turns)
        self._buffer.forget(self._turns.needed_s)

    def commit(self) -> Turn:
        """All that was heard, as a turn. Raises InvalidInput where it is next to nothing."""
        if self._buffer.duration_s < LEAST_TURN_S:
            heard_ms, least_ms = 1000 * self._buffer.duration_s, 1000 * LEAST_TURN_S
            what = f"{heard_ms:.0f} ms were heard; a turn has {least_ms:.0f} at the least"
            raise InvalidInput(what, code="input_audio_buffer_commit_empty")
        if self._turns is not None:
            self._turns.end()
        return self._taken(self._buffer.begin_s, self._buffer.end_s)

    def clear(self) -> None:
        """Forget what is no turn yet."""
        self._buffer.clear()
        if self._turns is not None:
            self._turns.end()

    def _ended(self, turns: Turns) -> Turn:
        first_s, last_s = (at - turns.begin_s for at in turns.speech_s)
        turn = self._taken(turns.begin_s, turns.end_s)
        return replace(turn, speech_s=(first_s, last_s), silent_s=turns.silent_s)

    def _taken(self, begin_s: float, end_s: float) -> Turn:
        samples = self._buffer.take(begin_s, end_s)
        return Turn(samples, self._settings.input_format, begin_s, end_s)

    def _check_room(self, more_s: float) -> None:
        if self._buffer.duration_s + more_s > LONGEST_BUFFER_S:
            what = f"more than {LONGEST_BUFFER_S:g} s were appended and not committed"
            raise InvalidInput(f"{what}: commit or clear them first", code="input_audio_buffer_full", param="audio")
