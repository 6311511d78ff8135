"""What may come next in a score: every stream that it lets through is a tune whose bars add up.

A deterministic finite-state machine with counters. Heading first, then one or more parts of whole bars; a part may
begin with a pickup and then end short by it; every choice leaves a way to the end.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from sensorium.media.scores.tune import Key
from sensorium.native.codecs.score.table import (
    ACCIDENTAL_RANGE,
    DURATION_START,
    DURATIONS,
    END,
    INDEX,
    KINDS,
    MAX_ENDING_BARS,
    METRES_OF_KIND,
    MIN_PART_BARS,
    MODES,
    NUM_TOKENS,
    PITCHES,
    QUARTERS,
    TEMPOS,
    TOKENS,
    TONICS,
    TRIPLETS,
    UNITS,
    bar_token,
    key_is_known,
    units_in_bar,
)

MAX_BARS = 32  # written, both endings counted
HEADING = ("kind", "tempo", "metre", "tonic", "mode", "unit")
_REPEAT, _ONCE = INDEX["repeat"], INDEX["once"]
_CLOSE_REPEAT, _CLOSE = INDEX[":|"], INDEX["||"]
_FIRST, _SECOND = INDEX["|1"], INDEX[":|2"]
_REST, _TIE = INDEX["z"], INDEX["-"]
_LONG_SHORT, _SHORT_LONG = INDEX[">"], INDEX["<"]
_TRIPLETS = {INDEX[name]: length for name, length in TRIPLETS.items()}
_DURATIONS = dict(enumerate(DURATIONS, start=DURATION_START))


CLOSING_TOKENS = 48  # that `ScoreGrammar.closing` may need


def _haste(token: int) -> tuple[int, int]:
    """Ends first, then bar lines, then the longest lengths, then rests; what opens something new comes last."""
    if token in (END, _CLOSE, _CLOSE_REPEAT):
        return 0, token
    if TOKENS[token].startswith("bar "):
        return 1, token
    if token in _DURATIONS:
        return 3, -_DURATIONS[token]
    return (4 if token == _REST else 6 if token in (_REPEAT, _FIRST) else 5), token


class ScoreGrammar:
    """Walks one score. `allowed()` is a mask over the table; `advance` takes one allowed token.

    All lengths are in quarters of the unit length.
    """

    def __init__(self) -> None:
        self.heading: dict[str, str] = {}
        self.finished = False
        self.num_bars = 0  # written so far, pickups left out
        self._stage = HEADING[0]
        self._bar = 0  # length of a full bar
        self._begin_part(repeated=False)

    def _begin_part(self, *, repeated: bool) -> None:
        self._repeated = repeated
        self._ending = 0  # 0 before any ending, else 1 or 2
        self._ending_bars = 0
        self._part_bars = 0
        self._pickup = 0
        self._begin_bar()

    def _begin_bar(self) -> None:
        self._filled = 0  # length of what is settled
        self._open = 0  # length of the last note, while a duration token may still change it
        self._due = 0  # notes that a triplet or a broken rhythm still needs
        self._altered = False  # an accidental waits for its pitch
        self._last_pitch = -1  # the token of the last note, -1 for a rest

    @property
    def place(self) -> tuple[int, float]:
        """Bars of this part that are full, and the share of the present bar that is filled."""
        return self._part_bars, (self._filled + self._open) / self._bar if self._bar else 0.0

    def allowed(self) -> NDArray[np.bool_]:
        """Which tokens may come next, shape = (NUM_TOKENS,); at least one until `finished`, none after."""
        mask = np.zeros(NUM_TOKENS, np.bool_)
        if not self.finished:
            for token in self._options(mask):
                mask[token] = True
        return mask

    def advance(self, token: int) -> None:
        """Take one token. Raises ValueError for one that is not allowed."""
        if not 0 <= token < NUM_TOKENS or not self.allowed()[token]:
            name = TOKENS[token] if 0 <= token < NUM_TOKENS else token
            raise ValueError(f"{name!r} may not come here: {self._stage}, bar {self.num_bars + 1}")
        if self._stage in HEADING:
            self._take_heading(token)
        elif self._stage == "part":
            self._take_part(token)
        else:
            self._take_inside(token)

    def closing(self) -> int:
        """The allowed token that brings the end nearest: always taking it ends a score within `CLOSING_TOKENS`."""
        return min(np.flatnonzero(self.allowed()).tolist(), key=_haste)

    # What may come.

    def _options(self, mask: NDArray[np.bool_]) -> list[int]:
        if self._stage in HEADING:
            return [INDEX[f"{self._stage} {value}"] for value in self._heading_values()]
        if self._stage == "part":
            room = self.num_bars <= MAX_BARS - MIN_PART_BARS
            return ([END] if self.num_bars else []) + ([_REPEAT, _ONCE] if room else [])
        if self._stage == "tied bar line":
            return [bar_token(self._part_bars + 1)]
        if self._stage == "tied note":
            return [self._last_pitch]
        return self._inside(mask)

    def _heading_values(self) -> list[str]:
        match self._stage:
            case "kind":
                return list(KINDS)
            case "tempo":
                return list(TEMPOS)
            case "metre":
                return list(METRES_OF_KIND[self.heading["kind"]])
            case "tonic":
                return [tonic for tonic in TONICS if any(key_is_known(Key(tonic, mode)) for mode in MODES)]
            case "mode":
                return [mode for mode in MODES if key_is_known(Key(self.heading["tonic"], mode))]
            case _:
                return [str(unit) for unit in UNITS]

    def _inside(self, mask: NDArray[np.bool_]) -> list[int]:
        """Inside a bar; pitches, the most of it, are set in the mask at once."""
        if self._altered or self._due:
            mask[PITCHES] = True
            mask[ACCIDENTAL_RANGE] = not self._altered
            return []
        left = self._bar - self._filled
        options = [token for token, length in _DURATIONS.items() if self._open and length <= left]
        left -= self._open
        if left < 0:
            return options  # the last note is too long as it stands
        if left:
            mask[PITCHES] = mask[ACCIDENTAL_RANGE] = True
            options.append(_REST)
        options += [token for token, length in _TRIPLETS.items() if length <= left]
        if self._open and self._last_pitch >= 0 and left >= QUARTERS:
            options += [_LONG_SHORT, _SHORT_LONG]
        if left == 0 and self._last_pitch >= 0 and self._may_go_on():
            options.append(_TIE)
        return options + self._bar_lines(left)

    def _bar_lines(self, left: int) -> list[int]:
        """The bar lines that may come where `left` is missing from a full bar."""
        filled = self._bar - left
        at_start = self._part_bars == 0 and self._pickup == 0
        options = [bar_token(0)] if at_start and 0 < filled <= self._bar // 2 else []
        if left == 0 and self._may_go_on():
            options.append(bar_token(self._part_bars + 1))
        if left == 0 and self._may_end_differently():
            options.append(_FIRST)
        if left in (0, self._pickup) and filled:
            options += self._closings()
        return options

    def _may_go_on(self) -> bool:
        """May another bar follow in this part, or in this ending, once the present one is full?"""
        needed = 2 if self._ending == 1 else 1  # the first ending keeps a bar for the second
        within = self._ending == 0 or self._ending_bars + 1 < MAX_ENDING_BARS
        return within and self.num_bars + 1 + needed <= MAX_BARS

    def _may_end_differently(self) -> bool:
        long_enough = self._part_bars + 2 >= MIN_PART_BARS
        return self._repeated and self._ending == 0 and long_enough and self.num_bars + 3 <= MAX_BARS

    def _closings(self) -> list[int]:
        if self._ending == 1:
            return [_SECOND]
        if self._part_bars + 1 < MIN_PART_BARS:
            return []
        return [_CLOSE_REPEAT if self._repeated and self._ending == 0 else _CLOSE]

    # What a token does.

    def _take_heading(self, token: int) -> None:
        self.heading[self._stage] = TOKENS[token].partition(" ")[2]
        place = HEADING.index(self._stage) + 1
        self._stage = HEADING[place] if place < len(HEADING) else "part"
        if self._stage == "part":
            self._bar = units_in_bar(self.heading["metre"], Fraction(self.heading["unit"]))

    def _take_part(self, token: int) -> None:
        if token == END:
            self.finished = True
            return
        self._begin_part(repeated=token == _REPEAT)
        self._stage = "bar"

    def _take_inside(self, token: int) -> None:
        if PITCHES.start <= token < PITCHES.stop or token == _REST:
            self._take_note(token)
        elif token in _DURATIONS:
            self._filled, self._open = self._filled + _DURATIONS[token], 0
        elif ACCIDENTAL_RANGE.start <= token < ACCIDENTAL_RANGE.stop:
            self._settle()
            self._altered = True
        elif token in _TRIPLETS:
            self._settle()
            self._filled, self._due = self._filled + _TRIPLETS[token], len("abc")
        elif token in (_LONG_SHORT, _SHORT_LONG):
            self._settle()
            self._filled, self._due = self._filled + QUARTERS, 1
        elif token == _TIE:
            self._stage = "tied bar line"
        else:
            self._take_bar_line(token)

    def _settle(self) -> None:
        self._filled, self._open = self._filled + self._open, 0

    def _take_note(self, token: int) -> None:
        self._settle()
        self._stage, self._altered = "bar", False
        self._last_pitch = token if token != _REST else -1
        if self._due:
            self._due -= 1
        else:
            self._open = QUARTERS

    def _take_bar_line(self, token: int) -> None:
        tied, held = self._stage == "tied bar line", self._last_pitch
        if token == bar_token(0):
            self._pickup = self._filled + self._open
            self._begin_bar()
            return
        self.num_bars += 1
        self._part_bars += 1
        self._ending_bars += self._ending > 0
        self._begin_bar()
        if tied:
            self._stage, self._last_pitch = "tied note", held
        elif token == _FIRST:
            self._ending, self._ending_bars = 1, 0
        elif token == _SECOND:
            self._ending, self._part_bars, self._ending_bars = 2, self._part_bars - self._ending_bars, 0
        elif token in (_CLOSE, _CLOSE_REPEAT):
            self._stage = "part"
