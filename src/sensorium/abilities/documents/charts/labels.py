"""Words of a chart joined to what is read as one: a tick's number, a category's name, a title. Pixels, y down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.amounts import readings_of
from sensorium.abilities.documents.tree import Word, said

_BESIDE = re.compile(r"(?:\s*[-=|_~—+.,:'’•+]+\s*$)|(?:^[|_~=—•']+\s*)")  # tick marks read as signs
_GAP = 0.55  # of the height of type: a wider gap parts two labels
_SHORT, _GIANT = 3, 2.6  # letters; times the usual height
_SAME_LINE = 0.5  # of the lower height must be shared
_TALLER = 1.9  # the same of two letters
_TALL = 1.6  # of its width: a taller box of three letters or more is turned


@dataclass(frozen=True, kw_only=True)
class Label:
    """Words that stand beside each other; turned: they run upwards."""

    words: tuple[Word, ...]
    box: Box
    turned: bool = False

    @cached_property
    def text(self) -> str:
        return said(self.words)

    @cached_property
    def readings(self) -> tuple[float, ...]:
        """The numbers it may be; () where it is none."""
        return readings_of(_BESIDE.sub("", self.text)) or (readings_of(self.words[0].text) if self._has_stroke else ())

    @property
    def _has_stroke(self) -> bool:
        """Whether a single sign follows: a tick mark that was read as a letter."""
        return len(self.words) == 2 and len(self.words[1].text) == 1

    @property
    def confidence(self) -> float:
        return sum(word.confidence for word in self.words) / len(self.words)

    def flipped(self) -> Label:
        """Rows and columns exchanged, so that one search serves both directions."""
        return Label(words=self.words, box=flipped(self.box), turned=self.turned)


def flipped(box: Box) -> Box:
    """The box with rows and columns exchanged."""
    return Box(box.top, box.left, box.bottom, box.right)


def labels_of(words: Sequence[Word]) -> list[Label]:
    """All labels, level ones from the top, then turned ones."""
    shown = [word for word in words if word.box.area > 0 and any(map(str.isalnum, word.text))]
    turned = [word for word in shown if is_turned(word)]
    level = _of_type([word for word in shown if not is_turned(word)])
    return _joined(level) + [_upright(label) for label in _joined([_turned_right(word) for word in turned])]


def _of_type(words: Sequence[Word]) -> list[Word]:
    """Without "letters" many times as high as the others: rings and bars that a reader took for print."""
    usual = float(np.median([word.box.height for word in words])) if words else 0.0
    return [word for word in words if len(word.text) > _SHORT or word.box.height <= _GIANT * usual]


def is_turned(word: Word) -> bool:
    """Whether a word runs upwards or downwards."""
    return len(word.text) > 1 and word.box.height > (_TALL if len(word.text) > 2 else _TALLER) * word.box.width


def type_height(labels: Iterable[Label]) -> float:
    """The usual height of type in pixels; 10 where nothing is written."""
    heights = [
        min(word.box.height, word.box.width) if label.turned else word.box.height
        for label in labels
        for word in label.words
    ]
    return float(np.median(heights)) if heights else 10.0


def below(labels: Iterable[Label]) -> list[list[Label]]:
    """Labels in rows from the top, each row from the left."""
    rows: list[list[Label]] = []
    for label in sorted(labels, key=lambda label: label.box.center[1]):
        last = rows[-1][-1].box if rows else None
        if last is not None and _shared(last, label.box) > _SAME_LINE:
            rows[-1].append(label)
        else:
            rows.append([label])
    return [sorted(row, key=lambda label: label.box.left) for row in rows]


def _joined(words: Sequence[Word]) -> list[Label]:
    rows = below(Label(words=(word,), box=word.box) for word in words)
    return [label for row in rows for label in _parted(row)]


def _parted(row: Sequence[Label]) -> list[Label]:
    parts: list[list[Word]] = []
    for label in row:
        (word,) = label.words
        if parts and word.box.left - parts[-1][-1].box.right <= _GAP * min(word.box.height, parts[-1][-1].box.height):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [Label(words=tuple(part), box=Box.around(word.box for word in part)) for part in parts]


def _shared(first: Box, second: Box) -> float:
    common = min(first.bottom, second.bottom) - max(first.top, second.top)
    return common / max(1e-6, min(first.height, second.height))


def _turned_right(word: Word) -> Word:
    """A word that runs upwards as if it ran to the right: x ← −y, y ← x."""
    box = word.box
    return Word(
        text=word.text,
        box=Box(-box.bottom, box.left, -box.top, box.right),
        source=word.source,
        confidence=word.confidence,
        size_pt=word.size_pt,
        bold=word.bold,
        italic=word.italic,
    )


def _upright(label: Label) -> Label:
    back = [
        Word(
            text=word.text,
            box=_risen(word.box),
            source=word.source,
            confidence=word.confidence,
            size_pt=word.size_pt,
            bold=word.bold,
            italic=word.italic,
        )
        for word in label.words
    ]
    return Label(words=tuple(back), box=_risen(label.box), turned=True)


def _risen(box: Box) -> Box:
    return Box(box.top, -box.right, box.bottom, -box.left)
