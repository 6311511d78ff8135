"""Any Sensorium model as a reader: lines are located without weights, cut out, and read one by one.

A model says words, not where they stand: a word's box is the share of its line that its letters take. The
built-in model was taught lines of print, not pages; `benchmarks/reading.py --model` measures it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Word
from sensorium.content import Image
from sensorium.models.model import Model
from sensorium.native.encoders.lines import LineBox, find_lines

ASKED = "Please read the text."
MOST_LINES = 200
UNTOLD = 0.5  # confidence of a model that tells none


@dataclass(frozen=True, kw_only=True)
class ModelReader:
    """A model that sees pictures and says text. asked: what it is asked about each line."""

    model: Model
    languages: tuple[str, ...] = ("eng",)
    asked: str = ASKED

    @property
    def name(self) -> str:
        return f"sensorium/{self.model.name}"

    def read(self, picture: Image) -> Sequence[Word]:
        """As `Reader.read`; all words of a line share its answer's confidence."""
        lines = find_lines(picture.pixels, MOST_LINES)
        prompts = [(_cut(picture, line), self.asked) for line in lines]
        replies = dict(self.model.generate_all(prompts, outputs=["text"], seeds=[0] * len(prompts), temperature=0.0))
        return [word for index, line in enumerate(lines) for word in self._words(line, replies[index])]

    def _words(self, line: LineBox, reply: object) -> Iterator[Word]:
        confidence = getattr(reply, "confidence", None)
        for text, box in placed(str(getattr(reply, "text", "")), line):
            yield Word(text=text, box=box, source=self.name, confidence=UNTOLD if confidence is None else confidence)


def _cut(picture: Image, line: LineBox) -> Image:
    return Image(np.ascontiguousarray(picture.pixels[line.top : line.bottom, line.left : line.right]))


def placed(text: str, line: LineBox) -> Iterator[tuple[str, Box]]:
    """The words of a line, each with its share of the line's width by its letters, spaces counted as one."""
    words = text.split()
    total, begun = len(" ".join(words)), 0
    width = line.right - line.left
    for word in words:
        left, right = (line.left + width * place / total for place in (begun, begun + len(word)))
        yield word, Box(left, line.top, right, line.bottom)
        begun += len(word) + 1
