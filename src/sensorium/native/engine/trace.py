"""What an exchange was, position by position, for those who want to look inside. Answering needs none of this.

T positions, S slots. A trace holds the stream itself: the ids that were read and sampled, not codes made again from
what they decoded to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.native.tokens.grammar import STARTS, Output, Plan
from sensorium.native.tokens.stream import Chunk, Feature, IntArray
from sensorium.native.tokens.vocabulary import (
    ADVANCE,
    NUM_PICTURE_SLOTS,
    NUM_SOUND_SLOTS,
    PICTURE,
    SOUND,
    Range,
    Special,
)

OUTPUTS: dict[int, Output] = {int(start): output for output, start in STARTS.items()}


@dataclass(frozen=True, eq=False)
class Segment:
    """One segment of a reply. ids (T, S) of the positions between its start and END; the first is number `first`."""

    output: Output
    first: int
    ids: IntArray

    def within(self, bounds: Range) -> list[tuple[int, int]]:
        """(number of the position, id) of positions whose first slot is in `bounds`: words, phones, notes."""
        return [(self.first + index, int(row[0])) for index, row in enumerate(self.ids) if int(row[0]) in bounds]

    @property
    def cells(self) -> NDArray[np.int64]:
        """Codes of a picture or of the key frames of a clip, (cells, 4), from 0 in every slot."""
        starts = np.array([bounds.start for bounds in PICTURE])
        cells: NDArray[np.int64] = self._coded(PICTURE[0])[:, :NUM_PICTURE_SLOTS] - starts
        return cells

    @property
    def frames(self) -> NDArray[np.int64]:
        """Codes of speech or sound, (frames, 4), from 0 in every slot."""
        starts = np.array([bounds.start for bounds in SOUND])
        frames: NDArray[np.int64] = self._coded(SOUND[0])[:, :NUM_SOUND_SLOTS] - starts
        return frames

    @property
    def advances(self) -> NDArray[np.int64]:
        """How far the pointer moves during each frame, (frames,)."""
        return self._coded(SOUND[0])[:, NUM_SOUND_SLOTS] - ADVANCE.start

    @property
    def first_code(self) -> int:
        """Number of the position that holds the first cell or frame: cells and frames end a segment."""
        return self.first + len(self.ids) - max(len(self._coded(PICTURE[0])), len(self._coded(SOUND[0])))

    def _coded(self, bounds: Range) -> NDArray[np.int64]:
        """Positions whose first slot is in `bounds`, (n, S)."""
        first = self.ids[:, 0]
        return self.ids[(first >= bounds.start) & (first < bounds.stop)].astype(np.int64)


@dataclass(frozen=True, kw_only=True)
class Times:
    """When a request was queued, got its rows, had its prompt read, and ended: nanoseconds of the monotonic clock."""

    queued: int = 0
    begun: int = 0
    read: int = 0
    ended: int = 0


@dataclass(frozen=True, eq=False)
class Trace:
    """Every position of a finished exchange: what was read, and what was sampled or forced in reply.

    plan: what the grammar was to hold the reply to; features, parts: of the prompt, as in `Stream`; logprobs: of each
    text of the reply, the natural logarithms of the probabilities of its words and of its end; notes: what of the media
    was not read; spelling: how sure the reader was of the print in the prompt, as in `Stream`; times: how long it took.
    """

    prompt: Chunk
    reply: Chunk
    plan: Plan
    features: tuple[Feature, ...] = ()
    parts: tuple[range, ...] = ()
    logprobs: tuple[tuple[float, ...], ...] = ()
    notes: tuple[str, ...] = ()
    spelling: float = 0.0
    times: Times = Times()

    def segments(self) -> list[Segment]:
        """The segments of the reply in order, one for each of its parts."""
        found: list[Segment] = []
        start: int | None = None
        for index, token in enumerate(self.reply.ids[:, 0].tolist()):
            if start is None:
                start = index if token in OUTPUTS else None
            elif token == Special.END:
                output = OUTPUTS[int(self.reply.ids[start, 0])]
                found.append(Segment(output, len(self.prompt) + start + 1, self.reply.ids[start + 1 : index]))
                start = None
        return found
