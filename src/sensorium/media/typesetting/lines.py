"""Runs of characters → words with their widths → lines that fit a width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sensorium.media.office.flow import Runs
from sensorium.media.typesetting.typefaces import Face

LEADING = 1.3  # height of a line, as a share of the size of its type
_TAB = "    "
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class SetWord:
    """A word in its face. before: the blanks between it and the one before ("" for none), as they were."""

    text: str
    before: str
    face: Face
    width: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a part of a long one, on a line: its place among the words, its left edge from that of the line."""

    index: int
    text: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one line, and how high that is."""

    pieces: tuple[Piece, ...]
    height: float


def words_of(runs: Runs, face: Face, *, styled: bool = True) -> list[SetWord]:
    """The words of runs: what stands between blanks. A word is set as its first letter is. styled: bold and italic
    runs are set so; otherwise all in `face`.
    """  # fmt: skip
    whole = "".join(run.text for run in runs)
    starts, start = [], 0
    for run in runs:
        starts.append(start)
        start += len(run.text)
    words, end, at = [], 0, 0
    for match in _WORD.finditer(whole):
        while at + 1 < len(starts) and starts[at + 1] <= match.start():
            at += 1
        run = runs[at]
        own = replace(face, bold=face.bold or run.bold, italic=face.italic or run.italic) if styled else face
        words.append(SetWord(match[0], whole[end : match.start()], own, own.width(match[0])))
        end = match.end()
    return words


def said(words: Sequence[SetWord]) -> str:
    """Words with the blanks between them: line ends as they were, tabs and blanks at the start of lines too."""
    return "".join(("" if index == 0 else word.before) + word.text for index, word in enumerate(words))


def lines_of(words: Sequence[SetWord], width: float, face: Face, *, keeps_blanks: bool = False) -> list[Line]:
    """Words in lines of at most `width` points; a longer word is cut. keeps_blanks: as code has to be."""
    lines: list[Line] = []
    pieces: list[Piece] = []
    left, blank, height = 0.0, face.width(" "), face.size_pt * LEADING

    def end() -> None:
        nonlocal pieces, left
        lines.append(Line(tuple(pieces), height))
        pieces, left = [], 0.0

    for index, word in enumerate(words):
        breaks = word.before.count("\n") if index else 0
        for _ in range(min(breaks, 3) if keeps_blanks else min(breaks, 1)):
            end()
        gap = _gap(word, index, breaks, keeps_blanks, blank, bool(pieces))
        if pieces and left + gap + word.width > width:
            end()
            gap = 0.0
        left += gap
        for text in _cut(word, width - left if keeps_blanks and not pieces else width):
            size = word.width if text == word.text else word.face.width(text)
            if pieces and left + size > width:
                end()
            pieces.append(Piece(index, text, left, size))
            left += size
    if pieces:
        end()
    return lines


def _gap(word: SetWord, index: int, breaks: int, keeps_blanks: bool, blank: float, follows: bool) -> float:
    """The blank before a word."""
    if keeps_blanks:
        own = word.before.rpartition("\n")[2] if breaks or index == 0 else word.before
        return len(own.expandtabs(4)) * blank
    if not follows or not word.before:
        return 0.0
    return blank * (len(_TAB) if "\t" in word.before else 1)


def _cut(word: SetWord, width: float) -> list[str]:
    """A word in parts that fit."""
    if word.width <= width:
        return [word.text]
    parts, part, taken = [], "", 0.0
    for letter in word.text:
        size = word.face.width(letter)
        if part and taken + size > width:
            parts.append(part)
            part, taken = "", 0.0
        part += letter
        taken += size
    return [*parts, part]
