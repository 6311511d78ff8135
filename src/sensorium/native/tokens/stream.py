"""The one stream of positions: what training packs and what the engine continues is laid out here, once. No weights.

T positions, S slots. `Stream` appends positions and remembers where it stands: coordinates, the cell that comes next,
the pointer into the phones. Every method returns the `Chunk` it appended, so an engine can feed just that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.native.tokens.vocabulary import (
    ADVANCE,
    CUE_CELL,
    CUE_KEY,
    CUE_NEXT_PHONE,
    CUE_PHONE,
    NO_CUE,
    NUM_CUES,
    NUM_PICTURE_SLOTS,
    NUM_SOUND_SLOTS,
    PHONE,
    PICTURE,
    SLOTS,
    SOUND,
    Special,
)

GRID = 8  # a picture is GRID × GRID cells
CELLS = GRID * GRID
MAX_KEYS = CUE_KEY.size

IntArray: TypeAlias = NDArray[np.int32]
Weight: TypeAlias = float | NDArray[np.float32]
FeatureKind: TypeAlias = Literal["picture", "detail", "line", "frames", "sound"]


class Modality(IntEnum):
    """What a position belongs to; the ledger counts by it."""

    TEXT = 0
    IMAGE = 1
    AUDIO = 2
    VIDEO = 3
    SPEECH = 4
    SOUND = 5
    MUSIC = 6


@dataclass(frozen=True, eq=False)
class Chunk:
    """Consecutive positions: ids (T, SLOTS), cues (T, NUM_CUES), coordinates (T, 3) (time, row, column), modality (T,)
    and the weight of predicting each position in the loss (T,), 0 where it is given.
    """

    ids: IntArray
    cues: IntArray
    coordinates: IntArray
    modality: NDArray[np.uint8]
    weights: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, eq=False)
class Feature:
    """An array that an encoder turns into `count` positions, the first at index `start` of the stream.

    aside: it has no position; training alone looks at it. What training knows of it, if anything: written, the words
    that are said, in order, as ids + 1; spelled, the labels of the letters that are written, () where nothing is; told,
    (feature, word id) of names and where they stand, features counted from 0; ends, of each value of a chart, (feature
    at which it ends, how far right of its middle, how far below it, the share of a slice), () where none do.
    """

    kind: FeatureKind
    array: NDArray[np.generic]
    start: int
    count: int
    aside: bool = False
    written: tuple[int, ...] = ()
    spelled: tuple[int, ...] | None = None
    told: tuple[tuple[int, int], ...] = ()
    ends: tuple[tuple[int, float, float, float], ...] | None = None


def join(chunks: Sequence[Chunk]) -> Chunk:
    """Chunks in order as one."""
    names = ("ids", "cues", "coordinates", "modality", "weights")
    return Chunk(*(np.concatenate([getattr(chunk, name) for chunk in chunks]) for name in names))


class Stream:
    """A growing sequence and the place it has reached."""

    def __init__(self) -> None:
        self.chunks: list[Chunk] = []
        self.features: list[Feature] = []
        self.parts: list[range] = []  # the positions of each part of the conversation, in order
        self.notes: list[str] = []  # what of the media is not in the stream
        self.spelled: list[float] = []  # of each line of print that was read, the log-probability of its spelling
        self.length = 0
        self._coordinate = 0  # the next free coordinate on all three axes
        self._cells = 0  # cells written in the open grid
        self._keys = 1  # key frames that the open grid will hold
        self._phones: list[int] = []
        self._phones_at = 0  # coordinate of the first phone
        self._pointer = 0

    @property
    def spelling(self) -> float:
        """How sure the reader is of the print in the stream: a mean log-probability, 0 where nothing was read."""
        return float(np.mean(self.spelled)) if self.spelled else 0.0

    def all(self) -> Chunk:
        """Everything so far as one chunk."""
        return join(self.chunks)

    def special(self, token: Special, modality: Modality = Modality.TEXT, weight: float = 0.0) -> Chunk:
        """One structural token (not a grid's or a frame run's start: those have methods of their own)."""
        return self._wordlike([int(token)], modality, weight)

    def words(self, ids: Sequence[int], modality: Modality = Modality.TEXT, weight: float = 0.0) -> Chunk:
        """Word or score tokens in reading order."""
        return self._wordlike(ids, modality, weight)

    def phones(self, ids: Sequence[int], weight: float = 0.0) -> Chunk:
        """Phone tokens (PHONE range); the pointer will walk over them."""
        if not self._phones:
            self._phones_at = self._coordinate
        self._phones.extend(int(index) for index in ids)
        return self._wordlike(ids, Modality.SPEECH, weight)

    def feature(
        self, kind: FeatureKind, array: NDArray[np.generic], grid: tuple[int, int, int], modality: Modality
    ) -> Chunk:
        """Positions that an encoder fills: grid = (times, rows, columns), row by row."""
        count = grid[0] * grid[1] * grid[2]
        self.features.append(Feature(kind, array, self.length, count))
        coordinates = self._coordinate + np.indices(grid).reshape(3, -1).T
        self._coordinate += max(grid)
        ids = _column(np.full(count, int(Special.FEATURE)))
        return self._append(ids, coordinates, modality, 0.0, _place_cues(grid))

    def read(self, ids: Sequence[int], cells: Sequence[int], modality: Modality) -> Chunk:
        """Words read in the picture before: they stand as text does, and each knows its cell of the picture."""
        chunk = self._wordlike(ids, modality, 0.0)
        chunk.cues[:, 0] = CUE_CELL.start + np.asarray(cells, np.int32)
        return chunk

    def begin_grid(self, token: Special, modality: Modality, num_keys: int = 1, weight: float = 0.0) -> Chunk:
        """Start a PICTURE or VIDEO segment of `num_keys` × CELLS cells."""
        self._cells, self._keys = 0, num_keys
        coordinates = np.full((1, 3), self._coordinate)
        self._coordinate += 1
        return self._append(_column(np.array([int(token)])), coordinates, modality, weight, self._cell_cues(1))

    def cells(
        self,
        codes: NDArray[np.integer],
        modality: Modality,
        weight: Weight = 0.0,
        kept: NDArray[np.bool_] | None = None,
    ) -> Chunk:
        """Cells in raster order. codes: (T, 4) picture codes, each 0 … PICTURE_CODES - 1; weight: one, or (T,).

        kept: (T,) which of them are written, the first among them; the others are passed over.
        """
        index = self._cells + np.arange(len(codes))
        ids = np.zeros((len(codes), SLOTS), np.int32)
        ids[:, :NUM_PICTURE_SLOTS] = codes + np.array([r.start for r in PICTURE])
        within = index % CELLS
        place = np.stack([index // CELLS, within // GRID, within % GRID], axis=1)
        self._cells += len(codes)
        cues = self._cell_cues(len(codes))
        if kept is not None:
            rows = np.flatnonzero(kept)
            cues = cues[np.append(rows[1:] - 1, -1)]  # each announces the next that is written
            ids, place, weight = ids[rows], place[rows], np.broadcast_to(weight, len(codes))[rows]
        return self._append(ids, self._coordinate + place, modality, weight, cues)

    def begin_frames(self, modality: Modality, weight: float = 0.0) -> Chunk:
        """Start a run of sound frames: FRAMES after phones (speech), SOUND without them."""
        token = Special.FRAMES if modality is Modality.SPEECH else Special.SOUND
        self._pointer = 0
        coordinates = np.full((1, 3), self._coordinate)
        self._coordinate += 1
        cues = self._phone_cues(np.zeros(1, np.int64))
        return self._append(_column(np.array([int(token)])), coordinates, modality, weight, cues)

    def frames(
        self, codes: NDArray[np.integer], advance: NDArray[np.integer], modality: Modality, weight: float = 0.0
    ) -> Chunk:
        """Sound frames in order. codes: (T, 4), each 0 … SOUND_CODES - 1; advance: (T,), 0 … ADVANCE.size - 1."""
        count = len(codes)
        ids = np.zeros((count, SLOTS), np.int32)
        ids[:, :NUM_SOUND_SLOTS] = codes + np.array([r.start for r in SOUND])
        ids[:, NUM_SOUND_SLOTS] = ADVANCE.start + advance
        coordinates = self._coordinate + np.repeat(np.arange(count)[:, None], 3, axis=1)
        self._coordinate += count
        cues = None
        if modality is Modality.SPEECH:
            pointer = self._pointer + np.cumsum(advance)
            coordinates[:, 1] = self._phones_at + pointer
            self._pointer = int(pointer[-1])
            cues = self._phone_cues(pointer)
        return self._append(ids, coordinates, modality, weight, cues)

    def end(self, modality: Modality, weight: float = 0.0) -> Chunk:
        """Close the open segment."""
        if self._cells:
            self._coordinate += max(GRID, self._keys)
        self._cells, self._keys, self._phones, self._pointer = 0, 1, [], 0
        return self._wordlike([int(Special.END)], modality, weight)

    @property
    def remaining_phones(self) -> int:
        """Phones that the pointer has not passed yet."""
        return len(self._phones) - self._pointer

    @property
    def remaining_cells(self) -> int:
        """Cells that the open grid still lacks."""
        return self._keys * CELLS - self._cells

    @property
    def written_cells(self) -> int:
        """Cells written in the open grid."""
        return self._cells

    def _wordlike(self, ids: Sequence[int], modality: Modality, weight: float) -> Chunk:
        count = len(ids)
        coordinates = np.repeat(self._coordinate + np.arange(count)[:, None], 3, axis=1)
        self._coordinate += count
        return self._append(_column(np.asarray(ids, np.int32)), coordinates, modality, weight)

    def _cell_cues(self, count: int) -> IntArray:
        """After each of the last `count` grid positions: which cell of which key frame comes next, if any."""
        upcoming = self._cells - np.arange(count)[::-1]
        cues = np.stack([CUE_CELL.start + upcoming % CELLS, CUE_KEY.start + upcoming // CELLS % MAX_KEYS], axis=1)
        cues[upcoming >= self._keys * CELLS] = NO_CUE
        return cues.astype(np.int32)

    def _phone_cues(self, pointer: NDArray[np.int64]) -> IntArray:
        """The phone under the pointer and the one after it; nothing past the end."""
        cues = np.full((len(pointer), NUM_CUES), NO_CUE, np.int32)
        for row, place in enumerate(pointer):
            for slot, (offset, cue) in enumerate(((0, CUE_PHONE), (1, CUE_NEXT_PHONE))):
                if place + offset < len(self._phones):
                    cues[row, slot] = cue.start + self._phones[place + offset] - PHONE.start
        return cues

    def _append(
        self,
        ids: IntArray,
        coordinates: NDArray[np.integer],
        modality: Modality,
        weight: Weight,
        cues: IntArray | None = None,
    ) -> Chunk:
        count = len(ids)
        chunk = Chunk(
            ids,
            np.full((count, NUM_CUES), NO_CUE, np.int32) if cues is None else cues,
            coordinates.astype(np.int32),
            np.full(count, int(modality), np.uint8),
            np.full(count, weight, np.float32),
        )
        self.chunks.append(chunk)
        self.length += count
        return chunk


def _place_cues(grid: tuple[int, int, int]) -> IntArray:
    """Where each feature of a grid stands: the cell it covers, or the first of several, and its moment of a clip."""
    times, rows, columns = grid
    time, row, column = np.indices(grid).reshape(3, -1)
    cues = np.full((time.size, NUM_CUES), NO_CUE, np.int32)
    if rows > 1:
        cues[:, 0] = CUE_CELL.start + row * GRID // rows * GRID + column * GRID // columns
        if times > 1:
            cues[:, 1] = CUE_KEY.start + time
    return cues


def _column(ids: NDArray[np.integer]) -> IntArray:
    """Ids in slot 0, PAD in the others."""
    full = np.zeros((len(ids), SLOTS), np.int32)
    full[:, 0] = ids
    return full
