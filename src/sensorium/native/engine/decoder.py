"""Feeds positions through the backbone and the cache, at shapes that never depend on what shares the batch.

R rows, T positions, D width. A run of positions of one row is read alone; single positions of all rows are stepped
together at the fixed batch of NUM_ROWS, so that a row's sums are the same in any company.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor

from sensorium.native.copying import POINTER_HEAD, Pointed
from sensorium.native.engine.cache import BUCKET, Cache
from sensorium.native.engine.threads import threads_for
from sensorium.native.layers.attention import HEAD_DIM, Attend
from sensorium.native.omni import Omni
from sensorium.native.tokens.stream import Chunk, Feature
from sensorium.native.tokens.vocabulary import NUM_CUES, SLOTS

NUM_ROWS = 8


class Decoder:
    """The model with memory. `states[row]` (D,) predicts the next position of a row."""

    def __init__(self, model: Omni) -> None:
        self.model = model
        width = model.config.width
        self.cache = Cache(
            num_layers=model.config.num_layers,
            num_rows=NUM_ROWS,
            num_heads=width // HEAD_DIM,
            context=model.config.context,
        )
        self.states = torch.zeros(NUM_ROWS, width)
        self._last = torch.zeros(NUM_ROWS, width)  # what each row read last, embedded
        self._held = np.zeros((NUM_ROWS, model.config.context, SLOTS), np.int32)  # ids of what each row read
        self._sought = torch.zeros(NUM_ROWS, HEAD_DIM)  # query of the pointer at the last position

    def clear(self, row: int) -> None:
        """Forget a row."""
        self.cache.clear(row)
        self._last[row] = 0.0

    @torch.inference_mode()
    def pointed(self, row: int) -> Pointed:
        """What the pointer looks at from the last position of a row."""
        backbone, length = self.model.backbone, self.cache.lengths[row]
        keys = self.cache.keys[backbone.pointer_layer, row, POINTER_HEAD, :length]
        odds = float(backbone.copying(self.states[row]))
        return Pointed.of(self._held[row, :length], self._sought[row], keys, odds)

    @torch.inference_mode()
    def read(self, row: int, chunk: Chunk, features: Sequence[Feature] = ()) -> None:
        """Append a run of positions to a row; features start at their place within the chunk."""
        count = len(chunk)
        padded = -(-count // BUCKET) * BUCKET
        ids, cues, coordinates = (_padded(array, padded)[None] for array in (chunk.ids, chunk.cues, chunk.coordinates))
        x = self.model.backbone.embed(ids, cues)
        for feature in features:
            seen = self.model.encode(feature.kind, [feature.array], [feature.count])
            place = slice(feature.start, feature.start + feature.count)
            x[0, place] = self.model.placed(seen, cues[0, place])
        before = torch.cat((self._last[row][None, None], x[:, :-1]), 1)
        attend = self._noting(self.cache.attend_row(row, count), {row: (0, count - 1)})
        with threads_for(count):
            states = self.model.backbone(x, before, coordinates, attend)
        self._held[row, self.cache.lengths[row] :][:count] = chunk.ids
        self.cache.grow(row, count)
        self.states[row], self._last[row] = states[0, count - 1], x[0, count - 1]

    @torch.inference_mode()
    def step(self, chunks: Mapping[int, Chunk]) -> None:
        """Append one position to each of several rows."""
        ids = np.zeros((NUM_ROWS, 1, SLOTS), np.int32)
        cues = np.zeros((NUM_ROWS, 1, NUM_CUES), np.int32)
        coordinates = np.zeros((NUM_ROWS, 1, 3), np.int32)
        for row, chunk in chunks.items():
            ids[row], cues[row], coordinates[row] = chunk.ids, chunk.cues, chunk.coordinates
        rows = sorted(chunks)
        x = self.model.backbone.embed(torch.from_numpy(ids), torch.from_numpy(cues))
        attend = self._noting(self.cache.attend_each(rows), {row: (row, 0) for row in rows})
        with threads_for(NUM_ROWS):
            states = self.model.backbone(x, self._last[:, None], torch.from_numpy(coordinates), attend)
        for row in rows:
            self._held[row, self.cache.lengths[row]] = ids[row, 0]
            self.cache.grow(row, 1)
            self.states[row], self._last[row] = states[row, 0], x[row, 0]

    def _noting(self, attend: Attend, lasts: Mapping[int, tuple[int, int]]) -> Attend:
        """The same attention; the pointer's queries of rows are kept. lasts: (batch, position) of each row's."""

        def noted(layer: int, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
            if layer == self.model.backbone.pointer_layer:
                for row, (batch, position) in lasts.items():
                    self._sought[row] = q[batch, POINTER_HEAD, position]
            return attend(layer, q, k, v)

        return noted


def _padded(array: np.ndarray[tuple[int, int], np.dtype[np.int32]], length: int) -> Tensor:
    return torch.from_numpy(np.pad(array, ((0, length - len(array)), (0, 0))))
