"""Sheets made by hand: words set on lines, each letter half its size wide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tree import Word

FILLER = "the ministry of works reported that every bridge along the river had been measured again".split()


def line(text: str, left: float, top: float, size_pt: float = 10.0, **style: Any) -> list[Word]:
    """Words of one line that begins at `left`; wide spaces stay wide."""
    words, x = [], left
    for part in text.split(" "):
        if part:
            width = len(part) * size_pt * 0.5
            words.append(Word(text=part, box=Box(x, top, x + width, top + size_pt), size_pt=size_pt, **style))
            x += width
        x += 0.3 * size_pt
    return words


def column(name: str, left: float, top: float, num_lines: int, num_words: int = 6, size_pt: float = 10.0) -> list[Word]:
    """Lines of running text whose first words are NAME0, NAME1, …"""
    words = []
    for number in range(num_lines):
        text = " ".join([f"{name}{number}", *(FILLER[(number * 5 + at) % len(FILLER)] for at in range(num_words - 1))])
        words += line(text, left, top + 1.2 * size_pt * number, size_pt)
    return words


def sheet(*parts: Sequence[Word], **marks: Any) -> Sheet:
    return Sheet(number=1, width_pt=600, height_pt=800, words=tuple(w for part in parts for w in part), **marks)
