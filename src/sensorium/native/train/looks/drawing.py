"""Looks of cells that are to be drawn: at the words that ask for them, and at earlier cells that show the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sensorium.native.tokens.packing import Look
from sensorium.native.tokens.stream import CELLS, GRID, Chunk
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import CUE_CELL, CUE_KEY, Special
from sensorium.native.train.hints import places_of
from sensorium.native.train.looks.heads import COPY
from sensorium.native.train.looks.naming import Name, are_words, mentions
from sensorium.native.worlds.example import Shown


def at_words(
    chunk: Chunk, kind: str, before: Mapping[int, int], drawn: Sequence[Shown], words: WordTokenizer
) -> Iterator[Look]:
    """From each position that comes before a cell of the reply, to the end of the words that ask for what the cell
    shows: there, and not before, all of a name and of what it is like is known.
    """
    num_keys = max(before.values()) // CELLS + 1
    numbers = {text: number for number, text in enumerate(dict.fromkeys(shown.text for shown in drawn))}
    names = [Name.of(text, (number,), words) for text, number in numbers.items()]
    spoken: dict[int, set[int]] = {}
    for end, _, things in mentions(chunk, names, range(min(before))):
        for number in things:
            spoken.setdefault(number, set()).add(end)
    covering: dict[int, set[int]] = {}
    for shown in drawn:
        for place in places_of(shown, (num_keys, GRID, GRID)):
            covering.setdefault(place, set()).update(spoken.get(numbers[shown.text], ()))
    for place, cell in before.items():
        if wanted := covering.get(cell):
            yield Look(kind, place, tuple(sorted(wanted)))


def at_origins(before: Mapping[int, int], origins: Mapping[int, tuple[int, ...]]) -> Iterator[Look]:
    """From each position that comes before a cell of the reply, to the positions of the cells that show the same."""
    at = {cell: place + 1 for place, cell in before.items()}
    for place, cell in before.items():
        if wanted := [at[origin] for origin in origins.get(cell, ()) if at.get(origin, place + 1) <= place]:
            yield Look(COPY, place, tuple(sorted(wanted)))


def before_cells(chunk: Chunk) -> dict[int, int]:
    """The positions before which cells of the reply come, each with its cell, counted key frame by key frame."""
    cell, key = chunk.cues[:, 0] - CUE_CELL.start, chunk.cues[:, 1] - CUE_KEY.start
    given = (chunk.ids[:, 0] == Special.FEATURE) | are_words(chunk)
    places = np.flatnonzero((cell >= 0) & (cell < CELLS) & (key >= 0) & ~given)
    return dict(zip(places.tolist(), (key[places] * CELLS + cell[places]).tolist(), strict=True))
