"""A tune as read → parts of whole bars: endings told apart, pickups and short last bars put right.

Rough edges of printed collections are smoothed where the meaning is plain; a bar that does not add up is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

from sensorium.media.scores.fields import invalid
from sensorium.media.scores.tune import Bar, Element, Note, Tune
from sensorium.native.codecs.score.table import MAX_ENDING_BARS, MIN_PART_BARS

LONG_PART_BARS = 16  # longer parts that are played once are cut after these
Bars: TypeAlias = list[list[Note]]


@dataclass
class Part:
    """Bars, then those of a first and a second ending. Once settled, `pickup` is the length of the first short bar."""

    body: Bars = field(default_factory=list)
    repeated: bool = False
    first: Bars = field(default_factory=list)
    second: Bars = field(default_factory=list)
    pickup: Fraction = Fraction(0)

    @property
    def num_bars(self) -> int:
        """Full bars written, the pickup left out."""
        return len(self.body) + len(self.first) + len(self.second) - bool(self.pickup)

    @property
    def num_played(self) -> int:
        """Full bars of one turn."""
        return len(self.body) + len(self.first) - bool(self.pickup)


def parts_of(tune: Tune, max_bars: int) -> list[Part]:
    """The first parts of the first voice, together at most `max_bars` bars.

    Raises InvalidInput(`invalid_score`) when a bar does not add up or no part of at least four bars fits.
    """
    kept: list[Part] = []
    refused = ""
    for part in _settled_parts(tune):
        if part is None:
            refused = "a bar of the score does not add up to its metre; correct it, or the field M:"
            break
        if part.num_played < MIN_PART_BARS:
            continue
        if sum(earlier.num_bars for earlier in kept) + part.num_bars > max_bars:
            break
        kept.append(part)
    if not kept:
        raise invalid(refused or f"the score has no part of {MIN_PART_BARS} to {max_bars} bars; mark parts with ||")
    return kept


def _settled_parts(tune: Tune) -> Iterator[Part | None]:
    """Parts with every bar put right; None for one that cannot be, after which the rest is not read."""
    for part in _with_pickups(_Splitter().split(tune.voices[0]), tune.bar_length):
        if not _settle(part, tune.bar_length):
            yield None
            return
        yield from _cut(part, tune.bar_length)


class _Splitter:
    """Takes elements in order and closes a part where the bar lines say so."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.part = Part()
        self.bars = self.part.body

    def split(self, elements: tuple[Element, ...]) -> list[Part]:
        """All parts up to a change of key or metre."""
        bar: list[Note] = []
        for element in [*elements, Bar(double=True)]:
            if isinstance(element, Note):
                bar.append(element)
            elif isinstance(element, Bar):
                if bar:
                    self.bars.append(bar)
                    bar = []
                self.take_line(element)
            elif self.parts or self.part.body or bar:
                self.take_line(Bar(double=True))
                break
        return self.parts

    def take_line(self, line: Bar) -> None:
        part = self.part
        strong = line.closes or line.opens or line.double
        if self.bars is part.second:
            if strong or line.endings or len(part.second) >= len(part.first):
                self.finish(repeated=True)
        elif 1 in line.endings and self.bars is part.body:
            self.bars = part.first
        elif line.endings and self.bars is part.first:
            self.bars = part.second
        elif strong and part.body:
            self.finish(repeated=line.closes)

    def finish(self, *, repeated: bool) -> None:
        """Close the part. Endings with nothing before them are played once, one after the other."""
        part = self.part
        if not part.body:
            repeated = repeated and not part.second
            part.body, part.first, part.second = part.first + part.second, [], []
        elif not part.first or not part.second:
            part.body, part.first, part.second = part.body + part.first, [], []
        part.repeated = repeated
        if part.body:
            self.parts.append(part)
        self.part = Part()
        self.bars = self.part.body


def _length(bar: list[Note]) -> Fraction:
    return sum((note.duration for note in bar), Fraction(0))


def _with_pickups(parts: list[Part], full: Fraction) -> list[Part]:
    """A part of one short bar is the pickup of the next: `D2 |: …`."""
    joined: list[Part] = []
    lead: list[Note] | None = None
    for part in parts:
        if len(part.body) == 1 and not part.first and _length(part.body[0]) < full:
            lead = part.body[0]
            continue
        if lead is not None and _length(part.body[0]) == full:
            part.body.insert(0, lead)
        lead = None
        joined.append(part)
    return joined


def _settle(part: Part, full: Fraction) -> bool:
    """Put the pickup and the last bars right, in place. False when another bar does not add up."""
    lead = _length(part.body[0])
    if lead <= full / 2:
        part.pickup = lead
    elif lead < full:
        part.body[0].insert(0, Note((), full - lead))
    lasts = [bars[-1] for bars in (part.first, part.second) if bars] or [part.body[-1]]
    for bar in lasts:
        _fill(bar, full, full - part.pickup)
    inner = [*part.body[bool(part.pickup) :], *part.first, *part.second]
    allowed = (full, full - part.pickup)
    body_fits = not part.first or len(part.body) - bool(part.pickup) >= MIN_PART_BARS - 1
    endings_fit = body_fits and max(len(part.first), len(part.second)) <= MAX_ENDING_BARS
    return endings_fit and all(
        _length(bar) == full or (_is_in(bar, lasts) and _length(bar) in allowed) for bar in inner
    )


def _fill(bar: list[Note], full: Fraction, short: Fraction) -> None:
    """Lengthen the last note of a part, where it was printed too short, to the nearest end that is allowed."""
    missing = (short if _length(bar) <= short else full) - _length(bar)
    if missing > 0:
        bar[-1] = replace(bar[-1], duration=bar[-1].duration + missing)


def _is_in(bar: list[Note], bars: Bars) -> bool:
    return any(bar is other for other in bars)


def _cut(part: Part, full: Fraction) -> list[Part]:
    """A long part that is played once becomes several, each of at least four bars, with its pickup if it can be."""
    length = LONG_PART_BARS + bool(part.pickup)
    if part.repeated or len(part.body) < length + MIN_PART_BARS:
        return [part]
    before, after = part.body[: length - 1], part.body[length:]
    head, tail = _split_off(part.body[length - 1], part.pickup)
    if tail:
        return [replace(part, body=[*before, head]), *_cut(Part(body=[tail, *after], pickup=part.pickup), full)]
    _fill(after[-1], full, full)
    return [replace(part, body=[*before, head]), *_cut(Part(body=after), full)]


def _split_off(bar: list[Note], length: Fraction) -> tuple[list[Note], list[Note]]:
    """A bar without its last notes of `length` together, and these; all and nothing when no note begins there."""
    for place in range(1, len(bar)):
        if _length(bar[place:]) == length:
            return [*bar[: place - 1], replace(bar[place - 1], tied=False)], bar[place:]
    return bar, []
