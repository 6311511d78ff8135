"""One page that is being set: what is drawn on it, and what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sensorium.media.flow import BlockMark, Box, PageFlow, Range
from sensorium.media.typesetting import typefaces
from sensorium.media.typesetting.lines import Line, SetWord
from sensorium.media.typesetting.printing import Sheet


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """Bytes of a picture's file, and where it is shown."""

    data: bytes
    box: Box


class Canvas:
    """A page of `size_pt`. Everything is put in points from its upper left corner."""

    def __init__(self, size_pt: tuple[float, float]) -> None:
        self.size_pt = size_pt
        self.pictures: list[PlacedPicture] = []
        self._drawn: list[str] = []
        self._words: list[SetWord] = []
        self._boxes: list[Box] = []
        self._blocks: list[BlockMark] = []
        self._text: list[str] = []

    @property
    def num_words(self) -> int:
        return len(self._words)

    def put(self, words: Sequence[SetWord], lines: Sequence[Line], left: float, top: float, seen: set[int]) -> float:
        """Lines of words, from a point on; where they end. seen: words that were put already, here or earlier."""
        numbers: dict[int, int] = {}
        for line in lines:
            for piece in line.pieces:
                word, x = words[piece.index], left + piece.left
                baseline = top + (line.height + word.face.size_pt * (typefaces.ASCENT - typefaces.DESCENT)) / 2
                self._draw(piece.text, word, x, baseline)
                size = word.face.size_pt
                box = (x, baseline - typefaces.ASCENT * size, x + piece.width, baseline + typefaces.DESCENT * size)
                self._remember(piece.index, word, box, numbers, seen)
            top += line.height
        return top

    def _remember(self, index: int, word: SetWord, box: Box, numbers: dict[int, int], seen: set[int]) -> None:
        if index in numbers:  # a further piece of a word
            self._boxes[numbers[index]] = around([self._boxes[numbers[index]], box])
        elif index not in seen:
            seen.add(index)
            numbers[index] = len(self._words)
            self._words.append(word)
            self._boxes.append(box)

    def _draw(self, text: str, word: SetWord, x: float, baseline: float) -> None:
        up = self.size_pt[1] - baseline
        letters = typefaces.shown(text).hex()
        self._drawn.append(
            f"BT /F{word.face.font} {word.face.size_pt:g} Tf 1 0 0 1 {x:.2f} {up:.2f} Tm <{letters}> Tj ET"
        )

    def draw_mark(self, text: str, face: typefaces.Face, x: float, baseline: float) -> None:
        """Letters that are no words of the text: the marker of a list's item."""
        self._draw(text, SetWord(text, "", face, 0.0), x, baseline)

    def fill(self, box: Box, grey: float) -> None:
        """A rectangle in a shade from 0, black, to 1."""
        self._drawn.append(f"{grey:g} g {self._rectangle(box)} f 0 g")

    def frame(self, box: Box, grey: float = 0.55) -> None:
        """The edge of a rectangle, half a point thick."""
        self._drawn.append(f"0.5 w {grey:g} G {self._rectangle(box)} S 0 G")

    def _rectangle(self, box: Box) -> str:
        left, top, right, bottom = box
        return f"{left:.2f} {self.size_pt[1] - bottom:.2f} {right - left:.2f} {bottom - top:.2f} re"

    def picture(self, data: bytes, box: Box) -> None:
        """A picture's place; an empty frame where there are no bytes."""
        if data:
            self.pictures.append(PlacedPicture(data, box))
        else:
            self.frame(box)

    def box_of(self, words: Range) -> Box:
        """What holds some words."""
        return around(self._boxes[words[0] : words[1]])

    def mark(self, block: BlockMark, text: str) -> None:
        """A block that was put, and its text as it is read."""
        self._blocks.append(block)
        if text.strip():
            close = len(self._blocks) > 1 and self._blocks[-2].kind == block.kind and block.kind in ("item", "pair")
            self._text += ["\n" if close else "\n\n", text] if self._text else [text]

    @property
    def text(self) -> str:
        return "".join(self._text)

    @property
    def shows_all(self) -> bool:
        """Whether the fonts have every letter that stands on it."""
        return all(typefaces.can_show(word.text) for word in self._words)

    def sheet(self) -> Sheet:
        return Sheet(self.size_pt, "\n".join(self._drawn).encode("ascii"))

    def flow(self) -> PageFlow:
        """What stands on it."""
        count = len(self._words)
        return PageFlow(
            words=tuple(word.text for word in self._words),
            boxes=np.array(self._boxes, np.float32).reshape(count, 4),
            sizes_pt=np.array([word.face.size_pt for word in self._words], np.float32),
            bold=np.array([word.face.bold for word in self._words], np.bool_),
            italic=np.array([word.face.italic for word in self._words], np.bool_),
            blocks=tuple(self._blocks),
        )


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of some."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
