"""Words of a page → lines of print, and what a word is: a figure, a leader of dots, a mark for "nothing"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Word

_SAME_LINE = 0.42  # of the height of a word: centres further apart are on two lines
_RUN_GAP = 0.75  # of the height of print: a wider gap parts two runs

_FIGURE = re.compile(r"[(\[{<>≤≥~≈±+\-–−—*†‡$€£¥₹§#'’]*\d[\d.,:/'’\u00a0\u202f\-–−]*[)\]}%‰°*†‡§$€£¥₹\-+a-zA-Z]{0,4}")
_NOTHING = re.compile(r"[-–—−―.·:*†‡•…x×X/]{1,5}|\(?[Nn]\.?/?[Aa]\.?\)?|\([A-Z]{1,2}\)|[✓✔✗✘☐☑☒●○■□]")
_LEADER = re.compile(r"[.·․…_]{2,}|\.")
_CURRENCY = re.compile(r"[$€£¥₹%]|[A-Z]{3}")


def is_figure(text: str) -> bool:
    """Whether a word is a number, in any country's way of writing, or a mark that stands for one."""
    return bool(_FIGURE.fullmatch(text) or _NOTHING.fullmatch(text))


def has_digit(text: str) -> bool:
    """Whether any sign of a text is a digit."""
    return any(sign.isdigit() for sign in text)


def is_leader(text: str) -> bool:
    """Whether a word is dots that lead the eye to the next column."""
    return bool(_LEADER.fullmatch(text))


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words of one line with no more than spaces between them."""

    words: tuple[Word, ...]

    @cached_property
    def box(self) -> Box:
        return Box.around(word.box for word in self.words)

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def figures(self) -> bool:
        """Whether it holds figures and signs of currencies and nothing else."""
        said = [word.text for word in self.words if not _CURRENCY.fullmatch(word.text)]
        return bool(said) and all(is_figure(text) for text in said)

    @cached_property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


@dataclass(frozen=True, kw_only=True)
class Line:
    """Runs of one line of print from left to right."""

    runs: tuple[Run, ...]

    @cached_property
    def box(self) -> Box:
        return Box.around(run.box for run in self.runs)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for run in self.runs for word in run.words)

    @cached_property
    def middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2

    def without(self, taken: AbstractSet[int]) -> Line | None:
        """What is left of it without the words of these `id`s; None where nothing is."""
        if not any(id(word) in taken for word in self.words):
            return self
        words = [word for word in self.words if id(word) not in taken]
        return Line(runs=runs_of(words)) if words else None


def print_height(words: Sequence[Word]) -> float:
    """The usual height of a word in points; 10 where there are none."""
    heights = sorted(word.box.height for word in words)
    return heights[len(heights) // 2] if heights else 10.0


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words → lines from the top, each from left to right; a raised mark of a note stays on its line."""
    open_lines: list[tuple[float, float, list[Word]]] = []  # centre and height of its largest word
    for word in sorted(words, key=_from_top):
        centre, height = (word.box.top + word.box.bottom) / 2, word.box.height
        for index in range(len(open_lines) - 1, max(-1, len(open_lines) - 4), -1):
            middle, tall, members = open_lines[index]
            if abs(middle - centre) <= _SAME_LINE * max(min(tall, height), 0.6 * max(tall, height)):
                members.append(word)
                if height > 1.15 * tall:
                    open_lines[index] = (centre, height, members)
                break
        else:
            open_lines.append((centre, height, [word]))
    lines = [_line(members) for _, _, members in open_lines]
    return sorted(lines, key=lambda line: line.middle)


def _from_top(word: Word) -> float:
    return word.box.top + word.box.bottom


def _line(words: list[Word]) -> Line:
    return Line(runs=runs_of(words))


def runs_of(words: Iterable[Word]) -> tuple[Run, ...]:
    """Words of one line → runs: a gap wider than words of this size leave between them begins another."""
    ordered = sorted(words, key=lambda word: word.box.left)
    runs: list[list[Word]] = []
    for word in ordered:
        if runs and word.box.left - runs[-1][-1].box.right <= _space(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(Run(words=tuple(run)) for run in runs)


def _space(before: Word, after: Word) -> float:
    """The widest gap in points that two words of one run leave: figures stand closer together than words may."""
    height = min(before.box.height, after.box.height)
    both = is_figure(before.text) and is_figure(after.text)
    return height * (0.45 if both else _RUN_GAP)
